import Foundation
import SoukStorage

/// Product titles made by seed, one after the other: the first n are the same however many follow.
///
/// Lengths are log-normal as those of the measurement data's English titles: half have 8 words or more, one in a hundred
/// over 29.
struct SyntheticCatalogue {
    private static let lengthMean = 1.944
    private static let lengthDeviation = 0.724
    private static let longest = 60

    private var vocabulary = SyntheticVocabulary()
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed, part: "titles") }

    /// The words of the next title, with spaces between.
    mutating func nextTitle() -> [UInt8] {
        var title: [UInt8] = []
        for place in 0..<nextLength() {
            if place > 0 { title.append(UInt8(ascii: " ")) }
            title += SyntheticVocabulary.spelling(vocabulary.nextRank(&random))
        }
        return title
    }

    private mutating func nextLength() -> Int {
        let length = exp(Self.lengthMean + Self.lengthDeviation * random.normal()).rounded()
        return min(max(Int(length), 1), Self.longest)
    }

    /// Writes titles as a token file, and keeps the first in memory to draw queries from.
    static func write(
        _ count: Int, seed: UInt64, to path: String, keeping kept: Int, progress: (Int) -> Void = { _ in }
    ) throws -> TokenCorpus {
        var catalogue = SyntheticCatalogue(seed: seed)
        var corpus = TokenCorpus()
        let writer = try TextFileWriter(path)
        for number in 0..<count {
            let title = catalogue.nextTitle()
            try writer.writeRow([Array(String(number).utf8), title, []])
            if number < kept { corpus.add(title: title, body: []) }
            if number % 4096 == 0 { progress(number) }
        }
        try writer.close()
        return corpus
    }
}
