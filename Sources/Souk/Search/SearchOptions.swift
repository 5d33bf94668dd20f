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

    /// The values chosen in a facet of which several may be: a product must have one of them. The facet's own counts are not
    /// narrowed by it, every other is.
    package struct Selection: Sendable, Equatable {
        package var field: String
        /// Values as the facet shows them; none: anything goes.
        package var values: [String]

        package init(_ field: String, _ values: [String]) {
            self.field = field
            self.values = values
        }
    }

    package var count = 10
    package var offset = 0
    /// The entry before the page, where the list behind it has the engine's own order: then nothing before the page is collected.
    var after: ListPlace?
    /// Products that are enough: a further tier is open only while those before it hold fewer. What is found, and so totals,
    /// facets and pages, depends on this number and never on how much of the list is shown.
    package static let enoughProducts = 10
    /// See ``enoughProducts``; a longer list for evaluation is filled by a larger number.
    package var enough = SearchOptions.enoughProducts
    /// The tiers that are open, in place of those that ``enough`` opens: see ``PageCursor``.
    package var lastTier: Int?
    /// Filter expressions; a product must pass every one.
    package var filters: [String] = []
    package var selections: [Selection] = []
    /// Fields whose values are counted; of a number field, bands of it.
    package var facets: [Facet] = []
    /// The field by whose value variants are one product; nil: each is one.
    package var group: String?
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
    /// Rules in place of the index's own; nil: those.
    package var rules: RuleSet?
    /// The moment that rules are asked for, in seconds since 1970; nil: now.
    package var time: Double?
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
    /// Whether the question that narrows the result most is wanted.
    package var clarifies = false
    /// Candidates that are wanted, when more than the page and re-ranking need.
    var candidateCount = 0
    /// Whether nothing but the counted documents is wanted.
    var countsOnly = false

    package init() {}
}
