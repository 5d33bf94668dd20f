import Foundation

/// `swift run CorpusGenerator --vocabulary corpus/vocabulary --out corpus`.
enum GeneratorCommand {
    private static let usage = """
        usage: CorpusGenerator [--vocabulary corpus/vocabulary] [--judgements corpus/judgements.json]
                               [--understanding corpus/understanding] [--out corpus]
        Writes products.jsonl, queries.tsv, qrels.txt, events.tsv and examples.tsv into the --out folder.
        """

    /// - Returns: the exit code: 0 fine, 1 failed, 2 usage.
    static func run(_ arguments: [String]) -> Int32 {
        var options = [
            "--vocabulary": "corpus/vocabulary", "--judgements": "corpus/judgements.json",
            "--understanding": "corpus/understanding", "--out": "corpus",
        ]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--help" {
                print(usage)
                return 0
            }
            guard options[name] != nil, let value = rest.popFirst() else {
                report("\(name): no such option, or no value after it\n\(usage)")
                return 2
            }
            options[name] = value
        }
        do {
            try generate(options)
            return 0
        } catch {
            report("\(error)")
            return 1
        }
    }

    private static func generate(_ options: [String: String]) throws {
        func url(_ name: String) -> URL { URL(fileURLWithPath: options[name] ?? "") }
        let corpus = try Corpus(vocabulary: url("--vocabulary"), judgements: url("--judgements"))
        let examples = try QueryExamples.text(from: url("--understanding"))
        for file in try corpus.files() + [("examples.tsv", examples)] {
            let data = Data(file.text.utf8)
            try data.write(to: url("--out").appendingPathComponent(file.name), options: .atomic)
            print("\(file.name): \(file.text.utf8.lazy.filter { $0 == 10 }.count) lines, \(data.count) bytes")
        }
    }

    private static func report(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
