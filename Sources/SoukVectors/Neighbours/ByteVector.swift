/// A direction in signed bytes: component i is `scale` · `codes[i]`, off by a vector of length `error`.
///
/// One scale for a vector, so that its largest component is ±127: the error of a vector of a hundred or more components is
/// about a hundredth of its length.
package struct ByteVector: Sendable, Equatable {
    package var codes: [Int8]
    package var scale: Float
    /// Length of what was rounded away, rounded up.
    package var error: Float

    /// - Parameter direction: a vector of length 1; of length 0 for none.
    package init(_ direction: [Float]) {
        let largest = direction.reduce(0) { max($0, abs($1)) }
        guard largest > 0, largest.isFinite else {
            (codes, scale, error) = ([Int8](repeating: 0, count: direction.count), 0, 0)
            return
        }
        let scale = largest / 127
        var codes = [Int8](repeating: 0, count: direction.count)
        var squares = 0.0
        for (index, value) in direction.enumerated() {
            let code = min(max((value / scale).rounded(), -127), 127)
            codes[index] = Int8(code)
            let rest = Double(value) - Double(scale) * Double(code)
            squares += rest * rest
        }
        (self.codes, self.scale) = (codes, scale)
        // The error of these sums is far below a millionth of the vector's length.
        error = Float(squares.squareRoot()) * 1.000_01 + 1e-6
    }
}
