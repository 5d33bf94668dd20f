import SoukTestKit
import Testing

@testable import SoukAnalysis

@Suite("Light stems of English words")
struct EnglishStemTests {
    private func stem(_ word: String) -> String {
        var bytes = Array(word.utf8)
        let length = bytes.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { EnglishStem.stem($0, buffer.count) } ?? 0
        }
        return String(decoding: bytes[..<length], as: UTF8.self)
    }

    @Test(
        "Inflections of a word share a stem",
        arguments: [
            "shoe shoes", "box boxes", "watch watches", "dress dresses", "case cases", "phone phones",
            "battery batteries", "cookie cookies", "hoodie hoodies hoody", "tie ties", "run running runs",
            "charge charging charged", "stain stained", "dry dried", "plan planned planning",
            "plane planes", "bike bikes biking", "potato potatoes", "control controlled",
            "install installed installs", "rate rated", "enable enabled", "steamer steamers", "apple apples",
        ])
    func inflections(words: String) {
        let stems = Set(words.split(separator: " ").map { stem(String($0)) })
        #expect(stems.count == 1, "\(words): \(stems)")
    }

    @Test(
        "Words of other goods, and names, share none",
        arguments: [
            "canonical canon", "organizer organic organ", "universal university", "comforter comfort",
            "fitness fit", "levis levy", "plane plan", "case cash", "tape tap", "animation animal anime",
            "coloring color", "internal international", "vans van", "thermos thermo", "adidas adida",
        ])
    func others(words: String) {
        let all = words.split(separator: " ").map { stem(String($0)) }
        #expect(Set(all).count == all.count, "\(all)")
    }

    @Test("Known brands stay as they are; their plurals do not")
    func brands() {
        for brand in ["philips", "adidas", "hermes", "mercedes", "vans", "skechers", "apple", "bose", "gap"] {
            #expect(stem(brand) == brand)
        }
        #expect(stem("nikes") == "nike")
        #expect(stem("canons") == "canon")
    }

    @Test("A stem is a stem's own, and no longer than its word")
    func properties() {
        var random = SeededGenerator(orEnvironment: 8)
        let endings = ["s", "es", "ies", "ed", "ing", "ings", "e", "ie", "y", "ll", "ss", "eed", ""]
        for _ in 0..<20_000 {
            let letters = (0..<Int.random(in: 0..<8, using: &random)).map { _ in
                Character(Unicode.Scalar(UInt8.random(in: 97...122, using: &random)))
            }
            let word = String(letters) + (endings.randomElement(using: &random) ?? "")
            let found = stem(word)
            #expect(
                found.utf8.count <= word.utf8.count && (word.isEmpty || !found.isEmpty),
                "\(word) \(random.rerun)")
        }
    }
}
