import CSoukICU

extension LexiconBuilder {
    /// Adds the Chinese words of ICU's dictionary, folded as texts are: 手機 and 手机 are one.
    ///
    /// - Returns: whether ICU keeps its dictionary in a form that is known; if not, nothing was added.
    package mutating func addICUWords() -> Bool {
        var reader = ICUDictionaryReader(builder: self)
        let code = withUnsafeMutablePointer(to: &reader) { pointer in
            souk_icu_dictionary(
                { context, units, length, cost in
                    // SAFETY: `context` is the reader above, alive during the call; `units` holds `length` units.
                    guard let context, let units else { return }
                    let word = UnsafeBufferPointer(start: units, count: Int(length))
                    context.assumingMemoryBound(to: ICUDictionaryReader.self).pointee.add(
                        word, cost: Int(cost))
                }, pointer)
        }
        self = reader.builder
        return code == 0
    }
}

/// Takes the words that ICU gives.
private struct ICUDictionaryReader {
    var builder: LexiconBuilder
    private let folding = UnitFolding()

    init(builder: LexiconBuilder) { self.builder = builder }

    mutating func add(_ word: UnsafeBufferPointer<UInt16>, cost: Int) {
        // Kana and Latin words are left out.
        guard word.allSatisfy({ $0 >= 0x3400 && $0 <= 0x9FFF || $0 == 0x3005 || $0 == 0x3007 }) else {
            return
        }
        builder.add(word.lazy.map { [folding] in folding.simplified($0) }, cost: cost)
    }
}

extension Lexicon {
    /// The words of ICU's dictionary, made when first needed (about 0.1 s) and shared by all analyzers of the process;
    /// nil if this ICU keeps it in an unknown form, whereupon ICU's own iterator cuts.
    package static let icu: Lexicon? = {
        var builder = LexiconBuilder()
        return builder.addICUWords() ? builder.finish() : nil
    }()
}
