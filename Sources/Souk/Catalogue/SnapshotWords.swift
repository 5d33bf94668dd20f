import SoukAnalysis
import SoukEngine
import SoukStorage
import SoukUnderstanding

/// The words of a commit where its index keeps them: Latin words as they are written, and pairs of Han characters, which are
/// terms. Nothing is read before a query asks.
///
/// What cannot be read is in no product; the search for it says what is damaged.
final class SnapshotWords: CatalogueWords {
    private let snapshot: IndexSnapshot
    private let vocabulary: WordVocabulary
    private let manyLatinWords = Locked<Bool?>(nil)
    private let manyHanPairs = Locked<Bool?>(nil)
    private let rareCount = Locked<Int?>(nil)
    private let pairs = PairCounts()

    init(_ snapshot: IndexSnapshot) {
        self.snapshot = snapshot
        vocabulary = WordVocabulary(snapshot)
    }

    func documentCount(of word: ArraySlice<UInt32>) -> Int {
        if !word.isEmpty, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
            return (try? vocabulary.count(of: word.map { UInt8($0) }))?.documents ?? 0
        }
        guard word.count == 2, let first = word.first, let last = word.last, isHan(first), isHan(last) else {
            return 0
        }
        return pairs.count(of: first << 16 | last) {
            snapshot.documentFrequency(of: Self.utf8(first) + Self.utf8(last))
        }
    }

    private func isHan(_ scalar: UInt32) -> Bool {
        scalar >= 0x800 && scalar <= 0xFFFF && FoldedText.isHan(scalar)
    }

    /// The three bytes of a scalar from 0x800 to 0xFFFF.
    private static func utf8(_ scalar: UInt32) -> [UInt8] {
        [0xE0 | UInt8(scalar >> 12), 0x80 | UInt8(scalar >> 6 & 0x3F), 0x80 | UInt8(scalar & 0x3F)]
    }

    /// UTF-8 bytes of a pair.
    private static let pairLength = 6

    var holdsManyLatinWords: Bool {
        Self.known(manyLatinWords) {
            (try? vocabulary.holds(atLeast: CatalogueWordLimits.many)) ?? false
        }
    }

    var holdsManyHanPairs: Bool {
        Self.known(manyHanPairs) {
            var seen: Set<[UInt8]> = []
            for segment in snapshot.segments {
                // Kana and Han characters: their UTF-8 begins with E3 to E9.
                guard var terms = try? segment.terms.cursor(atOrAfter: [0xE3]) else { continue }
                while seen.count < CatalogueWordLimits.many, (try? terms.advance()) == true,
                    let first = terms.term.first, first <= 0xE9
                {
                    guard terms.term.count == Self.pairLength else { continue }
                    let pair = FoldedText(String(decoding: terms.term, as: UTF8.self))
                    if pair.kind(at: 0) == .han, pair.count == 2 { seen.insert(terms.term) }
                }
            }
            return seen.count >= CatalogueWordLimits.many
        }
    }

    func isRare(_ documentCount: Int) -> Bool {
        // No word is in more products than there are: most questions need no walk over all words.
        let products = snapshot.segments.reduce(0) { $0 + $1.documentCount }
        guard documentCount <= products / CatalogueWordLimits.rareShare else { return false }
        return documentCount
            <= Self.known(rareCount) {
                var most = 0
                try? vocabulary.forEach { _, count in most = max(most, count.documents) }
                return most / CatalogueWordLimits.rareShare
            }
    }

    func prepare() { _ = (holdsManyLatinWords, holdsManyHanPairs, isRare(0)) }

    private static func known<Value>(_ value: Locked<Value?>, _ make: () -> Value) -> Value {
        value.withLock { value in
            if let value { return value }
            let made = make()
            value = made
            return made
        }
    }
}
