/// The colours of the charts: Souk stands out, the peers are quiet and can be told apart, also by the colour-blind
/// (after Okabe and Ito).
enum ChartPalette {
    static let paper = "#ffffff"
    static let ink = "#24292f"
    static let quiet = "#6e7781"
    static let rule = "#e6e8eb"

    static func color(of engine: String) -> String {
        switch Engine(rawValue: engine) {
        case .souk: "#d1495b"
        case .soukOwn: "#edae9f"
        case .lucene: "#2f6f9f"
        case .luceneSorted: "#8fb8d8"
        case .tantivy: "#e69f00"
        case .pisa: "#009e73"
        case .sqlite: "#9a8fbf"
        case .xapian: "#a8a29e"
        case .bm25s: "#c9b79c"
        case nil: quiet
        }
    }

    /// For lines that are no engines.
    static let series = [
        "#d1495b", "#2f6f9f", "#e69f00", "#009e73", "#7b5ea7", "#56b4e9", "#8c6d31", "#24292f", "#cc79a7",
        "#6e7781",
    ]
}
