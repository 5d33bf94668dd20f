import SoukTestKit
import Testing

@testable import SoukVectors

@Suite("Nearest neighbours are those of a plain loop")
struct NeighbourSearchTests {
    /// Vectors in clusters, as embeddings are, with copies; every seventh document has none, every eleventh's is zero.
    private func vectors(_ count: Int, _ dimension: Int, _ random: inout SeededGenerator) -> [[Float]?] {
        let centres = (0..<5).map { _ in (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
        }
        var result: [[Float]?] = []
        for document in 0..<count {
            if document % 7 == 3 {
                result.append(nil)
            } else if document % 11 == 5 {
                result.append([Float](repeating: 0, count: dimension))
            } else if document % 13 == 6, let earlier = result.randomElement(using: &random) {
                result.append(earlier)
            } else {
                let scale = Float.random(in: 0.01...30, using: &random)
                result.append(
                    centres[document % 5].map {
                        (0.5 * $0 + Float.random(in: -1...1, using: &random)) * scale
                    })
            }
        }
        return result
    }

    private func plain(
        _ query: [Float], _ vectors: [[Float]?], _ count: Int, _ isAllowed: (Int) -> Bool
    ) -> [Neighbour] {
        func length(_ v: [Float]) -> Double { v.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() }
        var all: [(document: Int, cosine: Double)] = []
        for (document, vector) in vectors.enumerated() where isAllowed(document) {
            guard let vector, length(vector) > 0 else { continue }
            let product = zip(query, vector).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            all.append((document, product / length(query) / length(vector)))
        }
        return all.sorted { ($1.cosine, $0.document) < ($0.cosine, $1.document) }.prefix(count)
            .map { Neighbour(document: UInt32($0.document), cosine: Float($0.cosine)) }
    }

    /// The same cosines in the same order; documents may differ where cosines are equal but for the last bits.
    private func agree(_ found: [Neighbour], _ expected: [Neighbour]) -> Bool {
        found.count == expected.count
            && zip(found, expected).allSatisfy { abs($0.cosine - $1.cosine) < 2e-5 }
            && Set(found.map(\.document)).count == found.count
    }

    @Test(
        "all precisions, with filters of every density, for every count",
        arguments: [(1, 3), (100, 8), (700, 33), (1500, 100)])
    func nearest(count: Int, dimension: Int) {
        var random = SeededGenerator(orEnvironment: 21)
        let vectors = vectors(count, dimension, &random)
        VectorTable(vectors, dimension: dimension).withRows { rows in
            for density in [0, 0.01, 0.3, 0.9, 1.0] {
                var words = [UInt64](repeating: 0, count: (count + 63) / 64)
                for document in 0..<count where Double.random(in: 0..<1, using: &random) < density {
                    words[document / 64] |= 1 << UInt64(document % 64)
                }
                let query = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
                for limit in [1, 10, 200, 5000] {
                    let expected = plain(query, vectors, limit) { words[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }
                    for precision in [NeighbourSearch.Precision.floats, .bytes] {
                        let found = words.withUnsafeBufferPointer {
                            NeighbourSearch(rows, precision: precision)
                                .nearest(to: query, count: limit, allowed: $0)
                        }
                        #expect(
                            agree(found, expected), "\(precision), \(limit) of \(density), \(random.rerun)")
                    }
                }
            }
        }
    }

    @Test("without a filter, several queries at once find what each finds alone")
    func batch() {
        var random = SeededGenerator(orEnvironment: 22)
        let vectors = vectors(900, 24, &random)
        var queries = (0..<9).map { _ in (0..<24).map { _ in Float.random(in: -1...1, using: &random) } }
        queries[3] = [Float](repeating: 0, count: 24)
        queries[5] = [1, 2]
        VectorTable(vectors, dimension: 24).withRows { rows in
            for precision in NeighbourSearch.Precision.allCases {
                let search = NeighbourSearch(rows, precision: precision)
                let together = search.nearest(toEach: queries, count: 7)
                #expect(together.count == 9)
                for (query, found) in zip(queries, together) {
                    #expect(agree(found, search.nearest(to: query, count: 7)), "\(random.rerun)")
                }
                #expect(together[3].isEmpty && together[5].isEmpty)
            }
        }
    }

    @Test(
        "queries without a direction, of another dimension, or with a NaN have no neighbours; neither has an empty table"
    )
    func nothing() {
        VectorTable([[1, 0], nil, [0, 0]], dimension: 2).withRows { rows in
            for precision in NeighbourSearch.Precision.allCases {
                let search = NeighbourSearch(rows, precision: precision)
                for query: [Float] in [[], [1], [0, 0], [.nan, 1], [.infinity, 1], [1, 2, 3]] {
                    #expect(search.nearest(to: query, count: 3).isEmpty)
                }
                #expect(search.nearest(to: [2, 0], count: 0).isEmpty)
                #expect(search.nearest(to: [2, 0], count: 5) == [Neighbour(document: 0, cosine: 1)])
            }
        }
        VectorTable([nil, nil], dimension: 2).withRows { rows in
            #expect(NeighbourSearch(rows).nearest(to: [1, 0], count: 3).isEmpty)
        }
    }

    @Test("bytes stand for a direction within the error that they state")
    func byteVectors() {
        var random = SeededGenerator(orEnvironment: 24)
        for dimension in [1, 2, 30, 384] {
            let vector = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
            let direction = VectorMath.normalized(vector) ?? []
            let coded = ByteVector(direction)
            let squares = zip(direction, coded.codes).reduce(0.0) { sum, pair in
                let rest = Double(pair.0) - Double(coded.scale) * Double(pair.1)
                return sum + rest * rest
            }
            #expect(squares.squareRoot() <= Double(coded.error), "\(random.rerun)")
            #expect(coded.codes.contains { abs(Int($0)) == 127 })
        }
        #expect(ByteVector([0, 0]).codes == [0, 0])
    }
}
