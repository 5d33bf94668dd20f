import Testing

@testable import SoukConsole

@Suite("Reading command lines")
struct ArgumentParserTests {
    @Test("positional arguments and options may be mixed; defaults stand where nothing is given")
    func mixedOrder() throws {
        let command = try parsed(
            ["search", "--limit", "5", "shop", "--explain", "手机"], as: SampleSearchCommand.self)
        #expect(command.directory == "shop")
        #expect(command.query == "手机")
        #expect(command.paging.limit == 5)
        #expect(command.paging.offset == nil)
        #expect(command.explain)
        #expect(command.scorer == .bm25)
        #expect(command.boost == 0.15)
        #expect(command.memory == ByteCount(512_000_000))
        #expect(command.filters.isEmpty)
    }

    @Test(
        "a value follows as the next word, after =, or directly after a one-letter name",
        arguments: [
            ["--limit", "7"], ["--limit=7"], ["-k", "7"], ["-k7"], ["-k=7"],
        ])
    func valueForms(form: [String]) throws {
        #expect(try parsed(["search", "d", "q"] + form, as: SampleSearchCommand.self).paging.limit == 7)
    }

    @Test("a repeatable option keeps every value in order; of a single one the last counts")
    func repetition() throws {
        let command = try parsed(
            ["search", "d", "q", "--filter", "a < 1", "-k", "1", "--filter=b = 2", "-k", "2"],
            as: SampleSearchCommand.self)
        #expect(command.filters == ["a < 1", "b = 2"])
        #expect(command.paging.limit == 2)
    }

    @Test("after -- everything is text")
    func terminator() throws {
        let command = try parsed(
            ["search", "--explain", "--", "d", "--explain"], as: SampleSearchCommand.self)
        #expect(command.query == "--explain")
        #expect(try parsed(["search", "d", "--", "--help"], as: SampleSearchCommand.self).query == "--help")
        #expect(try parsed(["search", "d", "-"], as: SampleSearchCommand.self).query == "-")
    }

    @Test("a word with a dash is no value, but a number is, and = takes anything")
    func dashedValues() throws {
        #expect(
            usageError(["search", "d", "q", "--filter", "--json"])
                == .missingValue(option: "--filter", next: "--json"))
        #expect(usageError(["search", "d", "q", "--filter"]) == .missingValue(option: "--filter", next: nil))
        #expect(
            try parsed(["search", "d", "q", "--boost", "-0.5"], as: SampleSearchCommand.self).boost == -0.5)
        #expect(
            try parsed(["search", "d", "q", "--filter=--json"], as: SampleSearchCommand.self).filters == [
                "--json"
            ])
        #expect(try parsed(["search", "d", "q", "--filter="], as: SampleSearchCommand.self).filters == [""])
    }

    @Test("lists take what the arguments after them leave")
    func lists() throws {
        #expect(
            try parsed(["index", "d", "a", "b", "--tag", "t"], as: SampleIndexCommand.self).files == [
                "a", "b",
            ])
        #expect(usageError(["index", "d", "--tag", "t"]) == .missingParameter("FILE"))
        #expect(usageError(["index", "d", "a"]) == .missingParameter("--tag"))
        let one = try parsed(["rules", "lint", "x"], as: SampleRulesCommand.self)
        #expect(one.files.isEmpty && one.destination == "x")
        let three = try parsed(["rules", "lint", "x", "y", "z"], as: SampleRulesCommand.self)
        #expect(three.files == ["x", "y"] && three.destination == "z")
    }

    @Test("the longest command name that fits is meant")
    func nestedNames() throws {
        #expect(try parsed(["embed", "train", "d"], as: SampleTrainCommand.self).directory == "d")
        let embed = try parsed(["embed", "training", "m"], as: SampleEmbedCommand.self)
        #expect(embed.directory == "training" && embed.model == "m")
        #expect(usageError(["rules"]) == .missingCommand(of: ["rules lint"]))
        #expect(usageError(["rules", "lnit"]) == .unknownCommand("rules lnit", suggestion: "rules lint"))
    }

    @Test("mistakes are named, with the nearest right spelling")
    func mistakes() {
        #expect(usageError([]) == .missingCommand(of: []))
        #expect(usageError(["serach"]) == .unknownCommand("serach", suggestion: "search"))
        #expect(usageError(["zzz"]) == .unknownCommand("zzz", suggestion: nil))
        #expect(usageError(["--verson"]) == .unknownOption("--verson", suggestion: "--version"))
        #expect(
            usageError(["search", "d", "q", "--filer", "x"])
                == .unknownOption("--filer", suggestion: "--filter"))
        #expect(usageError(["search", "d", "-华为"]) == .unknownOption("-华为", suggestion: nil))
        #expect(usageError(["search", "d"]) == .missingParameter("QUERY"))
        #expect(usageError(["search", "d", "华为", "手机"]) == .unexpectedArgument("手机"))
        #expect(
            usageError(["search", "d", "q", "--explain=yes"])
                == .unexpectedValue(flag: "--explain", value: "yes"))
        #expect(
            usageError(["search", "d", "q", "--offset", "1", "--after", "x"])
                == .conflict("--offset", "--after"))
    }

    @Test(
        "values of the wrong kind or outside the range say what is right",
        arguments: [
            (["-k", "0"], "-k needs a whole number from 1 to 1000; found '0'"),
            (["-k", "many"], "-k needs a whole number from 1 to 1000; found 'many'"),
            (["--offset", "-1"], "--offset needs a whole number of at least 0; found '-1'"),
            (["--boost", "nan"], "--boost needs a number; found 'nan'"),
            (["--scorer", "bm52"], "--scorer needs one of bm25, tfidf; found 'bm52'; did you mean 'bm25'?"),
            (
                ["--memory", "12 parsecs"],
                "--memory needs an amount of bytes such as 512MB or 1GiB; found '12 parsecs'"
            ),
        ])
    func badValues(words: [String], message: String) {
        #expect(usageError(["search", "d", "q"] + words)?.description == message)
    }
}
