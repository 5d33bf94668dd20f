import CSoukSnowball

/// Words that the English stemmer would take for other goods: an organizer for something organic, a comforter for a comfort,
/// an anime for an animal. They keep a stem of their own, and their plurals share it.
///
/// Found by reading the 81 groups of one stem, among words of 40 titles or more of 205,776, in which the words differ in more
/// than an inflection; here are those whose words name, or tell apart, different goods, with their plurals and British forms. Two
/// names that are no plurals are whole: Hermès is no `herm`, Mercedes no `merced`.
enum StemExceptions {
    /// `word` or `word=stem`; by itself a word is its own stem.
    private static let words = """
        organic organics=organic organizer organizers=organizer organiser=organizer organisers=organizer organ organs=organ \
        organization organizations=organization organisation=organization \
        universal universe universes=universe university universities=university \
        anime animated animation animations=animation animal animals=animal \
        comforter comforters=comforter carbonated carbonation fitness \
        internal international polarized polarised=polarized polarizer \
        jeweler jewelers=jeweler jeweller=jeweler jewellers=jeweler jewellery=jewelry jewelry \
        mercurial designer designers=designer traveler travelers=traveler \
        recorder recorders=recorder converter converters=converter extender extenders=extender remover removers=remover \
        presenter presenters=presenter convertible convertibles=convertible coloring colouring=coloring setting settings=setting \
        nature seasonal activity activities=activity hermes mercedes
        """

    // SAFETY: made once, never written or freed afterwards; the strings live as long as the process.
    private nonisolated(unsafe) static let table: UnsafeBufferPointer<souk_stem_exception> = {
        let entries = words.split { $0 == " " || $0 == "\n" }.map { entry in
            let parts = entry.split(separator: "=")
            let (word, stem) = (parts[0], parts[parts.count - 1])
            return souk_stem_exception(
                word: copy(word), word_length: word.utf8.count, stem: copy(stem), stem_length: stem.utf8.count
            )
        }
        let table = UnsafeMutableBufferPointer<souk_stem_exception>.allocate(capacity: entries.count)
        _ = table.initialize(from: entries)
        return UnsafeBufferPointer(table)
    }()

    private static func copy(_ text: Substring) -> UnsafePointer<CChar> {
        let bytes = Array(String(text).utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return UnsafePointer(copy)
    }

    /// Makes the exceptions those of a stemmer.
    static func add(to stemmer: OpaquePointer) {
        souk_stemmer_except(stemmer, table.baseAddress, table.count)
    }
}
