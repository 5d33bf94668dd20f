import SoukConsole
import SoukImport
import SoukStorage

/// Draws the requests of a catalogue by seed: real queries, and words of its own titles; half of them with bounds on the
/// price, taken from the quantiles of the catalogue's prices.
struct RequestDrawing {
    static let count = 100

    let seed: UInt64
    let prices: [Double]

    /// Requests with the words of real queries, in random order.
    func real(_ queries: [String]) -> [RequestLine] {
        var random = SplitMix64(seed: seed, part: "real")
        return random.sample(queries, Self.count).enumerated().map { bounded($1, place: $0, &random) }
    }

    /// Requests with two to four words of one title.
    func drawn(_ titles: [[String]]) -> [RequestLine] {
        var random = SplitMix64(seed: seed, part: "drawn")
        var lines: [RequestLine] = []
        for _ in 0..<100 * Self.count where lines.count < Self.count {
            let words = unique(random.element(of: titles))
            let wanted = 2 + lines.count % 3
            guard words.count >= wanted else { continue }
            let text = random.sample(words, wanted).joined(separator: " ")
            lines.append(bounded(text, place: lines.count, &random))
        }
        return lines
    }

    /// Every second request has bounds: from below, from above, or both.
    private func bounded(_ words: String, place: Int, _ random: inout SplitMix64) -> RequestLine {
        guard place % 2 == 1, prices.count > 1 else { return RequestLine(words: words) }
        let low = prices[random.below(prices.count / 2)]
        let high = prices[prices.count / 2 + random.below(prices.count - prices.count / 2)]
        return switch place / 2 % 3 {
        case 0: RequestLine(words: words, highest: high)
        case 1: RequestLine(words: words, lowest: low)
        default: RequestLine(words: words, lowest: low, highest: high)
        }
    }

    /// The first column of a file of real queries, or the second where the first is a number, cut into words.
    static func realQueries(_ path: String) throws -> [String] {
        let cutter = try WordCutter()
        var lines = LineReader(try InputFile(path: path))
        var queries: [String] = []
        while let line = try lines.next() {
            let cells = String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
            guard let first = cells.first, first != "query" else { continue }
            let words = cutter.words(Int(first) != nil && cells.count > 1 ? cells[1] : first)
            if !words.isEmpty { queries.append(words.joined(separator: " ")) }
        }
        guard !queries.isEmpty else { throw CommandFailure("\(path): holds no query") }
        return queries
    }
}
