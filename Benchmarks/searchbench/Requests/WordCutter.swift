import SoukAnalysis

/// Cuts text into the words that every engine gets for a request: the best path of Souk's own analyzer.
final class WordCutter {
    private let analyzer: Analyzer

    init() throws { analyzer = try Analyzer() }

    func words(_ text: String) -> [String] {
        // A term cannot hold a space or a tab, which would make it two.
        analyzer.tokens(text, mode: .words).map(\.term).filter { !$0.contains { $0.isWhitespace } }
    }
}
