import Foundation
import SoukStorage

/// Several threads that answer the same queries over one snapshot for a while, each beginning at another query.
struct ConcurrentRun {
    private let queries: any PreparedQueries
    private let threads: Int
    private let seconds: Double

    init(_ queries: any PreparedQueries, threads: Int, seconds: Double) {
        self.queries = queries
        self.threads = threads
        self.seconds = seconds
    }

    private struct Progress {
        var answered = 0
        var failure: (any Error)?
    }

    /// - Returns: the queries answered by all threads, and the seconds that took.
    func perform() throws -> (answered: Int, seconds: Double) {
        guard queries.count > 0 else { return (0, seconds) }
        let progress = Locked(Progress())
        let group = DispatchGroup()
        let start = QueryClock.nanoseconds()
        for thread in 0..<threads {
            group.enter()
            Thread.detachNewThread {
                let outcome = Result { try answer(from: thread * queries.count / threads, since: start) }
                progress.withLock { progress in
                    switch outcome {
                    case .success(let answered): progress.answered += answered
                    case .failure(let error): progress.failure = error
                    }
                }
                group.leave()
            }
        }
        group.wait()
        let taken = Double(QueryClock.nanoseconds() - start) / 1e9
        let result = progress.withLock { $0 }
        if let failure = result.failure { throw failure }
        return (result.answered, taken)
    }

    private func answer(from first: Int, since start: UInt64) throws -> Int {
        var answered = 0
        while Double(QueryClock.nanoseconds() - start) < seconds * 1e9 {
            try queries.run((first + answered) % queries.count)
            answered += 1
        }
        return answered
    }
}
