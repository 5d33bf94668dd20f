/// A line of text with slots: `{brand} {model}[ {colour}]`.
///
/// `{name}` is the value of a column; `{name~}` the same without its spaces (`Mate60Pro`). A part in `[ ]` is
/// left out when one of its slots is empty.
struct Pattern {
    indirect enum Piece {
        case literal(String)
        case slot(name: String, glued: Bool)
        case optional([Piece])
    }

    let source: String
    private let pieces: [Piece]

    init(_ source: String) throws(VocabularyError) {
        self.source = source
        var rest = Substring(source)
        pieces = try Pattern.parse(&rest, source: source, inside: false)
    }

    private static func parse(
        _ rest: inout Substring, source: String, inside: Bool
    ) throws(VocabularyError) -> [Piece] {
        var pieces: [Piece] = []
        var literal = ""
        func flush() {
            if !literal.isEmpty {
                pieces.append(.literal(literal))
                literal = ""
            }
        }
        while let character = rest.popFirst() {
            switch character {
            case "{":
                guard let end = rest.firstIndex(of: "}") else { throw .unbalancedBracket(pattern: source) }
                let name = rest[..<end]
                rest = rest[rest.index(after: end)...]
                flush()
                let glued = name.last == "~"
                pieces.append(.slot(name: String(glued ? name.dropLast() : name), glued: glued))
            case "[":
                flush()
                pieces.append(.optional(try parse(&rest, source: source, inside: true)))
            case "]":
                guard inside else { throw .unbalancedBracket(pattern: source) }
                flush()
                return pieces
            default: literal.append(character)
            }
        }
        guard !inside else { throw .unbalancedBracket(pattern: source) }
        flush()
        return pieces
    }

    /// The text with its slots filled and runs of spaces made one.
    ///
    /// What has been said is left out: 保温杯 after 儿童保温杯, `Earbuds,` after `Earbuds`.
    func filled(with values: [String: String], shelf: String) throws(VocabularyError) -> String {
        guard let text = fill(pieces, values) else {
            let empty = slots(of: pieces).first { (values[$0] ?? "").isEmpty } ?? ""
            throw .unknownSlot(shelf: shelf, slot: empty, pattern: source)
        }
        var words: [Substring] = []
        for word in text.split(separator: " ") {
            let isHan = word.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
            if isHan, words.contains(where: { $0.hasSuffix(word) }) { continue }
            if let last = words.last, word.hasPrefix(last), word.dropFirst(last.count) == "," {
                words.removeLast()
            }
            words.append(word)
        }
        return words.joined(separator: " ")
    }

    private func fill(_ pieces: [Piece], _ values: [String: String]) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .literal(let literal): text += literal
            case .slot(let name, let glued):
                guard let value = values[name], !value.isEmpty else { return nil }
                text += glued ? value.filter { $0 != " " } : value
            case .optional(let part): text += fill(part, values) ?? ""
            }
        }
        return text
    }

    private func slots(of pieces: [Piece]) -> [String] {
        pieces.compactMap { if case .slot(let name, _) = $0 { name } else { nil } }
    }
}
