import Foundation
import SoukStorage

/// Random choices that depend only on the words the draw is named by.
///
/// Every decision of the generator has its own draw (`Draw("phone", "华为 Mate 60", "title")`), so that adding
/// a row to the vocabulary changes that row's products and no others.
struct Draw {
    private var generator: SplitMix64

    init(_ name: String...) {
        self.init(name)
    }

    init(_ name: [String]) {
        // FNV-1a over the words, each closed by a byte that UTF-8 never holds.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for word in name {
            for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        generator = SplitMix64(seed: hash)
    }

    /// Uniform in 0 ..< 1.
    mutating func unit() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    /// Uniform in 0 ..< `bound`; `bound` is at least 1.
    mutating func below(_ bound: Int) -> Int { min(bound - 1, Int(unit() * Double(bound))) }

    /// Mean 0, deviation 1 (Box and Muller).
    mutating func gaussian() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    mutating func one<T>(of items: [T]) -> T? { items.isEmpty ? nil : items[below(items.count)] }

    /// `count` of the items, in their own order.
    mutating func some<T>(_ count: Int, of items: [T]) -> [T] {
        guard items.count > count else { return items }
        var places = Array(items.indices)
        for i in 0..<count { places.swapAt(i, i + below(places.count - i)) }
        return places[..<count].sorted().map { items[$0] }
    }

    /// An index, chosen in proportion to `weights`; nil when their sum is not positive.
    mutating func weighted(_ weights: [Double]) -> Int? {
        let total = weights.reduce(0, +)
        guard total > 0 else { return nil }
        var rest = unit() * total
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.lastIndex { $0 > 0 }
    }
}
