#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The clock around the search call alone.
enum QueryClock {
    /// Answers every query once, in order: microseconds each.
    static func times(_ queries: any PreparedQueries) throws -> [Double] {
        var times: [Double] = []
        times.reserveCapacity(queries.count)
        for place in 0..<queries.count {
            let start = nanoseconds()
            try queries.run(place)
            times.append(Double(nanoseconds() - start) / 1000)
        }
        return times
    }

    /// Nanoseconds of a clock that nobody sets.
    static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
