import SoukEngine
import SoukRanking
import SoukUnderstanding

/// Everything that a search can be told beside its text; shared by the library and the command line.
package struct SearchOptions: Sendable {
    /// Whether words are also searched as they were probably meant.
    package enum Spelling: String, Sendable, CaseIterable { case off, auto }
    package enum Names: String, Sendable, CaseIterable { case off, auto }

    package enum Rerank: String, Sendable, CaseIterable { case off, cosine }

    package struct Facet: Sendable, Equatable {
        package var field: String
        package var limit: Int

        package init(_ field: String, limit: Int = 20) {
            self.field = field
            self.limit = limit
        }
    }

    package struct Sort: Sendable, Equatable {
        package var field: String
        package var direction: CandidateOrder.Direction

        package init(field: String, direction: CandidateOrder.Direction) {
            self.field = field
            self.direction = direction
        }
    }

    package var count = 10
    package var offset = 0
    /// Filter expressions; a product must pass every one.
    package var filters: [String] = []
    package var facets: [Facet] = []
    package var sort: Sort?
    package var profile = RelevanceProfile()
    package var rerank: Rerank = .cosine
    package var spelling: Spelling = .auto
    /// Whether ``GeneralNames`` and ``Translations`` are searched beside the words.
    package var names: Names = .auto
    /// Parts of the query's reading that are undone.
    package var ignoredParts: Set<InterpretationPart> = []
    /// A vector that stands for the query in re-ranking.
    package var vector: [Float]?
    package var user: String?
    /// Synonyms in place of the index's own; nil: those.
    package var synonyms: AliasTable?
    /// How much the order minds that products are alike, 0...1; 0: not at all. See ``Diversifier``.
    package var diversity = 0.0
    /// Products that are named beside the hits; nil: ``rescueCount`` where there are none, and none elsewhere.
    package var relatedCount: Int?
    /// Products that are named beside a search that finds nothing.
    package static let rescueCount = 6
    package var explains = false
    package var highlights = true

    package init() {}
}
