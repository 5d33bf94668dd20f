import SoukAnalysis

/// The form in which typed text and phrases are compared: folded, without what shoppers leave out.
///
/// Case, width, accents and traditional characters are folded; punctuation is a space, but for a point inside a word, and
/// apostrophes are left out; there is no space beside a Han character: `适用 iPhone` and `适用iphone` are one key.
struct SuggestionKey: Sendable, Equatable {
    private(set) var bytes: [UInt8] = []
    private var endsWithHan = false
    private var isSpacePending = false

    init() {}

    /// - Parameter keepsLastSpace: whether a space at the end counts: the word before it is complete then.
    init(_ text: String, keepsLastSpace: Bool = false) {
        let folded = FoldedText(text, maximumCount: Self.longestText)
        for place in 0..<folded.count {
            append(folded.scalar(at: place), folded.kind(at: place), folded, place)
        }
        let isOpen =
            folded.isTruncated || text.utf8.last.map { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A } ?? true
        if keepsLastSpace, !bytes.isEmpty, !endsWithHan, isSpacePending || !isOpen { bytes.append(0x20) }
        isSpacePending = false
    }

    /// Characters of a text that are read.
    static let longestText = 128

    private mutating func append(
        _ scalar: UInt32, _ kind: FoldedText.Kind, _ folded: FoldedText, _ place: Int
    ) {
        switch kind {
        case .letter, .digit, .han: append(scalar, isHan: kind == .han)
        case .space: isSpacePending = true
        case .other:
            if scalar == 0x27 { return }
            let isInside =
                folded.kind(at: place - 1) != .space && folded.kind(at: place + 1) != .space
            if scalar == 0x2E, isInside { append(scalar, isHan: false) } else { isSpacePending = true }
        }
    }

    private mutating func append(_ scalar: UInt32, isHan: Bool) {
        if isSpacePending, !bytes.isEmpty, !isHan, !endsWithHan { bytes.append(0x20) }
        isSpacePending = false
        endsWithHan = isHan
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
        } else if let scalar = Unicode.Scalar(scalar), let encoded = UTF8.encode(scalar) {
            bytes.append(contentsOf: encoded)
        }
    }

    /// Where the first scalars of `text` that make up this key end, in UTF-8 bytes of `text`; nil when it begins otherwise.
    func end(in text: String) -> Int? {
        let folded = FoldedText(text, maximumCount: Self.longestText)
        let wanted = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != " " }
        var place = 0
        for scalar in wanted {
            while place < folded.count, folded.scalar(at: place) != scalar.value {
                guard folded.kind(at: place) == .space || folded.kind(at: place) == .other else { return nil }
                place += 1
            }
            guard place < folded.count else { return nil }
            place += 1
        }
        return place == 0 ? nil : folded.byteRange(0..<place).upperBound
    }
}
