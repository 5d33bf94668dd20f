import CSoukICU

/// The syllables of Han characters in Latin letters without tones (Hanyu Pinyin), by ICU's `Han-Latin`.
///
/// Remembers what it was asked. Not for several tasks at once.
/// - Specification: Unicode CLDR, Transliteration, `Han-Latin`.
package final class Romanizer {
    private let handle: OpaquePointer
    private var known: [UInt32: [UInt8]] = [:]

    /// - Throws: ``AnalysisError`` when ICU's data lacks the transliterator.
    package init() throws(AnalysisError) {
        var handle: OpaquePointer?
        let code = souk_romanizer_open(&handle)
        guard code == 0, let handle else {
            throw AnalysisError.icuUnavailable(code: String(cString: souk_icu_error_name(code)))
        }
        self.handle = handle
    }

    deinit { souk_romanizer_close(handle) }

    /// The commonest syllable of a character, letters a to z; empty when it has none.
    package func syllable(of scalar: UInt32) -> [UInt8] {
        if let syllable = known[scalar] { return syllable }
        var letters = [CChar](repeating: 0, count: 8)
        let count = souk_romanize(handle, scalar, &letters, letters.count)
        let syllable = letters.prefix(count).map { UInt8(bitPattern: $0) }
        known[scalar] = syllable
        return syllable
    }
}
