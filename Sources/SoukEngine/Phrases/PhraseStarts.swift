/// Where a phrase could begin in one document: field and place, rising.
///
/// Few in nearly all documents; the memory is used again for the next one.
struct PhraseStarts {
    /// Slot above bit 40, the place below, moved up so that it is not negative.
    private(set) var keys: [UInt64] = []
    private static let slotShift: UInt64 = 40
    private static let bias = 1 << 20

    @inline(__always)
    static func key(slot: Int, position: Int) -> UInt64 {
        UInt64(slot) << slotShift | UInt64(max(position + bias, 0))
    }

    static func slot(ofKey key: UInt64) -> Int { Int(key >> slotShift) }

    init() { keys.reserveCapacity(64) }

    mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func append(slot: Int, position: Int) {
        keys.append(Self.key(slot: slot, position: position))
    }

    /// - Parameter steps: positions as they are stored, in step with `frequencies`.
    mutating func append(_ steps: [UInt32], _ frequencies: [FieldFrequency], offset: Int) {
        var index = 0
        var slot = -1
        var position = 0
        for entry in frequencies {
            if entry.slot != slot { (slot, position) = (entry.slot, 0) }
            for _ in 0..<entry.count where index < steps.count {
                position += Int(steps[index])
                append(slot: slot, position: position - offset)
                index += 1
            }
        }
    }

    /// Keeps the beginnings that `other` has too.
    mutating func formIntersection(_ other: PhraseStarts) {
        var kept = 0
        var place = 0
        for index in keys.indices {
            while place < other.keys.count && other.keys[place] < keys[index] { place += 1 }
            if place == other.keys.count { break }
            if other.keys[place] == keys[index] {
                keys[kept] = keys[index]
                kept += 1
            }
        }
        keys.removeSubrange(kept...)
    }

    /// How often the phrase stands in each slot; one beginning counts once.
    var frequencies: [FieldFrequency] {
        var result: [FieldFrequency] = []
        for (index, key) in keys.enumerated() where index == 0 || keys[index - 1] != key {
            let slot = Self.slot(ofKey: key)
            if result.last?.slot == slot {
                result[result.count - 1].count += 1
            } else {
                result.append(FieldFrequency(slot: slot, reading: .aligned, count: 1))
            }
        }
        return result
    }
}
