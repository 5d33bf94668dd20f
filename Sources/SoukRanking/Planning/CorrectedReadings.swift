import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// What the spelling of a query adds to its concepts: for each of its words the readings that stand beside the literal one.
///
/// A corrected word adds a reading to its concept. Where a correction has more words than the query (`wattsolar` → watt
/// solar), the word becomes as many concepts, each satisfied by the word as typed or by its part; where it has fewer
/// (`tooth brush` → toothbrush), each word is satisfied by the whole. The words of a ``Correction/Kind/row`` are one reading, of the
/// whole word.
struct CorrectedReadings {
    /// What a product earns that says the corrected word, of the score of the word as typed; the less the less sure the
    /// correction is.
    static let typoWeight = 0.8
    /// The same for the other writing of a compound.
    static let compoundWeight = 0.9

    private var parts: [Range<Int>: [[Concept.Alternative]]] = [:]
    private var rows: [Range<Int>: [Concept.Alternative]] = [:]

    /// - Parameters:
    ///   - words: the query's words in order.
    ///   - readings: the full readings of each word of a text.
    ///   - row: those of a text whose words stand in a row.
    init(
        _ interpretation: Interpretation, words: [AnalyzedToken],
        readings: (String) -> [[Concept.Alternative]], row: (String) -> [Concept.Alternative]
    ) {
        for correction in interpretation.corrections + interpretation.variants {
            let typed = words.filter { correction.range.overlaps($0.start..<$0.end) }
            if correction.kind == .row, let word = typed.first {
                rows[word.start..<word.end] = row(correction.replacement).compactMap {
                    Self.reading($0, correction)
                }
                continue
            }
            let meant = readings(correction.replacement).map {
                $0.compactMap { Self.reading($0, correction) }
            }
            guard !typed.isEmpty, !meant.isEmpty, meant.allSatisfy({ !$0.isEmpty }) else { continue }
            for index in 0..<max(typed.count, meant.count) {
                let word = typed[min(index, typed.count - 1)]
                parts[word.start..<word.end, default: []].append(meant[min(index, meant.count - 1)])
            }
        }
    }

    private static func reading(
        _ reading: Concept.Alternative, _ correction: Correction
    ) -> Concept.Alternative? {
        guard reading.fulfils else { return nil }
        var reading = reading
        reading.weight *= correction.confidence * (correction.kind == .typo ? typoWeight : compoundWeight)
        if reading.origin != .alias && reading.origin != .synonym {
            reading.origin = correction.kind == .typo ? .typo : .compound
        }
        return reading
    }

    /// Further readings of the word at `range`, a list for each concept that it becomes; one empty list where there is
    /// nothing to add.
    func parts(at range: Range<Int>) -> [[Concept.Alternative]] {
        let parts = parts[range] ?? [[]]
        guard let row = rows[range] else { return parts }
        return parts.map { $0 + row }
    }
}
