import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct PriceBandsTests {
    @Test("Bounds look like the catalogue's prices")
    func pleasant() {
        let yuan = (1...400).map { Double($0 * 10 - 1) }
        #expect(PriceBands(of: yuan).bounds == [799, 1499, 2499, 2999])
        let dollars = (1...100).map { Double($0) - 0.01 }
        #expect(PriceBands(of: dollars).bounds == [19.99, 39.99, 59.99, 79.99])
        // Crowded prices take finer numbers rather than one band.
        let shoes: [Double] = [60, 65, 100, 110, 130, 135, 135, 140, 140, 140, 145, 145, 150, 155]
        #expect(PriceBands(of: shoes).bounds == [100, 135, 140, 145])
        let round = stride(from: 20.0, through: 1000, by: 20).map { $0 }
        #expect(PriceBands(of: round).bounds == [200, 400, 600, 800])
    }

    @Test("Few different prices give few bands, one price none")
    func few() {
        #expect(PriceBands(of: []).bands.isEmpty)
        #expect(PriceBands(of: [5, 5, 5]).bands.isEmpty)
        #expect(PriceBands(of: [99, 99, 199]).bands.map(\.upper) == [99, nil])
    }

    @Test("Every number lies in one band, and no band is empty", arguments: 0..<50 as Range<UInt64>)
    func partition(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let scale: Double = [0.5, 10.0, 1000.0, 1e6].randomElement(using: &random) ?? 1
        let numbers: [Double] = (0..<Int.random(in: 1...300, using: &random)).map { _ in
            (Double.random(in: -0.1...1, using: &random) * scale * 100).rounded() / 100
        }
        let bands = PriceBands(of: numbers)
        var counts = [Int](repeating: 0, count: bands.bands.count)
        for number in numbers where !counts.isEmpty {
            let place = bands.place(of: number)
            #expect(bands.bands[place].range.contains(number), "\(random.rerun)")
            #expect(bands.bands.filter { $0.range.contains(number) }.count == 1, "\(random.rerun)")
            counts[place] += 1
        }
        #expect(counts.allSatisfy { $0 > 0 }, "\(random.rerun): \(bands.bounds)")
        #expect(counts.count <= PriceBands.usualCount)
        let counted = PriceBands.counted(numbers, count: PriceBands.usualCount)
        if counts.isEmpty {
            #expect(counted.map(\.band) == [PriceBands.Band(lower: nil, upper: numbers[0])])
            #expect(counted.map(\.count) == [numbers.count])
        } else {
            #expect(counted.map(\.band) == bands.bands, "\(random.rerun)")
            #expect(counted.map(\.count) == counts, "\(random.rerun)")
        }
    }

    @Test("Many numbers are sorted alike, hundredths or not")
    func many() {
        var random = SeededGenerator(seed: 7)
        for scale in [1, 1 / 3, -1, 1e9] as [Double] {
            let numbers = (0..<900).map { _ in
                Double(Int.random(in: 0...20_000, using: &random)) / 100 * scale
            }
            let counted = PriceBands.counted(numbers, count: 5)
            #expect(counted.count > 1 && counted.reduce(0) { $0 + $1.count } == numbers.count)
            for (band, count) in counted { #expect(numbers.filter(band.range.contains).count == count) }
        }
        #expect(PriceBands.counted([], count: 5).isEmpty)
    }
}
