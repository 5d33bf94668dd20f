import SoukAnalysis
import SoukEngine
import SoukStorage
import SoukUnderstanding

/// The words and phrases of a catalogue's titles, ready to be found by their beginnings.
///
/// A phrase is up to three neighbouring words of at least two titles (one title in a small catalogue) that neither begins nor
/// ends with a function word, does not end with a word that sells, and is not nearly always followed by the same word. Phrases of
/// the same stems (`shoe`, `shoes`) share their popularity: the sum of their titles' weights, more for the names of brands and
/// categories, which say what is wanted.
/// - Complexity: building O(words of the titles).
/// - Paper: Gog, Pibiri, Venturini, "Efficient and Effective Query Auto-Completion", SIGIR 2020: beginnings of whole texts by
///   a sorted list with range maxima, the rest by a conjunction over the texts' words.
final class SuggestionTable: Sendable {
    struct Phrase: Sendable {
        let code: PhraseCode
        let popularity: Float
    }

    /// Catalogues of fewer products suggest phrases of one title.
    private static let smallCatalogue = 2_000
    /// A phrase that is so often followed by one word is half of a name: `hard` drive.
    private static let completeShare = 0.8
    private static let completeCount = 5
    private static let longestHan = 8
    /// How much more a title counts for the name of a brand or a category than for other words (`apple` before `ac3`).
    private static let nameWeight: Float = 3

    let sample: TitleSample
    let phrases: [Phrase]
    /// Phrases by their key, the popular ones heavier.
    let byKey: RankedKeys
    /// Words by their key, weighed by titles.
    let byWord: RankedKeys
    /// The place of every word in ``byWord``.
    let wordRanks: [UInt32]
    /// Titles by their key.
    let byTitle: RankedKeys
    /// Titles of each stem: those from `titleStarts[n]` to `titleStarts[n + 1]`.
    private let titleStarts: [UInt32]
    private let titleNumbers: [UInt32]
    /// Han phrases by how they are typed in Latin letters; nil: none, or ICU cannot tell.
    let byPinyin: RankedKeys?
    let brands: ValueNames
    let categories: ValueNames
    /// What searches for suggestions found.
    let found = Locked<[String: SuggestionCount]>([:])
    /// The segments whose titles were read, and the products there were.
    private let segments: Set<SegmentID>
    private let documentCount: Int

    /// A table serves later commits until so large a share of the products is new.
    private static let staleShare = 0.1

    /// The same words and phrases for a later commit, in which other products are found; nil when too many products are new.
    ///
    /// Each suggestion is searched for before it is shown, so an older table shows nothing that is gone.
    func carried(to snapshot: IndexSnapshot) -> SuggestionTable? {
        var new = 0
        for segment in snapshot.segments where !segments.contains(segment.id) { new += segment.documentCount }
        guard documentCount >= Self.smallCatalogue, Double(new) < Self.staleShare * Double(documentCount)
        else {
            return nil
        }
        return SuggestionTable(sharing: self)
    }

    private init(sharing other: SuggestionTable) {
        sample = other.sample
        phrases = other.phrases
        byKey = other.byKey
        byWord = other.byWord
        wordRanks = other.wordRanks
        byTitle = other.byTitle
        titleStarts = other.titleStarts
        titleNumbers = other.titleNumbers
        byPinyin = other.byPinyin
        brands = other.brands
        categories = other.categories
        segments = other.segments
        documentCount = other.documentCount
    }

