import SoukAnalysis
import SoukConsole

/// What the four build and serve commands of the driver protocol share in their help.
private let protocolText = """
    Souk's side of the driver protocol that all engines speak: searchbench starts it, as it starts the peers' drivers, \
    so that each is measured in a process of its own.
    """

/// Parameters of the drivers that build an index.
struct BuildArguments: ParameterGroup {
    @Argument("FILE", help: "The corpus as the protocol lays it out") var input: String
    @Argument("INDEX", help: "Folder of the index") var index: String
    @Argument("THREADS", help: "Threads that analyse and invert", range: .within(1...1024)) var threads: Int
    @Option("--memory", value: "SIZE", help: "Memory to use", range: .atLeast(ByteCount(1_000_000)))
    var memory = ByteCount(512_000_000)

    init() {}

    var build: SoukIndexBuild {
        SoukIndexBuild(input: input, index: index, threads: threads, memory: memory.bytes)
    }
}

struct DriveBuildCommand: Command {
    static let usage = CommandUsage(
        "drive build", abstract: "Index tokens, number<TAB>title<TAB>body a line, in one field.",
        discussion: protocolText)

    var arguments = BuildArguments()

    func run(_ console: Console) throws -> ExitStatus {
        let answer = try arguments.build.buildSingleField(.current.plain)
        console.writeJSON { $0.value(answer) }
        return .success
    }
}

struct DriveBuildOwnCommand: Command {
    static let usage = CommandUsage(
        "drive build-own", abstract: "The same from raw text, with Souk's own analyzer.",
        discussion: protocolText)

    var arguments = BuildArguments()

    func run(_ console: Console) throws -> ExitStatus {
        let answer = try arguments.build.buildSingleField(.current)
        console.writeJSON { $0.value(answer) }
        return .success
    }
}

struct DriveBuildFieldsCommand: Command {
    static let usage = CommandUsage(
        "drive build-fields", abstract: "Index products: four weighted fields, a price, three facets.",
        discussion: protocolText)

    var arguments = BuildArguments()

    func run(_ console: Console) throws -> ExitStatus {
        let answer = try arguments.build.build(ShopSchema.make(), .current.spaced, skipsHeader: true) {
            line, writer in
            try writer.upsert(ShopSchema.document(line))
        }
        console.writeJSON { $0.value(answer) }
        return .success
    }
}

struct DriveServeCommand: Command {
    static let usage = CommandUsage(
        "drive serve", abstract: "Answer queries over standard input and output.",
        discussion: protocolText + """


            Commands: load NAME MODE FILE, pass NAME, answers NAME, warm SECONDS, threads T NAME SECONDS, quit. Each is \
            answered with one line of JSON.
            """)

    @Argument("INDEX", help: "Folder of the index") var index: String

    func run(_ console: Console) throws -> ExitStatus {
        SoukDriver(index: try SoukIndex(index), output: console.output).serve()
        return .success
    }
}

struct DriveRepeatCommand: Command {
    static let usage = CommandUsage(
        "drive repeat", abstract: "Answer a file of queries several times, for searchbench count to watch.")

    @Argument("INDEX", help: "Folder of the index") var index: String
    @Argument("MODE", help: "Such as or_top10") var mode: SearchMode
    @Argument("FILE", help: "One query a line") var file: String
    @Argument("PASSES", help: "How often", range: .within(1...1000)) var passes: Int

    func run(_ console: Console) throws -> ExitStatus {
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
        let queries: any PreparedQueries
        do { queries = try ModePreparation.prepare(mode, lines, try SoukIndex(index)) } catch let error
            as UnsupportedMode
        {
            console.writeJSON { json in json.object { $0.member("unsupported", error.reason) } }
            return .success
        }
        for _ in 0..<passes { _ = try QueryClock.times(queries) }
        let counters = try EngineCounters(queries)
        console.writeJSON { json in
            json.object { json in
                json.member("n", queries.count)
                json.member("counters", counters.counters)
            }
        }
        return .success
    }
}

struct DriveVersionCommand: Command {
    static let usage = CommandUsage("drive version", abstract: "Print the engine's name and version.")

    func run(_ console: Console) throws -> ExitStatus {
        console.writeJSON { json in
            json.object { json in
                json.member("name", "souk")
                json.member("version", Searchbench.version)
            }
        }
        return .success
    }
}
