import SoukAnalysis

/// Counts the occurrences of a term in one document by place, a slot and a reading, and gives them their code.
///
/// Nearly all documents hold a term once or in one place; the code of those costs a table lookup.
struct FrequencyCounter {
    /// Slot × 4 + reading, in the order in which places came first; with how often.
    private var places: [(place: Int, count: Int)] = []

    init() { places.reserveCapacity(16) }

    mutating func removeAll() { places.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func add(_ place: Int) {
        for index in places.indices where places[index].place == place {
            places[index].count += 1
            return
        }
        places.append((place, 1))
    }

    /// By slot, then reading.
    var entries: [FieldFrequency] {
        places.sorted { $0.place < $1.place }.map { place, count in
            FieldFrequency(
                slot: place >> 2, reading: TokenReading(rawValue: UInt8(place & 3)) ?? .aligned, count: count)
        }
    }

    var code: UInt8 {
        if places.count == 1, places[0].count == 1, places[0].place == 0 { return 1 }
        return PostingCode.code(for: entries)
    }
}
