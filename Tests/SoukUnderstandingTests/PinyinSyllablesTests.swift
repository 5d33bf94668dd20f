import SoukAnalysis
import Testing

@testable import SoukUnderstanding

@Suite("Which Latin letters may be pinyin")
struct PinyinSyllablesTests {
    @Test("Every reading of every Han character has the shape of a syllable")
    func everyReading() throws {
        let pinyin = try Pinyin()
        var count = 0
        for scalar in UInt32(0x3400)...0x9FFF {
            for syllable in pinyin.syllables(of: scalar) {
                count += 1
                #expect(
                    PinyinSyllables.isSyllable(syllable),
                    "\(String(decoding: syllable, as: UTF8.self)) of U+\(String(scalar, radix: 16))")
            }
        }
        #expect(count > 20_000)
    }

    @Test("The table of pinyin is asked wherever it has an answer")
    func superset() throws {
        let names = ["华为", "手机", "女装", "绿豆糕", "儿童", "空气净化器", "昂跑", "欧莱雅", "银行"]
        let table = try PinyinTable(names.map { (name: $0, count: 3) })
        let pinyin = try Pinyin()
        for name in names {
            for spelling in pinyin.spellings(of: FoldedText(name).scalars) {
                let full = String(decoding: spelling.full, as: UTF8.self)
                let initials = String(decoding: spelling.initials, as: UTF8.self)
                for text in [full, "buy \(full) 5g", initials, "x9 \(initials)"] {
                    let folded = FoldedText(text)
                    if !table.matches(in: folded).isEmpty {
                        #expect(PinyinSyllables.mayStand(in: folded), "\(text)")
                    }
                }
            }
        }
        #expect(PinyinSyllables.mayStand(in: FoldedText("hua wei shou ji")))
    }

    @Test(
        "English words that no syllables spell",
        arguments: ["usb cable", "iphone", "wireless headphones", "black+decker", "3d x1", "手机", ""])
    func english(text: String) { #expect(!PinyinSyllables.mayStand(in: FoldedText(text))) }
}
