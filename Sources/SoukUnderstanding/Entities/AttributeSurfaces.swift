import SoukAnalysis

/// The words under which shoppers write one value of an attribute.
struct AttributeSurfaces {
    /// Folded forms; empty for values that are numbers, single characters or whole sentences.
    let surfaces: [[UInt32]]

    private static let longest = 32

    init(_ value: String) {
        let folded = FoldedText(value, maximumCount: Self.longest + 1).scalars
        let isWord = folded.contains { $0 >= 0x61 && $0 <= 0x7A || $0 > 0xBF }
        let isNumbered = folded.contains { $0 >= 0x30 && $0 <= 0x39 }
        surfaces = folded.count >= 2 && folded.count <= Self.longest && isWord && !isNumbered ? [folded] : []
    }
}
