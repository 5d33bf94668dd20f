import Foundation

@testable import SoukAnalysis

/// Random text for properties. Printed seeds repeat a run: `SOUK_SEED=0x...`.
struct TextGenerator: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(_ fixedSeed: UInt64) {
        let text = ProcessInfo.processInfo.environment["SOUK_SEED"]?.replacing("0x", with: "") ?? ""
        seed = UInt64(text, radix: 16) ?? fixedSeed
        state = seed
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Says how to run a failed test again.
    var rerun: String { "SOUK_SEED=0x\(String(seed, radix: 16))" }

    static let pieces: [String] = [
        "a", "z", "Z", "Q", "é", "e\u{301}", "ﬁ", "ß", "İ", "Ł", "Å", "ǽ", "ё", "Ж", "й", "σ", "ς", "Ά", "0",
        "7", "９",
        "٣", "½", "①", "Ⅰ", "㎝", "㍿", "²", ".", ",", "'", "’", "-", "_", "@", ";", ":", " ", "\u{3000}",
        "\u{a0}", "\n",
        "\u{0}", "\u{200B}", "\u{200D}", "\u{FE0F}", "\u{AD}", "\u{FEFF}", "\u{301}", "\u{338}", "\u{3099}",
        "×", "·",
        "的", "华", "為", "手", "机", "機", "水", "面", "奶", "国", "國", "𠮷", "𪚥", "々", "〇", "カ", "ー", "ｶ", "ﾞ", "ひ",
        "한",
        "\u{1100}", "\u{1161}", "\u{11A8}", "ส", "วั", "က", "ש", "ع", "ह", "\u{94D}", "😀", "👍", "🏽", "❤", "🇨",
        "🇳", "1\u{FE0F}\u{20E3}",
        "\u{E000}", "\u{FFFD}", "\u{10FFFF}", "(", "）", "。", "iphone", "256GB", "women's", "手机",
    ]

    /// A text of up to `length` pieces, mostly of one kind in a row.
    mutating func text(upTo length: Int) -> String {
        var text = ""
        var center = Int.random(in: 0..<Self.pieces.count, using: &self)
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            if Int.random(in: 0..<4, using: &self) == 0 {
                center = Int.random(in: 0..<Self.pieces.count, using: &self)
            }
            let index = center + Int.random(in: -3...3, using: &self)
            text += Self.pieces[(index + Self.pieces.count) % Self.pieces.count]
        }
        return text
    }

    /// Any Unicode scalars.
    mutating func anyScalars(upTo length: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            let limit: UInt32 = Bool.random(using: &self) ? 0x3100 : 0x11_0000
            text.append(Unicode.Scalar(UInt32.random(in: 0..<limit, using: &self)) ?? " ")
        }
        return String(text)
    }
}

extension Analyzer {
    /// Tokens of bytes that need not be UTF-8.
    func tokens(bytes: [UInt8], mode: AnalysisMode) -> [AnalyzedToken] {
        var tokens: [AnalyzedToken] = []
        bytes.withUnsafeBufferPointer { buffer in
            _ = analyze(buffer, mode: mode) { tokens.append(AnalyzedToken($0)) }
        }
        return tokens
    }

    func atoms(_ text: String, mode: AnalysisMode = .index) -> Int {
        Array(text.utf8).withUnsafeBufferPointer { analyze($0, mode: mode) { _ in } }
    }

    func terms(_ text: String, _ mode: AnalysisMode = .index) -> [String] {
        tokens(text, mode: mode).map(\.term)
    }
}
