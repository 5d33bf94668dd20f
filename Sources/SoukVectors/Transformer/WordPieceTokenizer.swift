#if Transformer
    import Foundation

    /// Cuts text as BERT's encoders were trained: words and signs, lower case without accents, then the longest pieces that the
    /// vocabulary has (Wu et al. 2016; Devlin et al. 2019).
    package struct WordPieceTokenizer: Sendable {
        private let numbers: [String: Int32]
        private let unknown: Int32
        private let start: Int32
        private let end: Int32
        /// A longer word is unknown.
        private static let longestWord = 100

        /// - Parameter vocabulary: a piece a line; `##` begins a piece inside a word.
        package init(vocabulary: String, file: String) throws(VectorFileError) {
            var numbers: [String: Int32] = [:]
            for (number, line) in vocabulary.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated() where !line.isEmpty
            {
                numbers[line.last == "\r" ? String(line.dropLast()) : String(line)] = Int32(number)
            }
            guard let unknown = numbers["[UNK]"], let start = numbers["[CLS]"], let end = numbers["[SEP]"]
            else {
                throw .missing(file: file, what: "[UNK], [CLS] and [SEP] are not in the vocabulary")
            }
            (self.numbers, self.unknown, self.start, self.end) = (numbers, unknown, start, end)
        }

        /// Pieces that the vocabulary numbers.
        package var largestNumber: Int32 { numbers.values.max() ?? 0 }

        /// The numbers of a text's pieces between [CLS] and [SEP], at most `limit` with them.
        package func tokens(_ text: String, limit: Int) -> [Int32] {
            var tokens = [start]
            for word in Self.words(text) {
                guard tokens.count < limit - 1 else { break }
                tokens += pieces(word)
            }
            return Array(tokens.prefix(max(limit - 1, 1))) + [end]
        }

        private func pieces(_ word: [Unicode.Scalar]) -> [Int32] {
            guard word.count <= Self.longestWord else { return [unknown] }
            var pieces: [Int32] = []
            var from = 0
            while from < word.count {
                var to = word.count
                var found: Int32?
                while to > from {
                    var piece = from > 0 ? "##" : ""
                    piece.unicodeScalars.append(contentsOf: word[from..<to])
                    found = numbers[piece]
                    if found != nil { break }
                    to -= 1
                }
                guard let found else { return [unknown] }
                pieces.append(found)
                from = to
            }
            return pieces
        }

        static func words(_ text: String) -> [[Unicode.Scalar]] {
            var words: [[Unicode.Scalar]] = []
            var word: [Unicode.Scalar] = []
            func finish() {
                if !word.isEmpty { words.append(word) }
                word = []
            }
            for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
                let category = scalar.properties.generalCategory
                if scalar == "\t" || scalar == "\n" || scalar == "\r" || category == .spaceSeparator {
                    finish()
                } else if scalar.value == 0 || scalar.value == 0xFFFD || category == .nonspacingMark
                    || category == .control || category == .format
                {
                    continue
                } else if isHan(scalar.value) || isSign(scalar, category) {
                    finish()
                    words.append([scalar])
                } else {
                    word.append(scalar)
                }
            }
            finish()
            return words
        }

        private static func isSign(_ scalar: Unicode.Scalar, _ category: Unicode.GeneralCategory) -> Bool {
            switch scalar.value {
            case 33...47, 58...64, 91...96, 123...126: return true
            default: break
            }
            switch category {
            case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
                .initialPunctuation, .finalPunctuation, .otherPunctuation:
                return true
            default: return false
            }
        }

        private static func isHan(_ value: UInt32) -> Bool {
            switch value {
            case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2CEAF, 0xF900...0xFAFF,
                0x2F800...0x2FA1F:
                return true
            default: return false
            }
        }
    }
#endif
