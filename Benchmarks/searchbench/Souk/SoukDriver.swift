import Foundation
import SoukConsole

/// Souk's side of the driver protocol: reads command lines, answers each with a line of JSON.
final class SoukDriver {
    private static let mostThreads = 256

    private let index: SoukIndex
    private let output: StandardStream
    private var cells: [(name: String, queries: any PreparedQueries)] = []

    init(index: SoukIndex, output: StandardStream) {
        self.index = index
        self.output = output
    }

    /// Answers until the input ends or says `quit`.
    func serve() {
        answer { json in
            json.member("ready", true)
            json.member("documents", index.snapshot.documentCount)
        }
        while let line = readLine(), line != "quit" {
            do { try perform(Self.words(of: line)) } catch let error
                as UnsupportedMode
            {
                answer { $0.member("unsupported", error.reason) }
            } catch {
                answer { $0.member("error", "\(error)") }
            }
        }
    }

    /// The words of a command; the fourth is the rest of the line, so that a file's name may hold spaces.
    static func words(of line: String) -> [String] {
        line.split(separator: " ", maxSplits: 3).map(String.init)
    }

    static func threadCount(_ number: Double) -> Int { max(1, Int(min(number, Double(mostThreads)))) }

    private func perform(_ words: [String]) throws {
        switch (words.first, words.count) {
        case ("load", 4): try load(words[1], mode: words[2], file: words[3])
        case ("pass", 2): try pass(try queries(words[1]))
        case ("answers", 2): try answers(try queries(words[1]))
        case ("warm", 2): try warm(seconds: try number(words[1]))
        case ("threads", 4):
            try throughput(
                threads: Self.threadCount(try number(words[1])), try queries(words[2]),
                seconds: try number(words[3]))
        default:
            throw CommandFailure("'\(words.joined(separator: " "))' is no command of the driver protocol")
        }
    }

    private func load(_ name: String, mode text: String, file: String) throws {
        guard let mode = SearchMode(argument: text) else {
            throw UnsupportedMode(reason: "there is no mode \(text)")
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw CommandFailure("\(file): cannot be read as a file of queries, one a line in UTF-8")
        }
        let lines = text.split(separator: "\n").map(String.init)
        let queries = try ModePreparation.prepare(mode, lines, index)
        cells.removeAll { $0.name == name }
        cells.append((name, queries))
        answer { $0.member("n", queries.count) }
    }

    private func pass(_ queries: any PreparedQueries) throws {
        let times = try QueryClock.times(queries)
        answer { $0.member("us", times) }
    }

    private func answers(_ queries: any PreparedQueries) throws {
        let answers = try (0..<queries.count).map { try queries.answer($0) }
        answer { json in
            if answers.allSatisfy({ $0.count != nil }) { json.member("counts", answers.compactMap(\.count)) }
            if answers.allSatisfy({ $0.top != nil }) { json.member("top", answers.compactMap(\.top)) }
            if answers.allSatisfy({ $0.facets != nil }) {
                json.member("facets", answers.compactMap(\.facets))
            }
        }
    }

    private func warm(seconds: Double) throws {
        let start = QueryClock.nanoseconds()
        var rounds = 0
        while Double(QueryClock.nanoseconds() - start) < seconds * 1e9, !cells.isEmpty {
            for cell in cells { _ = try QueryClock.times(cell.queries) }
            rounds += 1
        }
        answer { $0.member("rounds", rounds) }
    }

    private func throughput(threads: Int, _ queries: any PreparedQueries, seconds: Double) throws {
        let run = ConcurrentRun(queries, threads: threads, seconds: seconds)
        let (answered, taken) = try run.perform()
        answer { json in
            json.member("queries", answered)
            json.member("seconds", taken)
        }
    }

    private func queries(_ name: String) throws -> any PreparedQueries {
        guard let cell = cells.first(where: { $0.name == name }) else {
            throw CommandFailure("\(name) is not loaded")
        }
        return cell.queries
    }

    private func number(_ text: String) throws -> Double {
        guard let number = Double(text), number >= 0 else { throw CommandFailure("'\(text)' is no number") }
        return number
    }

    private func answer(_ body: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object(body)
        output.write(json.takeLine())
        output.flush()
    }
}

extension FoundAnswers.FoundDocument: JSONEncodable {
    func write(to json: inout JSONWriter) {
        json.array { json in
            json.value(number)
            json.value(score)
        }
    }
}

extension FoundAnswers.FacetCount: JSONEncodable {
    func write(to json: inout JSONWriter) {
        json.array { json in
            json.value(value)
            json.value(count)
        }
    }
}
