import SoukConsole

/// Tells where engines found different things.
struct AgreementReport {
    let agreements: [Agreement]

    var holds: Bool { agreements.allSatisfy(\.holds) }

    func print(on console: Console) {
        let differing = agreements.filter { $0.equal < $0.compared }
        for agreement in differing {
            let text =
                "\(agreement.corpus) \(agreement.queryClass) \(agreement.mode): \(agreement.engine.rawValue) has other "
                + "\(agreement.what) than \(agreement.reference.rawValue) for "
                + "\(grouped(agreement.compared - agreement.equal)) of \(agreement.compared) queries"
            if agreement.isRequired {
                console.error(text + "; first \(agreement.firstDifference ?? "")")
            } else {
                console.remark(text + ", as expected")
            }
        }
        let required = agreements.filter(\.isRequired)
        guard !required.isEmpty else {
            console.output.writeLine(
                "\nagreement: nothing was compared, since no two engines answered the same")
            return
        }
        let equal = required.count { $0.holds }
        let sizes = required.map(\.compared)
        let (fewest, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
        console.output.writeLine(
            "\nagreement: \(equal) of \(counted(required.count, "comparison")) hold, of "
                + (fewest == most ? "" : "\(grouped(fewest)) to ")
                + "\(grouped(most)) queries each")
    }
}

extension BenchmarkResults {
    /// Prints the tables, writes the file, and tells whether the engines agree.
    func report(to path: String?, _ console: Console) throws -> ExitStatus {
        ResultTables(results: self).print(on: console)
        let report = AgreementReport(agreements: agreement)
        report.print(on: console)
        if let path { try write(to: path) }
        return report.holds ? .success : .failure
    }
}
