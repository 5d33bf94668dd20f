import Foundation
import Testing

@testable import SoukConsole
@testable import searchbench

/// Peers made of a script, which fail where they are told to.
@Suite struct FailingPeerTests {
    private let folder: TemporaryFolder
    private let location: DriverLocation

    init() throws {
        folder = try TemporaryFolder()
        let runner = try folder.file(
            "run.sh",
            """
            #!/bin/bash
            # run.sh ENGINE COMMAND …: tantivy answers all, xapian fails at what it finds, sqlite has gone when it is asked.
            if [[ $2 == serve ]]; then
                echo '{"ready":true,"documents":2}'
                while read -r line; do
                    case "$1 $line" in
                    *load*) echo '{"n":1}' ;;
                    sqlite*) exit 9 ;;
                    xapian*answers*) echo '{"error":"disk on fire"}' ;;
                    *answers*) echo '{"counts":[2]}' ;;
                    *pass*) echo '{"us":[1.5]}' ;;
                    *quit*) exit 0 ;;
                    *) echo '{"rounds":1}' ;;
                    esac
                done
            fi
            """)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: runner)
        location = try DriverLocation(runner: runner)
    }

    @Test("A peer that fails while it answers is named and left out, and the others are measured")
    func leftOut() throws {
        let errors = StandardStream()
        let console = Console(
            output: StandardStream(), errors: errors, style: .plain, errorStyle: .plain, width: 80)
        let session = MeasuringSession(corpus: "c", location: location, folder: folder.path, console: console)
        let file = try folder.file("q.txt", "word\n")
        let cell = MeasuredCell(
            queryClass: "multi", mode: SearchMode(.or, .count), queries: ["word"], file: file, firstFile: file
        )
        let built = [Engine.tantivy, .xapian, .sqlite].map { engine in
            BenchmarkResults.BuildRow(
                corpus: "c", engine: engine.rawValue, threads: 1, documents: 2, documentsPerSecond: 1,
                bytes: 1,
                peakResidentBytes: 1, peakAnonymousBytes: nil, segments: 1)
        }
        let served = try session.serve(built, threads: 1, cells: [cell])
        #expect(served.map { $0.engine } == [Engine.tantivy, .xapian, .sqlite])
        #expect(try session.agreement(served, cells: [cell]).isEmpty)
        let rows = try session.latencies(served, cells: [cell], rounds: 2, warm: 0)
        #expect(rows.map { $0.engine } == ["tantivy"])
        #expect(rows.first?.median == 1.5)
        #expect(errors.capturedText.contains("xapian is left out from here on"))
        #expect(errors.capturedText.contains("disk on fire"))
        #expect(errors.capturedText.contains("sqlite is left out from here on"))
        for engine in served { engine.quit() }
    }
}
