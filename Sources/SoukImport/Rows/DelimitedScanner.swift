/// Finds the cells of one CSV or TSV record.
///
/// CSV follows RFC 4180: quotes around a cell, doubled inside it, newlines allowed within; CRLF or LF between
/// records. A quote inside a cell that does not begin with one is an ordinary character (`5" screen`).
/// TSV has no quoting and no escapes: a tab or a newline always separates.
struct DelimitedScanner {
    enum Outcome: Equatable {
        /// The record is not complete in the bytes at hand.
        case needsMore
        /// `cells` holds the record; the next one begins `end` bytes behind this one's beginning.
        case record(end: Int)
        /// The record is refused for what stands at `at`. Reading resumes at `resume`, or if that is nil
        /// behind the first newline from `at` on.
        case failure(Failure, cell: Int, at: Int, resume: Int?)
    }

    enum Failure {
        case unclosedQuote, textAfterQuote, tooLong
    }

    /// Bytes of one cell, without quotes around it.
    struct Cell: Equatable {
        var range: Range<Int>
        var hasDoubledQuotes: Bool
    }

    let separator: UInt8
    let quoting: Bool
    let recordLimit: Int
    let quoteLimit: Int
    /// Cells of the last record, relative to its beginning.
    private(set) var cells: [Cell] = []

    init(separator: UInt8, quoting: Bool, recordLimit: Int, quoteLimit: Int) {
        self.separator = separator
        self.quoting = quoting
        self.recordLimit = recordLimit
        self.quoteLimit = quoteLimit
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Scans the record that `bytes` begins with. The outcome depends on the bytes only, never on how many
    /// stand behind what was needed.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isComplete: Bool) -> Outcome {
        cells.removeAll(keepingCapacity: true)
        var place = 0
        while true {
            let isQuoted = quoting && place < bytes.count && bytes[place] == DelimitedScanner.quote
            let step =
                isQuoted
                ? quotedCell(bytes, opened: place, isComplete: isComplete)
                : plainCell(bytes, from: place, isComplete: isComplete)
            switch step {
            case .separator(let next): place = next
            case .endOfRecord(let end):
                if end > recordLimit + 2 { return .failure(.tooLong, cell: cells.count, at: 0, resume: end) }
                return .record(end: end)
            case .needsMore: return .needsMore
            case .failure(let outcome): return outcome
            }
        }
    }

    private enum Step {
        case separator(next: Int)
        case endOfRecord(end: Int)
        case needsMore
        case failure(Outcome)
    }

    private mutating func plainCell(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, isComplete: Bool) -> Step
    {
        var end = from
        while end < bytes.count, bytes[end] != separator, bytes[end] != DelimitedScanner.lineFeed { end += 1 }
        if end > recordLimit + 1 {
            return .failure(.failure(.tooLong, cell: cells.count, at: from, resume: nil))
        }
        if end == bytes.count, !isComplete { return .needsMore }
        if end < bytes.count, bytes[end] == separator {
            cells.append(Cell(range: from..<end, hasDoubledQuotes: false))
            return .separator(next: end + 1)
        }
        let hasReturn = end > from && bytes[end - 1] == DelimitedScanner.carriageReturn
        cells.append(Cell(range: from..<(hasReturn ? end - 1 : end), hasDoubledQuotes: false))
        return .endOfRecord(end: end < bytes.count ? end + 1 : end)
    }

    private mutating func quotedCell(
        _ bytes: UnsafeBufferPointer<UInt8>, opened: Int, isComplete: Bool
    ) -> Step {
        var place = opened + 1
        var hasDoubledQuotes = false
        while true {
            while place < bytes.count, bytes[place] != DelimitedScanner.quote { place += 1 }
            if place - opened > quoteLimit { return refuse(.unclosedQuote, opened) }
            guard place < bytes.count else {
                return isComplete ? refuse(.unclosedQuote, opened) : .needsMore
            }
            guard place + 1 < bytes.count else {
                if !isComplete { return .needsMore }
                break
            }
            guard bytes[place + 1] == DelimitedScanner.quote else { break }
            hasDoubledQuotes = true
            place += 2
        }
        cells.append(Cell(range: opened + 1..<place, hasDoubledQuotes: hasDoubledQuotes))
        return behindQuote(bytes, closed: place, opened: opened, isComplete: isComplete)
    }

    private func behindQuote(
        _ bytes: UnsafeBufferPointer<UInt8>, closed: Int, opened: Int, isComplete: Bool
    ) -> Step {
        let next = closed + 1
        guard next < bytes.count else { return .endOfRecord(end: next) }
        switch bytes[next] {
        case separator: return .separator(next: next + 1)
        case DelimitedScanner.lineFeed: return .endOfRecord(end: next + 1)
        case DelimitedScanner.carriageReturn:
            if next + 1 == bytes.count { return isComplete ? .endOfRecord(end: next + 1) : .needsMore }
            if bytes[next + 1] == DelimitedScanner.lineFeed { return .endOfRecord(end: next + 2) }
        default: break
        }
        return refuse(.textAfterQuote, opened)
    }

    /// Only the line on which the quote was opened is given up: what follows may be whole rows.
    private func refuse(_ failure: Failure, _ opened: Int) -> Step {
        let cell = failure == .textAfterQuote ? cells.count - 1 : cells.count
        return .failure(.failure(failure, cell: cell, at: opened, resume: nil))
    }
}
