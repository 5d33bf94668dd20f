import SoukConsole

/// What kind of query is asked; the names are those of the query files.
enum QueryClass: String, ArgumentChoice, Codable, Sendable {
    /// A word that no document holds: what a call costs.
    case rare
    /// One word that very many documents hold, many, few.
    case termHigh = "term_high"
    case termMid = "term_mid"
    case termLow = "term_low"
    /// Two to four words of one document.
    case multi
    /// Two to four frequent words: the hard case.
    case frequent = "freq"
    /// The first 8 to 12 words of a document.
    case long
    /// Two or three neighbouring words.
    case phrase
    /// The first three to five letters of a word.
    case prefix
    /// A word with one slip in it.
    case fuzzy
}
