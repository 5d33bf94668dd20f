import SoukStorage

/// Which Han characters look alike, and how much: what one may have been written, or read, for.
///
/// Measured from drawn characters by `scripts/look_alikes.py`; the form of its bytes is in `docs/formats/look-alikes.md`. A pair is in the
/// table when one of both is among the nearest of the other, and then for both.
/// - Complexity: making the table O(pairs), once, when a query first has a suspect; finding O(log characters).
package struct LookAlikeTable: Sendable {
    /// Rising.
    private var scalars: [UInt16] = []
    /// Where the entries of each character begin; one more for the end.
    private var starts: [Int32] = [0]
    /// The place of the other character in ``scalars`` and a level of similarity.
    private var entries: [Entry] = []

    private typealias Entry = (place: UInt16, level: UInt8)

    private static let leastSimilarity = 0.76
    private static let levelStep = 0.03
    private static let levelBits: UInt16 = 3
    private static let wideStep: UInt16 = 0xFF

    /// The table that the library carries; a test holds its bytes to be sound.
    package static let shipped =
        (try? LookAlikeTable(Base64.decoded(LookAlikeBytes.text))) ?? LookAlikeTable()

    private init() {}

    /// - Throws: ``StorageError`` where the bytes are no table.
    package init(_ bytes: [UInt8]) throws(StorageError) {
        let lists: [[Entry]]
        do {
            (scalars, lists) = try bytes.withUnsafeBytes { bytes in
                var reader = ByteReader(bytes, file: "look-alikes", section: "pairs")
                let scalars = try Self.readScalars(&reader)
                return (scalars, try Self.readLists(&reader, scalars.count))
            }
        } catch let error as StorageError { throw error } catch { preconditionFailure("\(error)") }
        for list in lists {
            entries += list
            starts.append(Int32(entries.count))
        }
    }

    private static func readScalars(_ reader: inout ByteReader) throws(StorageError) -> [UInt16] {
        var scalars: [UInt16] = []
        for _ in 0..<(try reader.readUInt16()) {
            var step = UInt16(try reader.readUInt8())
            if step == wideStep { step = try reader.readUInt16() }
            let last = scalars.last ?? 0
            guard step > 0, step <= .max - last else {
                throw reader.corruption(expected: "rising characters", found: "a step of \(step)")
            }
            scalars.append(last + step)
        }
        return scalars
    }

    private static func readLists(
        _ reader: inout ByteReader, _ count: Int
    ) throws(StorageError) -> [[Entry]] {
        var lists = [[Entry]](repeating: [], count: count)
        for place in 0..<count {
            for _ in 0..<(try reader.readUInt8()) {
                let packed = try reader.readUInt16()
                let other = Int(packed >> levelBits)
                guard other > place, other < count else {
                    throw reader.corruption(expected: "a later character", found: "\(other)")
                }
                let level = UInt8(packed & (1 << levelBits - 1))
                lists[place].append((UInt16(other), level))
                lists[other].append((UInt16(place), level))
            }
        }
        guard reader.remaining == 0 else {
            throw reader.corruption(expected: "the end", found: "\(reader.remaining) bytes")
        }
        return lists
    }

    /// The characters that look like one, with a similarity in (0, 1]; 1 is the picture itself.
    package func lookAlikes(of scalar: UInt32) -> [(scalar: UInt32, similarity: Double)] {
        guard let place = place(of: scalar) else { return [] }
        return entries[Int(starts[place])..<Int(starts[place + 1])].map { entry in
            (UInt32(scalars[Int(entry.place)]), Self.leastSimilarity + Self.levelStep * Double(entry.level))
        }
    }

    package var characters: [UInt32] { scalars.map(UInt32.init) }

    private func place(of scalar: UInt32) -> Int? {
        var (low, high) = (0, scalars.count)
        while low < high {
            let middle = (low + high) / 2
            if UInt32(scalars[middle]) < scalar { low = middle + 1 } else { high = middle }
        }
        return low < scalars.count && UInt32(scalars[low]) == scalar ? low : nil
    }
}
