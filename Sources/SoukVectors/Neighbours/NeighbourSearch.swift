import CSoukKernels

/// Exact nearest neighbours by cosine: every vector is looked at, so that none is missed and no graph has to be kept.
///
/// The documents that are allowed are known inside the search: k neighbours are k allowed ones. A document without a vector,
/// or with one of length 0, is nobody's neighbour.
///
/// - ``Precision/floats`` reads four bytes a component.
/// - ``Precision/bytes`` reads one: a row's product is known up to the errors of rounding (``ByteVector/error``, by the
///   inequality of Cauchy and Schwarz), and every row that may be among the k nearest is measured again in floats. The
///   answer is the same, but for sums of floats that differ in the last bit.
/// - Complexity: O(rows · dimension).
package struct NeighbourSearch {
    package enum Precision: Sendable, CaseIterable { case floats, bytes }

    private let rows: VectorRows
    private let precision: Precision
    /// Rows whose products are computed at once.
    private static let blockSize = 256
    /// Sums of floats differ by less.
    private static let rounding: Float = 4e-6

    package init(_ rows: VectorRows, precision: Precision = .bytes) {
        self.rows = rows
        self.precision = precision
    }

    /// The `count` nearest documents, nearest first.
    ///
    /// - Parameters:
    ///   - query: any vector; one without a direction, or of another dimension than the rows, has no neighbours.
    ///   - allowed: a bit for each document; nil: all of them.
    package func nearest(
        to query: [Float], count: Int, allowed: UnsafeBufferPointer<UInt64>? = nil
    ) -> [Neighbour] {
        guard query.count == rows.dimension, let direction = VectorMath.normalized(query), count > 0,
            rows.count > 0
        else { return [] }
        let limit = min(count, rows.count)
        let candidates =
            precision == .floats
            ? floatCandidates(direction, limit, allowed) : byteCandidates(direction, limit, allowed)
        return measured(candidates, direction, limit)
    }

    /// The nearest documents of several queries: each block of rows is read from memory once for all of them.
    package func nearest(
        toEach queries: [[Float]], count: Int, allowed: UnsafeBufferPointer<UInt64>? = nil
    ) -> [[Neighbour]] {
        guard precision == .floats, allowed == nil, count > 0, rows.count > 0 else {
            return queries.map { nearest(to: $0, count: count, allowed: allowed) }
        }
        let limit = min(count, rows.count)
        let directions = queries.map { query -> [Float]? in
            query.count == rows.dimension ? VectorMath.normalized(query) : nil
        }
        let usable = directions.compactMap { $0 }
        let flat = Array(usable.joined())
        var best = [LargestNumbers](repeating: LargestNumbers(limit: limit), count: usable.count)
        var candidates = [[Candidate]](repeating: [], count: usable.count)
        var products = [Float](repeating: 0, count: usable.count * Self.blockSize)
        var places = [UInt32](repeating: 0, count: Self.blockSize)
        for start in stride(from: 0, to: rows.count, by: Self.blockSize) {
            let size = min(Self.blockSize, rows.count - start)
            souk_dot_matrices(
                flat, usable.count, rows.floats + start * rows.dimension, size, rows.dimension, &products)
            products.withUnsafeBufferPointer { products in
                for query in usable.indices {
                    let least = best[query].least - Self.rounding
                    guard let base = products.baseAddress.map({ $0 + query * size }) else { return }
                    let found = souk_select_floats(base, rows.inverseLengths + start, size, least, &places)
                    for place in places.prefix(found) {
                        add(start + Int(place), base[Int(place)], &best[query], &candidates[query])
                    }
                }
            }
        }
        var next = 0
        return directions.map { direction in
            guard let direction else { return [] }
            defer { next += 1 }
            return measured(
                candidates[next].filter { $0.bound >= best[next].least - Self.rounding }, direction, limit)
        }
    }

    private struct Candidate {
        var row: Int
        /// Its cosine is at most this.
        var bound: Float
    }

    private func add(_ row: Int, _ product: Float, _ best: inout LargestNumbers, _ found: inout [Candidate]) {
        guard rows.inverseLengths[row] > 0 else { return }
        let cosine = product * rows.inverseLengths[row]
        best.insert(cosine)
        found.append(Candidate(row: row, bound: cosine + Self.rounding))
    }

    // MARK: Floats

    private func floatCandidates(
        _ query: [Float], _ limit: Int, _ allowed: UnsafeBufferPointer<UInt64>?
    ) -> [Candidate] {
        var best = LargestNumbers(limit: limit)
        var found: [Candidate] = []
        var places = [UInt32](repeating: 0, count: Self.blockSize)
        var products = [Float](repeating: 0, count: Self.blockSize)
        forEachBlock(allowed) { start, size, rowsOfBlock in
            let first = rows.floats + start * rows.dimension
            if rowsOfBlock.isEmpty {
                souk_dot_rows(query, first, size, rows.dimension, &products)
            } else {
                for row in rowsOfBlock {
                    products[row] = souk_dot_floats(query, first + row * rows.dimension, rows.dimension)
                }
            }
            let least = best.least - Self.rounding
            if rowsOfBlock.isEmpty {
                let count = souk_select_floats(products, rows.inverseLengths + start, size, least, &places)
                for place in places.prefix(count) {
                    add(start + Int(place), products[Int(place)], &best, &found)
                }
            } else {
                for row in rowsOfBlock where products[row] * rows.inverseLengths[start + row] >= least {
                    add(start + row, products[row], &best, &found)
                }
            }
        }
        let least = best.least - Self.rounding
        return found.filter { $0.bound >= least }
    }

    // MARK: Bytes

    private func byteCandidates(
        _ query: [Float], _ limit: Int, _ allowed: UnsafeBufferPointer<UInt64>?
    ) -> [Candidate] {
        let coded = ByteVector(query)
        // |q·x − q̂·x̂| ≤ |x − x̂| + |q − q̂| |x̂| ≤ |x − x̂| (1 + |q − q̂|) + |q − q̂|
        let spread = 1 + coded.error
        let excess = coded.error + Self.rounding
        var best = LargestNumbers(limit: limit)
        var found: [Candidate] = []
        var places = [UInt32](repeating: 0, count: Self.blockSize)
        var bounds = [Float](repeating: 0, count: Self.blockSize)
        var products = [Int32](repeating: 0, count: Self.blockSize)
        func take(_ row: Int, _ bound: Float) {
            guard rows.inverseLengths[row] > 0 else { return }
            best.insert(bound - 2 * (spread * rows.errors[row] + excess))
            found.append(Candidate(row: row, bound: bound))
        }
        forEachBlock(allowed) { start, size, rowsOfBlock in
            let first = rows.codes + start * rows.dimension
            if rowsOfBlock.isEmpty {
                souk_dot_byte_rows(coded.codes, first, size, rows.dimension, &products)
                let count = souk_select_bytes(
                    products, rows.scales + start, rows.errors + start, size, coded.scale, spread, excess,
                    best.least, &bounds, &places)
                for index in 0..<count where bounds[index] >= best.least {
                    take(start + Int(places[index]), bounds[index])
                }
            } else {
                for place in rowsOfBlock {
                    let row = start + place
                    let product = souk_dot_bytes(first + place * rows.dimension, coded.codes, rows.dimension)
                    let bound =
                        Float(product) * coded.scale * rows.scales[row] + (spread * rows.errors[row] + excess)
                    if bound >= best.least { take(row, bound) }
                }
            }
        }
        return found.filter { $0.bound >= best.least }
    }

    // MARK: Both

    /// Calls `body` with each block that has allowed rows: its first row, its size, and the places of the allowed rows where
    /// they are not all of it.
    private func forEachBlock(
        _ allowed: UnsafeBufferPointer<UInt64>?, _ body: (Int, Int, [Int]) -> Void
    ) {
        var places: [Int] = []
        for start in stride(from: 0, to: rows.count, by: Self.blockSize) {
            let size = min(Self.blockSize, rows.count - start)
            places.removeAll(keepingCapacity: true)
            if let allowed {
                for row in 0..<size {
                    let document = Int(rows.documents[start + row])
                    if document >> 6 < allowed.count, allowed[document >> 6] >> UInt64(document & 63) & 1 != 0
                    {
                        places.append(row)
                    }
                }
                if places.isEmpty { continue }
                if places.count == size { places.removeAll(keepingCapacity: true) }
            }
            body(start, size, places)
        }
    }

    /// Measures the candidates in floats, from the highest bound down, until no other can be among the nearest.
    private func measured(_ candidates: [Candidate], _ query: [Float], _ limit: Int) -> [Neighbour] {
        var best = LargestNumbers(limit: limit)
        var result: [Neighbour] = []
        for candidate in candidates.sorted(by: { $0.bound > $1.bound }) {
            guard candidate.bound >= best.least else { break }
            let vector = rows.floats + candidate.row * rows.dimension
            let cosine =
                souk_dot_floats(query, vector, rows.dimension) * rows.inverseLengths[candidate.row]
            guard cosine >= best.least else { continue }
            best.insert(cosine)
            result.append(
                Neighbour(document: rows.documents[candidate.row], cosine: min(max(cosine, -1), 1)))
        }
        return Array(result.sorted(by: Neighbour.precedes).prefix(limit))
    }
}
