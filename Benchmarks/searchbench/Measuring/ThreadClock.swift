import Foundation

/// The time that a thread computes: what it waits for the processor on a busy machine is not in it, nor what it waits for files.
struct ThreadClock {
    /// Seconds since the thread began.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Milliseconds that `body` computes on this thread.
    static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = seconds
        try body()
        return (seconds - start) * 1e3
    }
}
