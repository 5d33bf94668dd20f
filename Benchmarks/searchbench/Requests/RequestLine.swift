/// A line of a request's query file, `words<TAB>lowest price<TAB>highest price`; a bound may be empty.
struct RequestLine: Equatable {
    let words: String
    let lowest: Double?
    let highest: Double?

    init(words: String, lowest: Double? = nil, highest: Double? = nil) {
        self.words = words
        self.lowest = lowest
        self.highest = highest
    }

    init(_ line: String) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        self.init(
            words: String(cells[0]), lowest: cells.count > 1 ? Double(cells[1]) : nil,
            highest: cells.count > 2 ? Double(cells[2]) : nil)
    }

    var text: String { "\(words)\t\(Self.text(lowest))\t\(Self.text(highest))" }

    private static func text(_ bound: Double?) -> String { bound.map { "\($0)" } ?? "" }
}
