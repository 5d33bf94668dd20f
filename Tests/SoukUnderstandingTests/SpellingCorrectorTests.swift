import SoukTestKit
import Testing

@testable import SoukUnderstanding

@Suite struct SpellingCorrectorTests {
    private static let vocabulary = ListedVocabulary(
        [
            ("stainless steel sink", 200), ("kitchen faucet", 150), ("steel shelf", 120),
            ("exhaust fan kitchen", 40),
            ("waterproof lamp", 30), ("white silicone tube", 90), ("toothbrush electric", 60),
            ("tooth brush", 20),
            ("ceiling lamp", 80), ("sealing tube", 300), ("ceiling fan", 80), ("extension cord", 400),
            ("celebration cord", 4), ("acessory lamp", 4), ("accessory lamp", 90), ("grater bread", 40),
            ("grate lamp", 40), ("receptacle cover", 10), ("quarter", 40),
            ("round", 90),
            ("extention cord", 5), ("vitara cover", 4), ("cushion red", 2_000), ("ultima", 20),
            ("t shirt tshirt", 40),
            ("samsung 手机", 60), ("huawei p20 case", 5), ("iphone 15 pro max", 6), ("galaxy s24 ultra", 4),
        ],
        han: [
            ("华为", 50), ("手机", 200), ("洗衣液", 30), ("耳机", 80), ("蓝牙", 60), ("花", 40), ("银行", 9), ("时尚", 90),
            ("行李箱", 1), ("行礼", 1), ("绿茶", 12), ("乒乓球", 3), ("登山", 20), ("杖", 9), ("登山杖", 9),
        ])

    private let corrector = SpellingCorrector(Self.vocabulary)

    private func corrected(_ text: String) -> String? { corrected(text, corrector) }

    private func corrected(_ text: String, _ corrector: SpellingCorrector<ListedVocabulary>) -> String? {
        var interpretation = QueryUnderstanding().interpret(text)
        interpretation.corrections = corrector.corrections(of: interpretation)
        return interpretation.correctedText
    }