    init(_ snapshot: IndexSnapshot, _ analyzer: Analyzer) throws(StorageError) {
        segments = Set(snapshot.segments.map(\.id))
        documentCount = snapshot.documentCount
        let sample = try TitleSample(snapshot, analyzer)
        self.sample = sample
        let pinyin = SharedPinyin()
        let brands = ValueNames.brands(snapshot, pinyin)
        let categories = ValueNames.categories(snapshot, pinyin)
        (self.brands, self.categories) = (brands, categories)
        phrases = Self.phrases(sample) { brands.holdsName($0) || categories.holdsName($0) }
        byKey = Self.keys(phrases, sample)
        var words = RankedKeys.Builder()
        var titleCounts = [UInt32](repeating: 0, count: sample.words.count)
        var starts = [UInt32](repeating: 0, count: sample.stems.count + 1)
        for title in sample.titles {
            for place in sample.places[title.places] {
                titleCounts[Int(place.word)] += 1
                starts[Int(sample.words[Int(place.word)].stem) + 1] += 1
            }
        }
        for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
        titleStarts = starts
        var numbers = [UInt32](repeating: 0, count: Int(starts.last ?? 0))
        for (number, title) in sample.titles.enumerated() {
            for place in sample.places[title.places] {
                let stem = Int(sample.words[Int(place.word)].stem)
                numbers[Int(starts[stem])] = UInt32(number)
                starts[stem] += 1
            }
        }
        titleNumbers = numbers
        for (number, word) in sample.words.enumerated() {
            words.add(word.key, payload: UInt32(number), weight: Float(titleCounts[number]))
        }
        byWord = RankedKeys(words)
        var ranks = [UInt32](repeating: 0, count: sample.words.count)
        for place in 0..<byWord.count { ranks[Int(byWord.payload(place))] = UInt32(place) }
        wordRanks = ranks
        byTitle = RankedKeys(sample.keys)
        byPinyin = PinyinKeys.keys(phrases, sample.words, pinyin)
    }

    /// Titles that hold a stem, rising; a title that holds it twice is there twice.
    func titles(ofStem stem: UInt32) -> ArraySlice<UInt32> {
        titleNumbers[Int(titleStarts[Int(stem)])..<Int(titleStarts[Int(stem) + 1])]
    }

    // MARK: Phrases

    private static func phrases(_ sample: TitleSample, _ isName: ([UInt8]) -> Bool) -> [Phrase] {
        let counts = count(sample)
        let least = sample.titles.count < smallCatalogue ? 1 : 2
        var incomplete: Set<PhraseCode> = []
        counts.forEach { code, count in
            guard count.titles >= completeCount, let shorter = code.withoutLast else { return }
            if Double(count.titles) >= completeShare * Double(counts[shorter].titles) {
                incomplete.insert(shorter)
            }
        }
        var kept: [(code: PhraseCode, weight: Float)] = []
        counts.forEach { code, count in
            guard count.titles >= least, !incomplete.contains(code), isSuggestion(code, sample.words) else {
                return
            }
            kept.append((code, count.weight))
        }
        // The usual form of a phrase first, and nothing depends on the order of the table.
        kept.sort { a, b in a.weight != b.weight ? a.weight > b.weight : a.code.bits < b.code.bits }
        var popularity: [UInt64: Float] = [:]
        var names: Set<UInt64> = []
        for phrase in kept {
            let stems = stemBits(phrase.code, sample.words)
            popularity[stems, default: 0] += phrase.weight
            if isName(key(phrase.code, sample.words)) { names.insert(stems) }
        }
        for stems in names { popularity[stems]? *= nameWeight }
        return kept.map {
            Phrase(code: $0.code, popularity: popularity[stemBits($0.code, sample.words)] ?? $0.weight)
        }
    }

    private static func count(_ sample: TitleSample) -> PhraseCounts {
        var counts = PhraseCounts()
        for (number, title) in sample.titles.enumerated() {
            for start in title.places {
                var code = PhraseCode(sample.places[start].word)
                guard sample.words[Int(sample.places[start].word)].mayBegin else { continue }
                counts.add(code, title: number, weight: title.weight)
                for next
                    in (start + 1)..<max(start + 1, min(start + PhraseCode.longest, title.places.upperBound))
                {
                    guard let gap = sample.places[next].gap else { break }
                    code = code.appending(sample.places[next].word, after: gap)
                    counts.add(code, title: number, weight: title.weight)
                }
            }
        }
        return counts
    }

