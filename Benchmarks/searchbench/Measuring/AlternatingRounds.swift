import SoukConsole

/// Lets the engines answer in turn, so that whatever the machine does meanwhile falls on all of them alike.
///
/// In each round every engine answers each cell a few times before the next engine does; who begins goes around.
/// Quick cells get more passes in a round, since their times are the ones that a disturbance shows in.
struct AlternatingRounds {
    let rounds: Int
    /// Passes of a cell in a round go on for about this long.
    static let secondsPerTurn = 0.05
    static let mostPassesPerTurn = 5
    /// A cell that an engine has spent so long on is not asked of it again: more rounds would take hours and not
    /// change what is seen.
    static let mostSeconds = 20.0

    /// Best times by cell name and engine.
    typealias Times = [String: [Engine: BestTimes]]

    /// Asks one engine; nil when it is out of the race.
    typealias Asking = (ServedEngine, (ServedEngine) throws -> [Double]) throws -> [Double]?

    func run(
        _ engines: [ServedEngine], cells: [String], ask: Asking, progress: (Int) -> Void = { _ in }
    ) throws -> Times {
        var times: Times = [:]
        var spent: [String: [Engine: Double]] = [:]
        for round in 0..<rounds {
            for (place, cell) in cells.enumerated() {
                for turn in engines.indices {
                    let engine = engines[(round + turn) % engines.count]
                    let before = spent[cell]?[engine.engine] ?? 0
                    guard engine.cells[cell] != nil, before < Self.mostSeconds else { continue }
                    spent[cell, default: [:]][engine.engine] =
                        before + (try answer(cell, engine, ask, &times))
                }
                progress(round * cells.count + place + 1)
            }
        }
        return times
    }

    /// - Returns: the seconds that the passes took.
    private func answer(
        _ cell: String, _ engine: ServedEngine, _ ask: Asking, _ times: inout Times
    ) throws -> Double {
        var spent = 0.0
        var passes = 0
        while passes == 0 || (spent < Self.secondsPerTurn && passes < Self.mostPassesPerTurn) {
            guard let pass = try ask(engine, { try $0.pass(cell) }) else { return spent }
            times[cell, default: [:]][engine.engine, default: BestTimes()].add(pass)
            spent += pass.reduce(0, +) / 1e6
            passes += 1
        }
        return spent
    }
}
