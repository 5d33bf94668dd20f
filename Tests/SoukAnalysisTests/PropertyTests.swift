import Testing

@testable import SoukAnalysis

@Suite("Properties over random text")
struct PropertyTests {
    let analyzer: Analyzer

    init() throws { analyzer = try Analyzer() }

    /// Runs `check` over texts of several makes.
    private func forRandomTexts(_ seed: UInt64, _ count: Int, _ check: (String, Comment) -> Void) {
        var generator = TextGenerator(seed)
        let comment = Comment(rawValue: generator.rerun)
        for round in 0..<count {
            check(round % 3 == 0 ? generator.anyScalars(upTo: 24) : generator.text(upTo: 30), comment)
        }
    }

    @Test("Byte ranges lie on characters of the original, positions rise, atoms agree in all modes")
    func offsetsAndPositions() {
        forRandomTexts(0x0FF5, 3000) { text, comment in
            let bytes = Array(text.utf8)
            func isBoundary(_ offset: Int) -> Bool { offset == bytes.count || bytes[offset] & 0xC0 != 0x80 }
            let atoms = analyzer.atoms(text)
            for mode in [AnalysisMode.index, .query, .words] {
                var position = 0
                var start = 0
                for token in analyzer.tokens(text, mode: mode) {
                    if token.kind == .quantity {
                        // Behind all words, over the bytes of some of them.
                        #expect(token.position == atoms && token.atomCount == 0, comment)
                        #expect(isBoundary(token.start) && isBoundary(token.end), comment)
                        continue
                    }
                    #expect(token.start < token.end && token.end <= bytes.count, comment)
                    #expect(isBoundary(token.start) && isBoundary(token.end), comment)
                    #expect(token.position >= position && token.start >= start, comment)
                    #expect(token.atomCount > 0 && token.position + token.atomCount <= atoms, comment)
                    #expect((1...Analyzer.longestTerm).contains(token.term.utf8.count), comment)
                    (position, start) = (token.position, token.start)
                }
                #expect(analyzer.atoms(text, mode: mode) == atoms, comment)
            }
        }
    }

    @Test("Words do not overlap and come in order")
    func wordsDoNotOverlap() {
        forRandomTexts(0x0B07, 3000) { text, comment in
            var end = 0
            var atom = 0
            for token in analyzer.tokens(text, mode: .words) {
                #expect(token.start >= end && token.position >= atom, comment)
                (end, atom) = (token.end, token.position + token.atomCount)
            }
        }
    }

    @Test("What a query asks for is in the index of the same text, at the same place")
    func queryMeetsIndex() {
        forRandomTexts(0x9E7, 3000) { text, comment in
            let index = analyzer.tokens(text, mode: .index)
            for asked in analyzer.tokens(text, mode: .query) {
                let isMet = index.contains { token in
                    guard token.position == asked.position else { return false }
                    if token.term == asked.term { return token.atomCount == asked.atomCount }
                    // A single Han character is found as a prefix.
                    return asked.kind == .word && asked.atomCount == 1 && token.term.hasPrefix(asked.term)
                }
                #expect(isMet, comment)
            }
        }
    }

    @Test("Every Han character of an index text begins exactly one bigram or sentinel term")
    func bigramChain() {
        forRandomTexts(0x816, 2000) { text, comment in
            let tokens = analyzer.tokens(text, mode: .index)
            let chain = tokens.filter { $0.kind == .bigram || ($0.kind == .word && $0.atomCount == 2) }
            #expect(Set(chain.map(\.position)).count == chain.count, comment)
            for token in tokens where token.kind == .word && token.atomCount > 2 {
                let links = chain.filter {
                    (token.position..<token.position + token.atomCount).contains($0.position)
                }
                #expect(links.count == token.atomCount, comment)
            }
        }
    }

    @Test("Folding again changes nothing, and folded text gives the same tokens")
    func idempotence() {
        for plane in [0, 0x10000, 0x1F000, 0x20000, 0x2F800, 0xE0000] {
            for value in plane..<min(plane + 0x10000, 0x110000) {
                guard plane == 0 || value < plane + 0x1000 else { break }
                guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
                let folded = analyzer.normalizedTerm(String(scalar))
                if folded.utf8.count == 1 { continue }
                let again = analyzer.normalizedTerm(folded)
                if again != folded { Issue.record("U+\(String(value, radix: 16))") }
            }
        }
        forRandomTexts(0x1DE, 3000) { text, comment in
            let folded = analyzer.normalizedTerm(text)
            #expect(
                analyzer.normalizedTerm(folded).unicodeScalars.elementsEqual(folded.unicodeScalars), comment)
        }
    }

    @Test("Folded text gives the tokens of the original")
    func foldedTokens() {
        forRandomTexts(0x70F, 3000) { text, comment in
            #expect(
                analyzer.terms(analyzer.normalizedTerm(text), .query) == analyzer.terms(text, .query), comment
            )
        }
    }

    @Test("Any bytes are analysed, with ranges inside them")
    func anyBytes() {
        var generator = TextGenerator(0xBAD)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? UInt8.random(in: 0...255, using: &generator)
                    : UInt8.random(in: 0xE4...0xE9, using: &generator)
            }
            for token in analyzer.tokens(bytes: bytes, mode: .index) {
                #expect(token.start < token.end && token.end <= bytes.count, "\(generator.rerun)")
            }
        }
        #expect(analyzer.tokens(bytes: [0x61, 0xFF, 0x62], mode: .index).map(\.term) == ["a", "b"])
    }

    @Test("Several threads that fold for the first time agree")
    func threads() async throws {
        let text = TextGenerator.pieces.joined(separator: " ")
        let expected = analyzer.tokens(text, mode: .index)
        try await withThrowingTaskGroup(of: [AnalyzedToken].self) { group in
            for _ in 0..<8 { group.addTask { try Analyzer().tokens(text, mode: .index) } }
            for try await tokens in group { #expect(tokens == expected) }
        }
    }
}
