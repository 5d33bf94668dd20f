import SoukTestKit
import Testing

@testable import SoukConsole

@Suite("Running command lines")
struct ProgramTests {
    private func run(_ words: String..., width: Int = 80) -> (
        status: SoukConsole.ExitStatus, output: String, errors: String
    ) {
        let console = Console.capturing(width: width)
        let status = sampleProgram.run(words, console: console)
        return (status, console.output.capturedText, console.errors.capturedText)
    }

    @Test("data goes to standard output, remarks to standard error, none with --quiet")
    func streams() {
        let loud = run("search", "shop", "手机", "--filter", "a")
        #expect(loud == (.success, "shop|手机|10|a\n", "searching\n"))
        let quiet = run("search", "shop", "手机", "-q")
        #expect(quiet == (.success, "shop|手机|10|\n", ""))
    }

    @Test("wrong usage is one line of what is wrong, one of how it goes, one pointer, and status 2")
    func usage() {
        let wrong = run("search", "shop")
        #expect(wrong.status == .usage)
        #expect(wrong.output.isEmpty)
        #expect(
            wrong.errors == """
                souk: error: QUERY is missing
                usage: souk search DIR QUERY [options]
                Try 'souk search --help'.

                """)
        let group = run("rules", "--help")
        #expect(group.status == .success && group.errors.isEmpty && group.output.contains("rules lint"))
        #expect(run("rules").status == .usage && run("rules").errors.contains("rules lint"))
        let unknown = run("serach")
        #expect(unknown.status == .usage)
        #expect(
            unknown.errors == """
                souk: error: there is no command 'serach'; did you mean 'search'?
                usage: souk COMMAND …
                Try 'souk --help'.

                """)
    }

    @Test("required options stand in the usage line")
    func requiredOptionsInUsage() {
        #expect(run("index", "d", "f").errors.contains("usage: souk index DIR FILE… --tag T [options]\n"))
    }

    @Test("a failing command ends with status 1 and its own words")
    func failure() {
        let failed = run("index", "d", "f", "--tag", "t")
        #expect(failed == (.failure, "", "souk: error: the index is locked by process 7\n"))
    }

    @Test("help and version go to standard output, whatever else is wrong with the line")
    func help() {
        #expect(run("--version") == (.success, "souk 1.2.3\n", ""))
        let help = run("search", "--help").output
        #expect(run("help", "search").output == help)
        #expect(run("search", "--limit", "x", "-h") == (.success, help, ""))
        #expect(run("help", "embed", "train").output.hasPrefix("souk embed train: Train vectors."))
        #expect(run("help", "rules") == run("rules", "-h"))
        #expect(run("help", "--help") == run("help"))
        let overview = run().errors
        #expect(overview.contains("no command is given"))
        #expect(run("--help") == run("help"))
        #expect(run("--help").output.contains("  embed train  Train vectors.\n"))
    }

    @Test("help teaches: synopsis, arguments, options with defaults and choices, examples, exit status")
    func helpText() {
        #expect(
            run("search", "--help").output == """
                souk search: Find products.

                Usage
                  souk search DIR QUERY [-k N] [--offset N] [--filter EXPR]… [--scorer NAME]
                      [--boost X] [--memory SIZE] [--after CURSOR] [--explain] [--json]
                      [--quiet] [--help]

                Ranks products by how well their text answers the query, then by what shoppers
                chose.

                Arguments
                  DIR    index directory
                  QUERY  what to look for

                Options
                  -k, --limit N   hits per page (default: 10)
                  --offset N      hits to skip
                  --filter EXPR   keep only products that match (repeatable)
                  --scorer NAME   formula of the text score [bm25 | tfidf] (default: bm25)
                  --boost X       weight of the blend (default: 0.15)
                  --memory SIZE   memory budget (default: 512MB)
                  --after CURSOR  continue after this hit
                  --explain       show how each score came about
                  --json          Write JSON for programs
                  -q, --quiet     No progress and no remarks; errors are still printed
                  -h, --help      Show this help

                Examples
                  souk search shop '华为手机' -k 5
                      the five best hits
                  souk search shop -- -x
                      a text with a dash

                Exit status
                  0     fine
                  1     the work could not be done; the error says why
                  2     wrong usage

                """)
    }

    @Test("help fits the terminal, example lines apart", arguments: [30, 50, 79, 200])
    func helpWidth(width: Int) {
        for line in run("help", "search", width: width).output.split(separator: "\n")
        where !line.contains("souk search shop") {
            #expect(displayWidth(line) <= max(width, 34), "\(line)")
        }
    }

    @Test("any words give a command or a usage error, never a trap: fuzz")
    func fuzzWords() {
        var random = SeededGenerator(orEnvironment: 0x50_0C)
        let pieces = [
            "-", "--", "=", "k", "10", "-5", "1e9", "search", "index", "embed", "train", "rules", "lint",
            "help", "--limit",
            "--filter", "--scorer", "bm25", "--json", "-q", "-h", "--version", "华为", "\u{301}", "👨‍👩‍👧", "\0",
            " ", "", "--tag",
            "--offset", "--memory", "99999999999999999999", "9e999", "512MB", "\u{1B}[2J",
        ]
        let rounds = FuzzRounds.count
        var understood = 0
        for _ in 0..<rounds {
            let words = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                (0..<Int.random(in: 1...2, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }
                .joined()
            }
            let console = Console.capturing(width: Int.random(in: 1...120, using: &random))
            let status = sampleProgram.run(words, console: console)
            let isSilent = console.output.capturedText.isEmpty && console.errors.capturedText.isEmpty
            // Only the sample commands that print nothing may be silent.
            #expect(!isSilent || status != .usage, "\(words)")
            #expect((status == .usage) == (usageError(words) != nil), "\(words), \(random.rerun)")
            if status != .usage { understood += 1 }
        }
        #expect(understood > rounds / 100, "the words never make a command, so that the test tells little")
    }
}
