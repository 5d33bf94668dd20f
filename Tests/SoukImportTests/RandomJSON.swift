import Foundation

@testable import SoukImport

/// SplitMix64, so that a failing test can be run again from the seed it prints.
struct ImportGenerator: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64) {
        let given = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap {
            UInt64($0.replacingOccurrences(of: "0x", with: ""), radix: 16)
        }
        self.seed = given ?? seed
        state = self.seed
    }

    var rerun: String { "rerun with SOUK_SEED=0x" + String(seed, radix: 16) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Random JSON texts, written independently of ``JSONWriter``, with every escape and odd spacing.
struct RandomJSON {
    var generator: ImportGenerator

    mutating func object(depth: Int = 0) -> String {
        let names = Array(0..<Int.random(in: 0...6, using: &generator)).map { "k\($0)" + name() }
        let members = names.map { quoted($0) + space() + ":" + space() + value(depth: depth + 1) }
        return "{" + space() + members.joined(separator: space() + "," + space()) + space() + "}"
    }

    private mutating func name() -> String {
        ["", "价格", "b", " ", "\"", "\\", "é", "😀"].randomElement(using: &generator) ?? ""
    }

    private mutating func space() -> String {
        Int.random(in: 0..<4, using: &generator) > 0
            ? "" : [" ", "\t", "  ", "\r"].randomElement(using: &generator) ?? ""
    }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 4 ? 7 : 9), using: &generator) {
        case 0: return "null"
        case 1: return Bool.random(using: &generator) ? "true" : "false"
        case 2, 3: return number()
        case 4, 5, 6: return quoted(text())
        case 7: return object(depth: depth)
        default:
            let count = Int.random(in: 0...4, using: &generator)
            let elements = (0..<count).map { _ in value(depth: depth + 1) }
            return "[" + elements.joined(separator: "," + space()) + "]"
        }
    }

    private mutating func number() -> String {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: String(Int.random(in: -100...100, using: &generator))
        case 1: String(Int64.random(in: .min ... .max, using: &generator))
        case 2: String(Double.random(in: -1e6...1e6, using: &generator))
        case 3: String(Int.random(in: 0...99, using: &generator)) + ".50"
        default:
            "\(Int.random(in: 1...9, using: &generator))e\(Int.random(in: -300...300, using: &generator))"
        }
    }

    private mutating func text() -> String {
        let parts = [
            "华为", "手机", "a", "Z9", "\"", "\\", "/", "\n", "\t", "\u{1}", "é", "😀", "\u{FFFD}", "\u{0}", " ",
        ]
        return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            parts.randomElement(using: &generator) ?? ""
        }.joined()
    }

    private mutating func quoted(_ text: String) -> String {
        var result = "\""
        for unit in text.unicodeScalars {
            let mustEscape = unit.value < 0x20 || unit == "\"" || unit == "\\"
            guard mustEscape || Int.random(in: 0..<6, using: &generator) == 0 else {
                result.unicodeScalars.append(unit)
                continue
            }
            for half in String(unit).utf16 {
                let digits = String(half, radix: 16)
                let padded = String(repeating: "0", count: 4 - digits.count) + digits
                result += "\\u" + (Bool.random(using: &generator) ? padded.uppercased() : padded)
            }
        }
        return result + "\""
    }
}

extension JSONValue {
    /// What differs from the value that Foundation's parser found; nil when nothing does.
    func difference(from other: Any) -> String? {
        let isEqual: Bool
        switch self {
        case .null: isEqual = other is NSNull
        case .boolean(let boolean): isEqual = (other as? Bool) == boolean
        case .number(let number):
            // Foundation keeps long fractions as decimals, whose doubles may be off by their last bit.
            let value = (other as? NSNumber)?.doubleValue ?? .nan
            isEqual = Double(number.text) == number.value && abs(value - number.value) <= abs(value) * 1e-15
        // Compared by bytes: equal strings may differ in their normal form.
        case .string(let string): isEqual = (other as? String).map { Array($0.utf8) } == Array(string.utf8)
        case .array(let elements):
            guard let others = other as? [Any], others.count == elements.count else { return "an array" }
            return zip(elements, others).lazy.compactMap { $0.difference(from: $1) }.first
        case .object(let object):
            guard let others = other as? [String: Any], others.count == object.members.count else {
                return "an object"
            }
            return object.members.lazy.compactMap { member in
                others[member.name].map { member.value.difference(from: $0) } ?? "member \(member.name)"
            }.first
        }
        return isEqual ? nil : "\(self) and \(other)"
    }
}
