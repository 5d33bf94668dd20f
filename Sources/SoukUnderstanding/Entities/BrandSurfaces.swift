import SoukAnalysis

/// The forms under which shoppers write one brand value of a catalogue.
package struct BrandSurfaces {
    /// The value as the catalogue has it, white space trimmed.
    package let canonical: String
    /// Folded forms, the fullest first; empty for values that name no brand.
    package let surfaces: [[UInt32]]

    package init(_ value: String) {
        canonical = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cleaned = Self.unescaped(canonical)
        var forms = [cleaned]
        let parts = cleaned.split(whereSeparator: { "（）()/｜|[]【】".contains($0) }).map(String.init)
        if parts.count > 1, parts.count <= 3 {
            let isBilingual = Set(parts.map { FoldedText($0).hasHan }).count == 2
            // Columbia (USA): the addition is no name of its own; 亿色(ESR): both are.
            forms += isBilingual ? parts : Array(parts.prefix(1))
        }
        var seen: Set<[UInt32]> = []
        surfaces = forms.flatMap(Self.variants).filter { Self.isName($0) && seen.insert($0).inserted }
    }

    /// `&amp;`, `®`, `™` and the like leave the name.
    private static func unescaped(_ value: String) -> String {
        guard value.contains("&") || value.contains(where: { "®™©".contains($0) }) else { return value }
        var result = value.filter { !"®™©".contains($0) }
        for (entity, text) in [
            ("&#xAE;", ""), ("&#x2122;", ""), ("&reg;", ""), ("&trade;", ""), ("&amp;", "&"), ("&#39;", "'"),
            ("&apos;", "'"),
        ] {
            while let range = result.firstRange(of: entity) { result.replaceSubrange(range, with: text) }
        }
        return result
    }

    /// The name itself; without its legal form; black & decker for black+decker.
    private static func variants(_ name: String) -> [[UInt32]] {
        let folded = FoldedText(name, maximumCount: 64)
        var list = [folded.scalars]
        let plain = folded.string(0..<folded.count)
        for suffix in [
            " inc.", " inc", " ltd.", " ltd", " llc", " co.", " corp.", " corporation", " gmbh", ".com",
        ] where plain.hasSuffix(suffix) {
            list.append(Array(plain.dropLast(suffix.count).unicodeScalars.map(\.value)))
        }
        return list
    }

    /// Single characters, numbers and words for the lack of a brand are no names.
    private static func isName(_ folded: [UInt32]) -> Bool {
        guard folded.count >= 2, folded.count <= 64 else { return false }
        guard folded.contains(where: { $0 >= 0x61 && $0 <= 0x7A || $0 > 0xBF }) else {
            return isNumberBrand(folded)
        }
        return !noBrand.contains(String(String.UnicodeScalarView(folded.compactMap(Unicode.Scalar.init))))
    }

    /// 360, 361: three digits can be a brand; the matcher asks for more evidence.
    private static func isNumberBrand(_ folded: [UInt32]) -> Bool {
        folded.count == 3 && folded.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static let noBrand: Set<String> = [
        "none", "no brand", "nobrand", "unbranded", "unknown", "generic", "other", "others", "n/a", "na",
        "null", "nil", "oem",
        "no name", "noname", "not applicable", "not specified", "various", "mixed", "misc", "brand",
        "default", "does not apply",
        "unbranded/generic", "其他", "其它", "无品牌", "无", "未知", "品牌", "其他品牌", "暂无", "没有品牌", "通用", "others brand",
    ]
}

extension FoldedText {
    var hasHan: Bool { kinds.contains(.han) }
}
