import Foundation
import SoukConsole

/// The `searchbench` command.
@main
struct Searchbench {
    static let version = "0.1.0"

    static var program: Program {
        Program(
            name: "searchbench", version: version,
            abstract: "Souk's speed, size and memory, side by side with other engines on the same work.",
            sections: [
                .init(
                    "Measuring",
                    [
                        SpeedCommand.self, RequestCommand.self, CountCommand.self, GrowthCommand.self,
                        SegmentCommand.self, UnderstandCommand.self, SuggestCommand.self,
                        RecommendCommand.self, VectorsCommand.self, UpdatesCommand.self,
                        QuestionsCommand.self,
                    ]),
                .init("Results", [CompareCommand.self, PlotCommand.self]),
                .init(
                    "Souk as a driver",
                    [
                        DriveBuildCommand.self, DriveBuildOwnCommand.self, DriveBuildFieldsCommand.self,
                        DriveServeCommand.self, DriveRepeatCommand.self,
                        DriveVersionCommand.self,
                    ]),
            ])
    }

    static func main() {
        StandardStream.ignoreBrokenPipes()
        exit(program.run(Array(CommandLine.arguments.dropFirst()), console: .standard()).rawValue)
    }
}
