import SoukStorage

/// Bands of a number that a person can choose from: about equally full, bounded by numbers that look like prices.
///
/// The bounds are quantiles of the numbers, each moved to the nearest pleasant one: 100, 150, 200, 250, 300, 400, 500, 600, 800 and
/// their tenfolds; where that is half a band away, to the nearest tenth or twentieth of these. Where a good part of the numbers end in 9, bounds do too (99, 199); where they end in .9, so do bounds (19.99).
/// A bound belongs to the band below it.
/// - Complexity: O(n) for each byte in which n numbers differ.
package struct PriceBands: Sendable, Equatable {
    /// One band: numbers above `lower` up to `upper`; nil: open.
    package struct Band: Sendable, Equatable {
        package var lower: Double?
        package var upper: Double?

        package var range: NumberRange { NumberRange(lower: lower, upper: upper, includesLower: false) }

        package init(lower: Double?, upper: Double?) {
            self.lower = lower
            self.upper = upper
        }
    }

    /// Bounds between the bands, rising; one less than there are bands.
    package let bounds: [Double]

    package static let usualCount = 5

    /// - Parameters:
    ///   - numbers: in any order.
    ///   - count: bands at most.
    package init(of numbers: [Double], count: Int = usualCount) {
        self.init(sorted: Self.sorted(numbers), count: count)
    }

    private init(sorted: [Double], count: Int) {
        guard let first = sorted.first, let last = sorted.last, first < last, count > 1 else {
            bounds = []
            return
        }
        let style = PleasantPrices(sorted)
        var bounds: [Double] = []
        var below = 0
        for band in 1..<count {
            func quantile(_ halves: Int) -> Double { sorted[halves * (sorted.count - 1) / (2 * count)] }
            let near = quantile(2 * band - 1)...quantile(2 * band + 1)
            let bound = style.nearest(to: quantile(2 * band), within: near)
            guard bound > bounds.last ?? -.infinity, bound >= first, bound < last else { continue }
            // Each band holds something.
            let through = sorted.partitionPoint { $0 > bound }
            guard through > below else { continue }
            bounds.append(bound)
            below = through
        }
        self.bounds = bounds
    }

    /// Bands with how many of the numbers lie in each; numbers that are all one make one band.
    package static func counted(_ numbers: [Double], count: Int) -> [(band: Band, count: Int)] {
        let sorted = sorted(numbers)
        guard let most = sorted.last else { return [] }
        let bands = PriceBands(sorted: sorted, count: count)
        guard !bands.bounds.isEmpty else { return [(Band(lower: nil, upper: most), sorted.count)] }
        var below = 0
        return bands.bands.map { band in
            let through = band.upper.map { upper in sorted.partitionPoint { $0 > upper } } ?? sorted.count
            defer { below = through }
            return (band, through - below)
        }
    }

    /// Rising. As hundredths where all are prices of at most two decimals, else by their bits: those of negative numbers are turned
    /// round.
    private static func sorted(_ numbers: [Double]) -> [Double] {
        guard numbers.count > few else { return numbers.sorted() }
        if var hundredths = hundredths(numbers) {
            RadixSort.sort(&hundredths) { UInt64($0) }
            return hundredths.map { Double($0) / 100 }
        }
        var sorted = numbers
        RadixSort.sort(&sorted) { number in
            let bits = number.bitPattern
            return bits >> 63 == 1 ? ~bits : bits | 1 << 63
        }
        return sorted
    }

    /// Nil where a number is not exactly one of hundredths.
    private static func hundredths(_ numbers: [Double]) -> [UInt32]? {
        var isExact = true
        let hundredths = [UInt32](roomFor: numbers.count) { buffer, size in
            for number in numbers {
                let rounded = (number * 100).rounded()
                guard rounded >= 0, rounded < 4e9, rounded / 100 == number else {
                    isExact = false
                    return
                }
                buffer[size] = UInt32(rounded)
                size += 1
            }
        }
        return isExact ? hundredths : nil
    }

    /// So many numbers are sorted by comparing as fast.
    private static let few = 200

    /// The bands, rising; none when all numbers are one.
    package var bands: [Band] {
        guard !bounds.isEmpty else { return [] }
        let lower = [nil] + bounds.map(Optional.some)
        let upper = bounds.map(Optional.some) + [nil]
        return zip(lower, upper).map { Band(lower: $0, upper: $1) }
    }

    /// The band of a number.
    package func place(of number: Double) -> Int { bounds.partitionPoint { $0 >= number } }
}

/// Numbers that look like prices, in the way of a catalogue.
struct PleasantPrices {
    /// What is taken from a round number.
    private let shift: Double
    private static let steps: [[Double]] = [
        [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10], (10...100).map { Double($0) / 10 },
        (20...200).map { Double($0) / 20 },
    ]
    /// Share of the numbers that makes an ending the catalogue's way.
    private static let commonShare = 0.3

    init(_ prices: [Double]) {
        var nines = 0
        var cents = 0
        for price in prices where price > 0 && price < 1e12 {
            let hundredths = Int64((price * 100).rounded())
            if hundredths % 100 >= 90 {
                cents += 1
            } else if hundredths % 1000 == 900 {
                nines += 1
            }
        }
        let most = Double(prices.count) * Self.commonShare
        shift = Double(nines) >= most ? 1 : Double(cents) >= most ? 0.01 : 0
    }

    /// The pleasant number nearest by ratio to a positive one, of the coarsest kind that lies in a range; others are rounded to whole
    /// numbers.
    func nearest(to price: Double, within range: ClosedRange<Double>) -> Double {
        guard price > 0, price < 1e12 else { return price.rounded() }
        for steps in Self.steps {
            let number = nearest(to: price, among: steps)
            if range.contains(number) { return number }
        }
        return nearest(to: price, among: Self.steps[0])
    }

    private func nearest(to price: Double, among steps: [Double]) -> Double {
        var unit = 0.01
        while unit * 10 <= price { unit *= 10 }
        var best = price
        var bestRatio = Double.infinity
        for step in steps {
            // Steps such as 1.5 of a unit below 1 would not be written short.
            let round = (step * unit * 1000).rounded() / 1000
            let number = round >= 10 * max(shift, 0.1) ? ((round - shift) * 100).rounded() / 100 : round
            let ratio = number > price ? number / price : price / number
            if ratio < bestRatio {
                best = number
                bestRatio = ratio
            }
        }
        return best
    }
}

extension Array {
    /// How many elements stand before the first that `isBehind` accepts; the elements are parted by it.
    /// - Complexity: O(log n).
    func partitionPoint(_ isBehind: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
