/// The term that stands for a word that names what a title sells: equal to what the same word in a query gives.
///
/// ```
/// term = U+0006 (stem | character character | character)      a Latin word; the last two of a Han word; its last
/// ```
/// Text cannot contain U+0006: controls separate. The end of a Han word says what sort of thing it is however the text was
/// cut: 手机壳 and 壳 both end in 壳, and 手机 in neither.
package enum HeadTerm {
    /// What begins these terms.
    package static var mark: UInt8 { 6 }

    /// The term that finds titles which name a word, given as the analyzer's term: a stem, or Han characters, of which the last
    /// two say what it is.
    package static func bytes(naming term: [UInt8]) -> [UInt8] {
        guard let lead = term.first, lead >= 0xE0 else { return [mark] + term }
        let starts = term.indices.filter { term[$0] & 0xC0 != 0x80 }
        return [mark] + term[starts[max(starts.count - 2, 0)]...]
    }
}
