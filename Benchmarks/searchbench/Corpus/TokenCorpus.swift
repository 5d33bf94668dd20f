import SoukImport

/// A token file in memory, words as numbers, to draw queries from.
///
/// - Complexity: 4 bytes a token and one string a word.
struct TokenCorpus {
    private(set) var words: [String] = []
    /// Documents that hold each word.
    private(set) var documentFrequencies: [Int] = []
    private var tokens: [UInt32] = []
    /// Where each document's title begins, where its body begins; two entries a document and one at the end.
    private var starts: [Int] = [0]

    private var numbers: [[UInt8]: UInt32] = [:]
    private var lastDocument: [Int] = []

    init() {}

    init(path: String) throws {
        var lines = LineReader(try InputFile(path: path))
        while let line = try lines.next() {
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard cells.count == 3 else { continue }
            add(title: cells[1], body: cells[2])
        }
        numbers = [:]
        lastDocument = []
    }

    /// Adds a document, its tokens separated by spaces.
    mutating func add(title: some Collection<UInt8>, body: some Collection<UInt8>) {
        let document = documentCount
        append(title, document)
        append(body, document)
    }

    private mutating func append(_ text: some Collection<UInt8>, _ document: Int) {
        for token in text.split(separator: UInt8(ascii: " ")) {
            let bytes = Array(token)
            let number = numbers[bytes] ?? register(bytes)
            tokens.append(number)
            if lastDocument[Int(number)] != document {
                lastDocument[Int(number)] = document
                documentFrequencies[Int(number)] += 1
            }
        }
        starts.append(tokens.count)
    }

    private mutating func register(_ bytes: [UInt8]) -> UInt32 {
        let number = UInt32(words.count)
        numbers[bytes] = number
        words.append(String(decoding: bytes, as: UTF8.self))
        documentFrequencies.append(0)
        lastDocument.append(-1)
        return number
    }

    var documentCount: Int { (starts.count - 1) / 2 }

    func title(_ document: Int) -> [String] { words(starts[2 * document]..<starts[2 * document + 1]) }

    func body(_ document: Int) -> [String] { words(starts[2 * document + 1]..<starts[2 * document + 2]) }

    /// The words of a document, each once, in order.
    func distinctWords(_ document: Int) -> [String] {
        var seen = Set<UInt32>()
        return tokens[starts[2 * document]..<starts[2 * document + 2]]
            .filter { seen.insert($0).inserted }.map { words[Int($0)] }
    }

    private func words(_ range: Range<Int>) -> [String] { tokens[range].map { words[Int($0)] } }
}