    @Test(
        "Words are corrected to those of the catalogue",
        arguments: [
            ("stainles steel sink", "stainless steel sink"), ("kitchen fuacet", "kitchen faucet"),
            ("Kitchen EXAUST fan", "Kitchen exhaust fan"), ("stainles stel", "stainless steel"),
            ("whitesilicone tube", "white silicone tube"), ("water proof lamp", "waterproof lamp"),
            ("celing fan", "ceiling fan"), ("acessory lamp", "accessory lamp"),
            ("ceiling fna", "ceiling fan"), ("reciptical cover", "receptacle cover"),
            ("extention cord", "extension cord"),
        ])
    func words(typed: String, meant: String) { #expect(corrected(typed) == meant) }

    @Test(
        "Names that the catalogue lacks stay",
        arguments: ["vitra洗衣液", "vitra手机", "altama", "altima", "xround", "bi fei ni tong", "tshirt"])
    func names(typed: String) { #expect(corrected(typed) == nil) }

    @Test("A mistyped word beside Han words is one that stands beside them, or an easy slip of a common one")
    func besideHan() {
        #expect(corrected("samsng手机") == "samsung手机")
        #expect(corrected("samsng洗衣液") == "samsung洗衣液")
        #expect(corrected("utilma洗衣液") == nil && corrected("graters洗衣液") == nil)
    }

    @Test(
        "Among products in Han characters an unknown Latin word is a name, but for easy errors in common words",
        arguments: [
            ("samsng", "samsung"), ("kitchne", "kitchen"), ("samsng手机", "samsung手机"),
            ("stainles sink", "stainless sink"),
            ("snamsung", nil), ("round花", nil), ("rounp", nil), ("rounp手机", nil),
            ("whitesilicone", "white silicone"), ("roundcord", nil), ("roundcord手机", nil),
        ] as [(String, String?)])
    func amongHan(typed: String, meant: String?) {
        var vocabulary = Self.vocabulary
        vocabulary.isHan = true
        #expect(corrected(typed, SpellingCorrector(vocabulary)) == meant)
    }

    @Test(
        "Words of trade stay whatever a shop lacks, and where most words are missing only easy errors are mended",
        arguments: [
            ("boots", nil), ("phone case", nil), ("chanel", nil), ("wunch software", nil),
            ("iphnoe", "iphone"), ("sofware", "software"), ("vitamn boost", "vitamin boost"),
            ("shocs", "shocks"),
        ] as [(String, String?)])
    func smallShop(typed: String, meant: String?) {
        var vocabulary = ListedVocabulary([
            ("vitamin boost", 20), ("iphone cast", 9), ("punch software", 12), ("channel", 30),
            ("shock absorber shocks", 8),
        ])
        vocabulary.knowsFewWords = true
        #expect(corrected(typed, SpellingCorrector(vocabulary)) == meant)
    }

    @Test(
        "Series and models that are written together are cut into words that stand together",
        arguments: [
            ("huaweip20", "huawei p20"), ("iphone15promax", "iphone 15 pro max"),
            ("galaxys24ultra case", "galaxy s24 ultra"),
        ])
    func gluedModels(typed: String, apart: String) {
        let variants = corrector.variants(of: QueryUnderstanding().interpret(typed))
        #expect(variants.map(\.replacement) == [apart])
        #expect(corrected(typed) == nil)
    }

    @Test(
        "Codes that the catalogue has no words for stay whole",
        arguments: [
            "abc123x", "huaweix99", "iphones24", "006r90321", "steel304", "p20", "rtx-4060ti",
            "\"huaweip20\"",
        ])
    func codes(typed: String) {
        #expect(corrector.variants(of: QueryUnderstanding().interpret(typed)).isEmpty)
    }

    @Test(
        "Words run together are parted, with an error in one of them or a letter that they share",
        arguments: [
            ("quarteround", "quarter round"), ("quarterruond", "quarter round"),
            ("kitchenfauset", "kitchen faucet"),
            ("stainlesssink", "stainless sink"), ("stainlessink", "stainless sink"),
            ("celingfan", "ceiling fan"),
        ])
    func splits(typed: String, meant: String) { #expect(corrected(typed) == meant) }

    @Test("Of candidates equally near, the one that stands with the other words wins")
    func context() {
        #expect(corrected("grat lamp") == "grate lamp")
        #expect(corrected("gratr bread") == "grater bread")
    }

    @Test(
        "Left alone: what the catalogue holds, codes, short words, quoted and excluded text",
        arguments: [
            "stainless steel sink", "steel", "sealing fan", "stel-2040", "st33l sink", "RTX4060", "tub",
            "fna",
            "\"stainles steel\"", "sink -stel", "qwrtplk", "", "拾裳", "大马", "2000元以下 stainless",
        ])
    func unchanged(text: String) { #expect(corrected(text) == nil) }

    @Test("A correction names its bytes, so that it can be undone")
    func ranges() {
        let interpretation = QueryUnderstanding().interpret("手机 kitchen fuacet")
        let corrections = corrector.corrections(of: interpretation)
        #expect(corrections.map { interpretation.surface($0.range) } == ["fuacet"])
        #expect(corrections.map(\.kind) == [.typo])
        #expect(corrections.allSatisfy { $0.confidence > 0.5 && $0.confidence <= 1 })
    }

    @Test(
        "Han characters of the same sound, where the word is missing",
        arguments: [("花为手机", "华为手机"), ("洗衣夜", "洗衣液"), ("蓝牙耳积", "蓝牙耳机"), ("银航", "银行"), ("行礼箱", "行李箱")])
    func homophones(typed: String, meant: String) { #expect(corrected(typed) == meant) }

    @Test(
        "Han characters of the same shape, where the word is missing",
        arguments: [("绿荼", "绿茶"), ("兵乓球", "乒乓球"), ("登山仗", "登山杖"), ("篮牙耳机", "蓝牙耳机")])
    func lookAlikes(typed: String, meant: String) {
        #expect(corrected(typed) == meant)
        #expect(corrected("\"\(typed)\"") == nil && corrected("手机 -\(typed)") == nil)
    }

    @Test("Han words that the catalogue holds stay", arguments: ["华为手机", "花", "蓝牙耳机", "手机洗衣液", "\"花为\""])
    func hanUnchanged(text: String) { #expect(corrected(text) == nil) }

    @Test("Compounds that are written both ways are variants, not errors")
    func variants() {
        let interpretation = QueryUnderstanding().interpret("tooth brush")
        #expect(corrector.corrections(of: interpretation).isEmpty)
        #expect(corrector.variants(of: interpretation).map(\.replacement) == ["toothbrush"])
        let joined = QueryUnderstanding().interpret("toothbrush electric")
        #expect(corrector.variants(of: joined).map(\.replacement) == ["tooth brush"])
    }

    @Test("Codes, digits and frequent words never change, whatever stands beside them", arguments: 1...20)
    func properties(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let frequent = ["stainless", "steel", "kitchen", "faucet", "tube", "cord", "sealing"]
        let letters = Array("abcdefghiklmnoprstuwy")
        for _ in 0..<50 {
            var words: [String] = []
            var kept: Set<String> = []
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                var word = String(
                    (0..<Int.random(in: 1...9, using: &random)).map { _ in
                        letters.randomElement(using: &random) ?? "a"
                    })
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    word = frequent.randomElement(using: &random) ?? ""
                    kept.insert(word)
                case 1:
                    word.insert(
                        "7",
                        at: word.index(
                            word.startIndex, offsetBy: Int.random(in: 0...word.count, using: &random)))
                    kept.insert(word)
                case 2:
                    word = frequent.randomElement(using: &random) ?? ""
                    word.remove(
                        at: word.index(
                            word.startIndex, offsetBy: Int.random(in: 0..<word.count, using: &random)))
                default: break
                }
                words.append(word)
            }
            let text = words.joined(separator: " ")
            let interpretation = QueryUnderstanding().interpret(text)
            var end = 0
            for correction in corrector.corrections(of: interpretation) {
                let surface = interpretation.surface(correction.range)
                #expect(correction.range.lowerBound >= end, "\(text) \(random.rerun)")
                end = correction.range.upperBound
                #expect(!surface.contains("7"), "\(text) \(random.rerun)")
                #expect(!kept.contains(surface), "\(text): \(surface) \(random.rerun)")
                #expect(correction.replacement != surface, "\(text) \(random.rerun)")
            }
        }
    }
}

@Suite struct TypingErrorsTests {
    private func cost(_ typed: String, _ meant: String) -> Double {
        TypingErrors.cost(typed: Array(typed.utf8), meant: Array(meant.utf8))
    }

    @Test(
        "The likelier error costs less",
        arguments: [
            (("acessories", "accessories"), ("accesories", "accesorie")),
            (("shelf", "shelf"), ("shelg", "shelf")),
            (("elctric", "electric"), ("eletric", "electric")),
            (("kitchin", "kitchen"), ("kitchpn", "kitchen")),
            (("ligth", "light"), ("ligqt", "light")), (("lampp", "lamp"), ("lampz", "lamp")),
            (("lighy", "light"), ("lighq", "light")), (("lght", "light"), ("ight", "light")),
            (("fridgdare", "frigidaire"), ("frixgoare", "frigidaire")),
        ])
    func order(likely: (String, String), unlikely: (String, String)) {
        #expect(cost(likely.0, likely.1) < cost(unlikely.0, unlikely.1))
    }

    @Test("Words of any length have a cost")
    func lengths() {
        #expect(cost("", "a").isFinite)
        #expect(cost("", "") == 0)
        #expect(cost(String(repeating: "a", count: 41), "a") == .infinity)
    }

    @Test(
        "Words that sound alike have one key",
        arguments: [
            ("fridgdare", "frigidaire"), ("exaust", "exhaust"), ("phone", "fone"), ("knife", "nife"),
            ("racket", "raket"),
            ("receptical", "receptacle"), ("assesories", "asesories"),
        ])
    func sounds(a: String, b: String) {
        #expect(SoundKey(Array(a.utf8)) == SoundKey(Array(b.utf8)))
        #expect(SoundKey(Array(a.utf8)) != SoundKey(Array("lamp".utf8)))
    }
}
