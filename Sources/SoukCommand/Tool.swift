import Foundation
import SoukConsole

/// The `souk` command.
@main
struct Tool {
    static let version = "0.1.0"

    static var program: Program {
        Program(
            name: "souk", version: version, abstract: "product search for Chinese and English catalogues.",
            sections: [
                .init(
                    "Catalogue", [IndexCommand.self, GetCommand.self, DeleteCommand.self, ExportCommand.self]),
                .init(
                    "Search",
                    [
                        SearchCommand.self, SuggestCommand.self, ExplainCommand.self, WhyNotCommand.self,
                        CompareCommand.self, DemoPageCommand.self,
                    ]),
                .init(
                    "Language",
                    [
                        AnalyzeCommand.self, UnderstandCommand.self, TrainIntentCommand.self,
                        TrainTaggerCommand.self, TrainReviewsCommand.self,
                    ]),
                .init("Merchandising", [RulesLintCommand.self, RulesTestCommand.self]),
                .init(
                    "Relevance",
                    [
                        RunCommand.self, EvalCommand.self, TuneCommand.self, EmbedTrainCommand.self,
                        EmbedCommand.self,
                    ]),
                .init("Shoppers", [EventsCommand.self, RecommendCommand.self, EnrichCommand.self]),
                .init(
                    "Operation",
                    [StatsCommand.self, CheckCommand.self, CompactCommand.self, SnapshotCommand.self]),
            ])
    }

    static func main() {
        StandardStream.ignoreBrokenPipes()
        exit(program.run(Array(CommandLine.arguments.dropFirst()), console: .standard()).rawValue)
    }
}
