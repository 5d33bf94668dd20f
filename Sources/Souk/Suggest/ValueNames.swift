import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// The values of a field, brands or categories, by the names that shoppers type, pinyin included.
struct ValueNames: Sendable {
    let field: Int?
    private let values: [String]
    private let keys: RankedKeys

    /// The brands under their surfaces: `三星（SAMSUNG）` is found as 三星, as samsung and as sanxing.
    static func brands(_ snapshot: IndexSnapshot, _ pinyin: SharedPinyin) -> ValueNames {
        ValueNames(snapshot, .brand, pinyin) { value in
            BrandSurfaces(value).surfaces.map {
                String(String.UnicodeScalarView($0.compactMap(Unicode.Scalar.init)))
            }
        }
    }

    /// The categories under the last part of their path.
    static func categories(_ snapshot: IndexSnapshot, _ pinyin: SharedPinyin) -> ValueNames {
        ValueNames(snapshot, .category, pinyin) { CategoryPath.split($0).suffix(1) }
    }

    private init(
        _ snapshot: IndexSnapshot, _ role: FieldRole, _ pinyin: SharedPinyin, _ names: (String) -> [String]
    ) {
        field = snapshot.schema.index(withRole: role)
        let counts = LexiconReader.counts(snapshot, role).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        values = counts.map(\.key)
        var builder = RankedKeys.Builder()
        for (number, (value, count)) in counts.enumerated() {
            var seen: Set<[UInt8]> = []
            for name in names(value) {
                var keys = [SuggestionKey(name).bytes]
                let folded = FoldedText(name)
                if folded.isHanOnly, folded.count >= 2, folded.count <= 6, let pinyin = pinyin.value {
                    keys += pinyin.spellings(of: folded.scalars).map(\.full)
                }
                for key in keys where !key.isEmpty && seen.insert(key).inserted {
                    builder.add(key, payload: UInt32(number), weight: Float(count))
                }
            }
        }
        keys = RankedKeys(builder)
    }

    /// Whether a value has this name.
    func holdsName(_ key: [UInt8]) -> Bool {
        let range = keys.range(withPrefix: key)
        return !range.isEmpty && keys.key(range.lowerBound).elementsEqual(key)
    }

    /// Values with a name that begins so, the commonest first.
    func values(withPrefix prefix: [UInt8], limit: Int) -> [String] {
        var found: [UInt32] = []
        keys.forEachHeaviest(in: keys.range(withPrefix: prefix)) { place, _ in
            let number = keys.payload(place)
            if !found.contains(number) { found.append(number) }
            return found.count < limit
        }
        return found.map { values[Int($0)] }
    }
}