    static func isSuggestion(_ code: PhraseCode, _ words: [TitleWord]) -> Bool {
        let count = code.count
        if count == 1 { return words[Int(code.word(0))].standsAlone }
        let last = words[Int(code.word(count - 1))]
        guard last.mayEnd else { return false }
        // A character that stands apart is the beginning of a word that the lexicon lacks.
        if last.isHan, last.scalarCount == 1, code.gap(before: count - 1) != .nothing { return false }
        var han = 0
        for place in 0..<count {
            let word = words[Int(code.word(place))]
            if word.isHan { han += word.scalarCount }
            for other in 0..<place where words[Int(code.word(other))].stem == word.stem { return false }
        }
        // A name that the lexicon lacks is cut into its characters: 华 为.
        let isName = han > 1 && (1..<count).allSatisfy { code.gap(before: $0) == .nothing }
        return han <= longestHan && (isName || (0..<count).contains { words[Int(code.word($0))].standsAlone })
    }

    /// The stems of a phrase in 60 bits, there are no more than words.
    private static func stemBits(_ code: PhraseCode, _ words: [TitleWord]) -> UInt64 {
        (0..<code.count).reduce(0) { $0 | (UInt64(words[Int(code.word($1))].stem) + 1) << (20 * UInt64($1)) }
    }

    private static func stems(_ code: PhraseCode, _ words: [TitleWord]) -> [UInt32] {
        (0..<code.count).map { words[Int(code.word($0))].stem }
    }

    func stems(_ code: PhraseCode) -> [UInt32] { Self.stems(code, sample.words) }

    private static func keys(_ phrases: [Phrase], _ sample: TitleSample) -> RankedKeys {
        var builder = RankedKeys.Builder()
        for (number, phrase) in phrases.enumerated() {
            builder.add(key(phrase.code, sample.words), payload: UInt32(number), weight: phrase.popularity)
        }
        return RankedKeys(builder)
    }

    /// ``SuggestionKey`` of a phrase's text.
    static func key(_ code: PhraseCode, _ words: [TitleWord]) -> [UInt8] {
        var key: [UInt8] = []
        for place in 0..<code.count {
            let word = words[Int(code.word(place))]
            let isAfterHan = place > 0 && words[Int(code.word(place - 1))].endsWithHan
            if code.gap(before: place) != .nothing, !isAfterHan, !word.startsWithHan { key.append(0x20) }
            key += word.key
        }
        return key
    }

    /// What the most popular phrases begin with, the commonest first.
    func commonestFirstCharacters(_ limit: Int) -> [String] {
        var found: [String] = []
        var phrases = 0
        byKey.forEachHeaviest(in: 0..<byKey.count) { place, _ in
            phrases += 1
            let first = String(decoding: byKey.key(place), as: UTF8.self).unicodeScalars.first
            if let first, !found.contains(String(first)) { found.append(String(first)) }
            return found.count < limit && phrases < Self.mostPopular
        }
        return found
    }

    private static let mostPopular = 2_000

    /// Whether a title that was read has the word.
    func holdsWord(_ key: [UInt8]) -> Bool {
        let range = byWord.range(withPrefix: key)
        return !range.isEmpty && byWord.key(range.lowerBound).elementsEqual(key)
    }

    /// The text of a phrase as titles write it, or in simplified characters.
    func text(_ code: PhraseCode, isSimplified: Bool) -> String {
        var text = ""
        for place in 0..<code.count {
            switch code.gap(before: place) {
            case .nothing: break
            case .space: text += " "
            case .hyphen: text += "-"
            }
            let word = sample.words[Int(code.word(place))]
            text += isSimplified && word.isHan ? String(decoding: word.key, as: UTF8.self) : word.text
        }
        return text
    }
}

/// How many products a suggestion leads to, and in which categories.
struct SuggestionCount: Sendable {
    var products: Int
    /// Whether categories and brands were asked for.
    var hasScopes: Bool
    /// The only commit that it holds for, where conditions on numbers decide; nil: all that share the table.
    var generation: UInt64?
    /// The categories of most of the products, when they were asked for.
    var categories: [FacetCounter.Count]?
    /// The brands of most of them, likewise.
    var brands: [FacetCounter.Count]?
}
