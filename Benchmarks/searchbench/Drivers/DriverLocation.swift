import Foundation
import SoukConsole

/// Where the drivers are: Souk's is this program, the peers' is `Benchmarks/peers/run.sh` of the repository.
struct DriverLocation {
    private let ownPath: String
    private let runner: String?

    /// - Parameter runner: the peers' script; nil looks for it from the working folder and from this program upwards.
    init(runner: String? = nil) throws {
        guard let path = Bundle.main.executablePath else {
            throw CommandFailure("this program's own path is unknown")
        }
        ownPath = path
        self.runner = runner ?? Self.findRunner(from: [FileManager.default.currentDirectoryPath, path])
    }

    private static func findRunner(from places: [String]) -> String? {
        for place in places {
            var folder = URL(fileURLWithPath: place)
            while folder.path != "/" {
                let script = folder.appendingPathComponent("Benchmarks/peers/run.sh").path
                if FileManager.default.isExecutableFile(atPath: script) { return script }
                folder.deleteLastPathComponent()
            }
        }
        return nil
    }

    /// The words of a command line for an engine's driver; nil when there is no driver for it.
    func command(_ engine: Engine, _ arguments: [String]) -> [String]? {
        if engine.isSouk { return [ownPath, "drive"] + arguments }
        return runner.map { [$0, engine.rawValue] + arguments }
    }

    /// The words of a command line for a peer that is no search engine; nil when the peers' script is not there.
    func peer(_ name: String) -> [String]? { runner.map { [$0, name] } }
}
