/// One line of the latency table: a class of queries asked in one mode.
struct Cell: Hashable, Sendable {
    let queries: QueryClass
    let mode: SearchMode

    init(_ queries: QueryClass, _ mode: SearchMode) {
        self.queries = queries
        self.mode = mode
    }

    /// The name that the driver protocol knows it by: `multi.or_top10`.
    var name: String { "\(queries.rawValue).\(mode.name)" }

    /// All cells of `searchbench speed`, in the order of its tables.
    static let all: [Cell] =
        cells([.rare, .termHigh, .termMid, .termLow, .multi, .frequent, .long], SearchMode(.or, .top10))
        + cells([.multi, .frequent, .long], SearchMode(.or, .top100))
        + cells([.multi, .frequent], SearchMode(.and, .top10))
        + cells([.multi, .frequent], SearchMode(.or, .count))
        + cells([.multi, .frequent], SearchMode(.and, .count))
        + cells([.multi, .frequent], SearchMode(.or, .top10count))
        + [SearchMode(.phrase, .top10), SearchMode(.phrase, .count)].map { Cell(.phrase, $0) }
        + [SearchMode(.prefix, .top10), SearchMode(.prefix, .count)].map { Cell(.prefix, $0) }
        + [SearchMode(.fuzzy, .top10), SearchMode(.fuzzy, .count)].map { Cell(.fuzzy, $0) }
        + [Cell(.fuzzy, SearchMode(.fuzzy2, .top10))]

    /// The cells that several threads answer.
    static let concurrent: [Cell] =
        cells([.multi, .frequent], SearchMode(.or, .top10)) + cells([.multi], SearchMode(.and, .top10))

    private static func cells(_ classes: [QueryClass], _ mode: SearchMode) -> [Cell] {
        classes.map { Cell($0, mode) }
    }
}
