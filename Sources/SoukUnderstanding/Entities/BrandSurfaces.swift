import SoukAnalysis

/// The forms under which shoppers write one brand value of a catalogue.
package struct BrandSurfaces {
    /// The value as the catalogue has it, white space trimmed.
    package let canonical: String
    /// Folded forms, the fullest first; empty for values that name no brand.
    package let surfaces: [[UInt32]]

    package init(_ value: String) {
        canonical =
            Self.isTidy(value)
            ? value : value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cleaned = Self.unescaped(canonical)
        var forms = [cleaned]
        if Self.mayHaveParts(cleaned) {
            let parts = cleaned.unicodeScalars.split(whereSeparator: { Self.separators.contains($0) })
                .map { String($0) }
            if parts.count > 1, parts.count <= 3 {
                let isBilingual = Set(parts.map { FoldedText($0).hasHan }).count == 2
                // Columbia (USA): the addition is no name of its own; 亿色(ESR): both are.
                forms += isBilingual ? parts : Array(parts.prefix(1))
            }
        }
        var surfaces: [[UInt32]] = []
        for form in forms {
            // There are a few forms: a list is as good as a set.
            for name in Self.variants(form) where Self.isName(name) && !surfaces.contains(name) {
                surfaces.append(name)
            }
        }
        self.surfaces = surfaces
    }

    /// Whether a value is ASCII words one space apart, as most are.
    private static func isTidy(_ value: String) -> Bool {
        var isAfterSpace = true
        for byte in value.utf8 {
            guard byte > 0x20 || byte == 0x20 && !isAfterSpace, byte < 0x80 else { return false }
            isAfterSpace = byte == 0x20
        }
        return !isAfterSpace || value.isEmpty
    }

    private static let separators = Set("（）()/｜|[]【】".unicodeScalars)

    private static func mayHaveParts(_ value: String) -> Bool {
        value.utf8.contains { byte in
            byte >= 0x80 || byte == 0x28 || byte == 0x29 || byte == 0x2F || byte == 0x7C || byte == 0x5B
                || byte == 0x5D
        }
    }

    /// `&amp;`, `®`, `™` and the like leave the name.
    private static func unescaped(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x26 || $0 >= 0x80 }) else { return value }
        guard value.utf8.contains(0x26) || value.unicodeScalars.contains(where: { signs.contains($0) })
        else { return value }
        var result = value.filter { !"®™©".contains($0) }
        guard result.utf8.contains(0x3B) else { return result }
        for (entity, text) in [
            ("&#xAE;", ""), ("&#x2122;", ""), ("&reg;", ""), ("&trade;", ""), ("&amp;", "&"), ("&#39;", "'"),
            ("&apos;", "'"),
        ] {
            while let range = result.firstRange(of: entity) { result.replaceSubrange(range, with: text) }
        }
        return result
    }

    private static let signs = Set("®™©".unicodeScalars)

    /// The name itself; without its legal form; black & decker for black+decker.
    private static func variants(_ name: String) -> [[UInt32]] {
        let folded = FoldedText(name, maximumCount: 64).scalars
        var list = [folded]
        for suffix in legalForms where folded.count >= suffix.count {
            if folded.suffix(suffix.count).elementsEqual(suffix) {
                list.append(Array(folded.dropLast(suffix.count)))
            }
        }
        return list
    }

    private static let legalForms: [[UInt32]] = [
        " inc.", " inc", " ltd.", " ltd", " llc", " co.", " corp.", " corporation", " gmbh", ".com",
    ].map { $0.unicodeScalars.map(\.value) }

    /// Single characters, numbers and words for the lack of a brand are no names.
    private static func isName(_ folded: [UInt32]) -> Bool {
        guard folded.count >= 2, folded.count <= 64 else { return false }
        guard folded.contains(where: { $0 >= 0x61 && $0 <= 0x7A || $0 > 0xBF }) else {
            return isNumberBrand(folded)
        }
        return folded.count > longestNoBrand || !noBrand.contains(folded)
    }

    /// 360, 361: three digits can be a brand; the matcher asks for more evidence.
    private static func isNumberBrand(_ folded: [UInt32]) -> Bool {
        folded.count == 3 && folded.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static let longestNoBrand = noBrand.map(\.count).max() ?? 0
    private static let noBrand = Set(
        [
            "none", "no brand", "nobrand", "unbranded", "unknown", "generic", "other", "others", "n/a", "na",
            "null", "nil", "oem",
            "no name", "noname", "not applicable", "not specified", "various", "mixed", "misc", "brand",
            "default", "does not apply",
            "unbranded/generic", "其他", "其它", "无品牌", "无", "未知", "品牌", "其他品牌", "暂无", "没有品牌", "通用",
            "others brand",
        ].map { $0.unicodeScalars.map(\.value) })
}

extension FoldedText {
    var hasHan: Bool { kinds.contains(.han) }
}
