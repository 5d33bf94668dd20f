#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a command writes, and how: the two streams, the common options `--json` and `--quiet`, the terminal's width.
package struct Console: Sendable {
    package let output: StandardStream
    package let errors: StandardStream
    /// For ``output``; plain when that is not a terminal.
    package let style: Style
    /// For ``errors``.
    package let errorStyle: Style
    /// Columns of the terminal; 80 where there is none.
    package let width: Int
    /// `--json` was given: print JSON, nothing else, to ``output``.
    package var wantsJSON = false
    /// Stands before errors and warnings.
    package var program = "souk"
    /// `--quiet` was given.
    package var isQuiet = false

    /// The process's own streams.
    package static func standard() -> Console {
        let environment: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
        return Console(
            output: .output, errors: .errors,
            style: Style(for: .output, environment: environment),
            errorStyle: Style(for: .errors, environment: environment),
            width: terminalWidth(environment))
    }

    /// Keeps everything in memory, for tests.
    package static func capturing(width: Int = 80) -> Console {
        Console(
            output: StandardStream(), errors: StandardStream(), style: .plain, errorStyle: .plain,
            width: width)
    }

    /// `souk: error: …` on standard error.
    package func error(_ message: String) {
        errors.writeLine("\(program): \(errorStyle.red("error")): \(message)")
    }

    /// `souk: warning: …` on standard error, also when quiet: a warning tells of something lost or doubtful.
    package func warning(_ message: String) {
        errors.writeLine("\(program): \(errorStyle.yellow("warning")): \(message)")
    }

    /// A remark on standard error, not when quiet.
    package func remark(_ message: String) {
        if !isQuiet { errors.writeLine(message) }
    }

    /// Starts the progress of a piece of work; silent unless standard error is a terminal and the work takes over a second.
    package func progress(_ label: String, total: Int?, unit: ProgressBar.Unit = .items("products"))
        -> ProgressBar
    {
        let isShown = errors.isTerminal && !isQuiet
        return ProgressBar(label, total: total, unit: unit, on: isShown ? errors : nil, width: width)
    }

    /// `COLUMNS` when set, else what the terminal says, of standard error too since output may be piped to a pager.
    private static func terminalWidth(_ environment: (String) -> String?) -> Int {
        if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns >= 20 {
            return min(columns, 1000)
        }
        for descriptor in [Int32(1), 2] {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 { return Int(size.ws_col) }
        }
        return 80
    }
}
