import Dispatch
import SoukStorage

/// Makes several results side by side.
enum ConcurrentMap {
    /// The results of `body` for 0 ..< count, in this order.
    static func results<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        guard count > 1 else { return (0..<count).map(body) }
        let results = Locked([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = body(index)
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// The results of two functions.
    /// - Parameter isConcurrent: whether they may run side by side.
    static func both<First: Sendable, Second: Sendable>(
        isConcurrent: Bool, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        guard isConcurrent else { return (first(), second()) }
        let results = Locked<(First?, Second?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            if index == 0 {
                let result = first()
                results.withLock { $0.0 = result }
            } else {
                let result = second()
                results.withLock { $0.1 = result }
            }
        }
        guard case (let first?, let second?) = results.withLock({ $0 }) else {
            preconditionFailure("both functions have returned")
        }
        return (first, second)
    }
}
