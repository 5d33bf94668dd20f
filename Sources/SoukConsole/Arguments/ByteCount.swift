/// An amount of memory or disk in bytes, written `512MB`, `1.5GiB`, `64K` or `4096`.
///
/// Units as in GNU coreutils: `KB MB GB TB` are powers of 1000; `K M G T` and `KiB MiB GiB TiB` powers of 1024; a
/// bare number or `B` is bytes. Upper and lower case are the same.
package struct ByteCount: ArgumentValue, Comparable, Sendable {
    package let bytes: Int

    package init(_ bytes: Int) {
        self.bytes = bytes
    }

    package init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let amount = Double(digits), amount >= 0,
            let scale = ByteCount.scale(of: argument.dropFirst(digits.count).lowercased())
        else { return nil }
        let bytes = (amount * scale).rounded(.down)
        guard bytes < 0x1p62 else { return nil }
        self.bytes = Int(bytes)
    }

    private static func scale(of unit: String) -> Double? {
        switch unit {
        case "", "b": 1
        case "kb": 1e3
        case "mb": 1e6
        case "gb": 1e9
        case "tb": 1e12
        case "k", "kib": 0x1p10
        case "m", "mib": 0x1p20
        case "g", "gib": 0x1p30
        case "t", "tib": 0x1p40
        default: nil
        }
    }

    package static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    private static let unitNames = [
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000),
        ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ]

    /// With the largest unit that divides it, so that it reads back as the same number: `512MB`, `64KiB`.
    package var argumentText: String {
        let whole = ByteCount.unitNames.first { _, size in bytes >= size && bytes % size == 0 }
        return whole.map { "\(bytes / $0.1)\($0.0)" } ?? String(bytes)
    }

    package static var expectation: String { "an amount of bytes such as 512MB or 1GiB" }
}
