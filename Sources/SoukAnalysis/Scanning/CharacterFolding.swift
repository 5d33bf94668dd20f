import CSoukICU

/// Folds one Unicode scalar to the form in which queries and lexicons are compared: lower case, half width,
/// without Latin diacritics, simplified Han.
///
/// One scalar in, one scalar out, so that places in folded text map to bytes of the original.
package enum CharacterFolding {
    package static func fold(_ scalar: UInt32) -> UInt32 {
        if scalar >= firstHan, scalar <= lastHan { return simplifiedForms[Int(scalar - firstHan)] }
        switch scalar {
        case 0x41...0x5A: return scalar + 32
        case 0x00...0x7E: return scalar
        case 0x3000, 0xA0, 0x2000...0x200A, 0x85, 0x2028, 0x2029: return 0x20
        // Signs of ownership behind a name: © ® ℠ ™.
        case 0xA9, 0xAE, 0x2120, 0x2122: return 0x20
        case 0xFF01...0xFF5E: return fold(scalar - 0xFEE0)
        case 0x2018, 0x2019, 0x02BC, 0x2032: return 0x27
        case 0x201C, 0x201D, 0x2033, 0x02DD: return 0x22
        case 0x2010...0x2015, 0x2212, 0x2500: return 0x2D
        case 0x301C, 0x223C: return 0x7E
        case 0xFFE5, 0xA5: return 0xA5
        case 0xFFE1: return 0xA3
        default: break
        }
        if scalar >= 0x3400 { return variant(scalar) }
        if scalar >= 0xC0, scalar < 0x250 { return latin(scalar) }
        if scalar >= 0x370, scalar < 0x530 { return lowercased(scalar) }
        return scalar
    }

    /// Whether the scalar only modifies the one before it (combining marks, joiners, variation selectors).
    package static func isMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF, 0x20D0...0x20FF, 0xE0100...0xE01EF: true
        default: false
        }
    }

    private static func lowercased(_ scalar: UInt32) -> UInt32 {
        guard let value = Unicode.Scalar(scalar) else { return scalar }
        let lower = value.properties.lowercaseMapping.unicodeScalars
        guard let first = lower.first, lower.count == 1 else { return scalar }
        return first.value
    }

    private static func latin(_ scalar: UInt32) -> UInt32 {
        let lower = lowercased(scalar)
        return bases[lower] ?? lower
    }

    private static let bases: [UInt32: UInt32] = {
        let groups: [(String, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
            ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"),
            ("r", "ŕŗř"), ("s", "śŝşš"), ("t", "ţťŧ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"),
            ("z", "źżž"),
        ]
        var map: [UInt32: UInt32] = [:]
        for (base, accented) in groups {
            guard let target = base.unicodeScalars.first else { continue }
            for scalar in accented.unicodeScalars { map[scalar.value] = target.value }
        }
        return map
    }()

    /// The usual simplified form of every character of the main Han block, by offset, as the analyzer folds it.
    static var simplifiedForms: UnsafePointer<UInt32> { table.simplified }

    private static let table = Table()

    /// Never freed: there is one.
    private final class Table: @unchecked Sendable {
        let simplified: UnsafePointer<UInt32>

        init() {
            let forms = UnsafeMutablePointer<UInt32>.allocate(capacity: Int(lastHan - firstHan) + 1)
            for scalar in firstHan...lastHan {
                forms[Int(scalar - firstHan)] = souk_icu_usual_han(scalar)
            }
            simplified = UnsafePointer(forms)
        }
    }

    /// Outside the main block; full-width forms were folded before.
    private static func variant(_ scalar: UInt32) -> UInt32 { souk_icu_usual_han(scalar) }

    static let firstHan: UInt32 = 0x4E00
    private static let lastHan: UInt32 = 0x9FFF
}
