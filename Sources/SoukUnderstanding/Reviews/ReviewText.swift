import SoukAnalysis

/// A review cut into clauses, each of them into words as they stand.
package struct ReviewText {
    /// Neighbouring words without punctuation between.
    package struct Clause {
        package var words: [AnalyzedToken]
    }

    package let text: String
    package let clauses: [Clause]

    /// - Complexity: O(bytes).
    package init(_ text: String, _ analyzer: Analyzer) {
        self.text = text
        let bytes = Array(text.utf8)
        var clauses: [Clause] = []
        var end = 0
        for token in analyzer.tokens(text, mode: .words) {
            if clauses.isEmpty || Self.separates(bytes[end..<max(token.start, end)]) {
                clauses.append(Clause(words: []))
            }
            clauses[clauses.count - 1].words.append(token)
            end = token.end
        }
        self.clauses = clauses
    }

    /// Whether what stands between two words is more than spaces and what joins words.
    private static func separates(_ gap: ArraySlice<UInt8>) -> Bool {
        gap.contains { byte in
            byte != 0x20 && byte != 0x09 && byte != UInt8(ascii: "-") && byte != UInt8(ascii: "'")
        }
    }

    /// The text between the first byte of one word and the last of another.
    package func surface(_ first: AnalyzedToken, _ last: AnalyzedToken) -> String {
        String(decoding: Array(text.utf8)[first.start..<last.end], as: UTF8.self)
    }

    /// The features of a part of the text, each once: words, pairs and triples of neighbours, pairs of Han characters.
    package static func features(of clauses: some Sequence<Clause>) -> [UInt32] {
        var features: Set<UInt32> = []
        for clause in clauses {
            let words = clause.words.map { FeatureHash.text($0.term.unicodeScalars.map(\.value)) }
            for (place, word) in words.enumerated() {
                features.insert(FeatureHash.hash(200, word))
                if place > 0 { features.insert(FeatureHash.hash(201, words[place - 1], word)) }
                if place > 1 {
                    features.insert(FeatureHash.hash(202, words[place - 2], words[place - 1], word))
                }
            }
            var before: UInt32 = 0
            for scalar in clause.words.lazy.flatMap({ $0.term.unicodeScalars }) {
                let isHan = (0x3400...0x9FFF).contains(scalar.value)
                if isHan && before > 0 { features.insert(FeatureHash.hash(203, before, scalar.value)) }
                before = isHan ? scalar.value : 0
            }
        }
        return features.sorted()
    }

    package var features: [UInt32] { Self.features(of: clauses) }
}
