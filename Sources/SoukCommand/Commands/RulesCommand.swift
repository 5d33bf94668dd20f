import Souk
import SoukConsole
import SoukImport
import SoukRanking
import SoukRecommend

struct RulesLintCommand: Command {
    static let usage = CommandUsage(
        "rules lint", abstract: "Find what is wrong with a file of merchandising rules.",
        discussion: """
            Lines that are no rules, rules that contradict each other, rules that do nothing, synonyms that lead in a circle. \
            Each is told with its line and what to do. With --dir also what the products of an index show: unknown products, \
            fields and categories, filters that nothing passes, pinned products that a filter keeps out, boosts and burials of \
            the very same products.

             rule singles day
                 when contains 手机
                 from 2026-11-01
                 until 2026-11-11
                 pin p-17, p-18
                 boost 0.2 brand = "华为"
                 bury 0.2 category:"手机 > 配件"
                 filter stock > 0
                 synonym 果机, iphone
             expect 华为手机 on 2026-11-11 first p-17
            """,
        examples: [.init("rules lint rules.txt", "Exit status 0: nothing is wrong.")],
        failure: "something is wrong with the file")

    @Argument("FILE", help: "Rules; - is standard input") var path: String
    @Option("--dir", value: "DIR", help: "An index to look up fields and products in") var folder:
        IndexFolder?

    func run(_ console: Console) throws -> ExitStatus {
        let file = RuleFileArgument(path: path)
        let text = try file.text()
        var problems = MerchandisingRules.problems(in: text)
        if problems.isEmpty, let folder {
            problems = try SearchPipeline(try folder.catalogue()).problems(of: RuleFile(text).set)
        }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("file", file.name)
                    json.array("problems") { json in
                        for problem in problems {
                            json.object { json in
                                json.member("line", problem.line)
                                json.member("message", problem.message)
                                json.member("remedy", problem.remedy)
                            }
                        }
                    }
                }
            }
        } else {
            for problem in problems { console.output.writeLine(terminalSafe(file.line(problem))) }
            if problems.isEmpty && !console.isQuiet {
                let set = RuleFile(text).set
                console.output.writeLine(
                    "\(counted(set.rules.count, "rule")), \(counted(set.expectations.count, "expectation")): nothing is wrong"
                )
            }
        }
        return problems.isEmpty ? .success : .failure
    }
}

struct RulesTestCommand: Command {
    static let usage = CommandUsage(
        "rules test", abstract: "Check the expect lines of a file of merchandising rules.",
        discussion: """
            Searches the index with the rules and compares: 'expect QUERY first p-17, p-18', 'expect QUERY top 10 has p-17', \
            '… lacks p-9', '… p-17 before p-18', '… total >= 10', with 'on 2026-11-11' before the check for a moment. A query \
            of several words stands in quotation marks.
            """,
        examples: [.init("rules test rules.txt --dir shop.index", "Exit status 0: all is as expected.")],
        failure: "an expectation is not met, or something is wrong with the file")

    @Argument("FILE", help: "Rules; - is standard input") var path: String
    @Option("--dir", value: "DIR", help: "The index to search") var folder: IndexFolder
    @Option("--profile", value: "FILE", help: "Relevance profile as JSON") var profilePath: String?

    func run(_ console: Console) throws -> ExitStatus {
        let file = RuleFileArgument(path: path)
        let rules = try file.rules()
        var options = SearchOptions()
        if let profilePath { options.profile = try SearchArguments.profile(at: profilePath) }
        let checks = try SearchPipeline(try folder.catalogue()).check(rules, options)
        let failures = checks.filter { $0.failure != nil }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("file", file.name)
                    json.member("expectations", rules.expectations.count)
                    json.member("failed", failures.count)
                    json.array("checks") { json in
                        for check in checks {
                            json.object { json in
                                json.member("line", check.line)
                                json.member("text", check.text)
                                json.member("passed", check.failure == nil)
                                json.member("found", check.failure)
                            }
                        }
                    }
                }
            }
        } else {
            for check in failures {
                console.output.writeLine(
                    terminalSafe("\(file.name):\(check.line): \(check.text): \(check.failure ?? "")"))
            }
            if !console.isQuiet {
                let passed = checks.count - failures.count
                console.output.writeLine("\(passed) of \(counted(checks.count, "check")) passed")
            }
        }
        return failures.isEmpty ? .success : .failure
    }
}

/// A file of rules that the user names.
struct RuleFileArgument {
    let path: String

    var name: String { path == "-" ? "standard input" : path }

    func text() throws -> String { String(decoding: try InputFile(path: path).readAll(), as: UTF8.self) }

    /// `FILE:LINE: what is wrong: what to do`.
    func line(_ problem: RuleProblem) -> String {
        "\(name):\(problem.line): \(problem.message): \(problem.remedy)"
    }

    /// - Throws: `CommandFailure` with every problem when there is one.
    func rules() throws -> RuleSet {
        let text = try text()
        let problems = MerchandisingRules.problems(in: text)
        guard problems.isEmpty else {
            throw CommandFailure(problems.map(line).joined(separator: "\n"))
        }
        return RuleFile(text).set
    }
}

/// A moment typed as `2026-11-11` or `2026-11-11T20:00:00+08:00`.
struct RuleMoment: ArgumentValue {
    let argumentText: String
    let seconds: Double

    init?(argument: String) {
        guard let seconds = EventMoment.seconds(argument) else { return nil }
        argumentText = argument
        self.seconds = seconds
    }

    static var expectation: String { "a day or a moment, such as 2026-11-11" }
}
