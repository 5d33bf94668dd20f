import SoukAnalysis

/// Names of one brand in Han and in Latin letters, as bilingual values of the brand field join them: `三星（SAMSUNG）`,
/// `CHANDO/自然堂`; and of a brand with a hyphen its other writings (`SK-II`, `sk ii`, `skii`).
package enum BrandAliases {
    /// What a product earns that names the brand in the other script.
    static let weight = 0.9

    /// - Parameter brands: values of the brand field.
    package static func table(_ brands: some Sequence<String>) -> AliasTable {
        var entries: [(name: String, alias: Alias)] = []
        for value in brands where mayHaveOthers(value) {
            let names = BrandSurfaces(value).surfaces.map { scalars in
                String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
            }
            let han = names.filter { FoldedText($0).isHanOnly }
            let latin = names.filter { !FoldedText($0).hasHan }
            for name in latin {
                let forms = [name] + HyphenatedName.forms(name)
                for form in forms {
                    for other in forms where other != form {
                        entries.append((form, Alias(other, weight: weight, origin: .brand)))
                    }
                }
            }
            // The whole value holds both; a name in one script only has no other.
            for name in han {
                for other in latin {
                    entries.append((name, Alias(other, weight: weight, origin: .brand)))
                    entries.append((other, Alias(name, weight: weight, origin: .brand)))
                }
            }
        }
        return AliasTable(entries)
    }

    /// Whether a value holds a character beyond Latin letters (the bytes of Han characters begin at E3, and F0), or a hyphen.
    private static func mayHaveOthers(_ value: String) -> Bool {
        value.utf8.contains { $0 >= 0xE2 || $0 == UInt8(ascii: "-") }
    }
}

extension FoldedText {
    package var isHanOnly: Bool { count > 0 && kinds.allSatisfy { $0 == .han } }
}
