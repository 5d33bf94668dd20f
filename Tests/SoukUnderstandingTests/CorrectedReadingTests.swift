import Testing

@testable import SoukUnderstanding

@Suite struct CorrectedReadingTests {
    private let understanding = QueryUnderstanding(
        lexicon: CatalogueLexicon(
            brands: [("Huawei", 900), ("Roland", 50)],
            categories: [(["Electronics", "Laptop"], 400), (["Phone"], 700)]))

    private func read(_ text: String, _ corrections: [(Range<Int>, String, Double)]) -> Interpretation {
        var read = understanding.interpret(text)
        read.corrections = corrections.map {
            Correction(range: $0.0, replacement: $0.1, confidence: $0.2, kind: .typo)
        }
        return read.understood(as: understanding.interpret(read.correctedText ?? text))
    }

    @Test("A word is understood as what it surely stands for, where it stands in the text")
    func sure() throws {
        let both = read("red huawie phnoe cheap", [(4..<10, "huawei", 0.9999), (11..<16, "phone", 0.9999)])
        #expect(both.brand?.canonical == ["Huawei"] && both.brand?.range == 4..<10)
        #expect(both.brand?.surface == "huawie")
        #expect(both.category?.canonical == ["Phone"] && both.category?.range == 11..<16)
        #expect(both.text == "red huawie phnoe cheap")
        // What stands behind a longer or shorter correction keeps its place.
        let behind = read("lapto huawei", [(0..<5, "laptop", 0.9999)])
        #expect(behind.category?.range == 0..<5 && behind.brand?.range == 6..<12)
    }

    @Test("A correction that may be wrong, or names nothing known, changes nothing")
    func unsure() {
        let rolande = read("rolande recliner", [(0..<7, "roland", 0.9994)])
        #expect(rolande.brand?.canonical.isEmpty != false)
        var plain = understanding.interpret("xyzz recliner")
        plain.corrections = [Correction(range: 0..<4, replacement: "xyz", confidence: 1, kind: .typo)]
        #expect(plain.understood(as: understanding.interpret("xyz recliner")) == plain)
        let none = understanding.interpret("huawei phone")
        #expect(none.understood(as: none) == none)
    }
}
