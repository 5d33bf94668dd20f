import SoukAnalysis
import SoukEngine
import SoukTestKit
import SoukUnderstanding
import Testing

@testable import SoukRanking

@Suite struct QuantityReadingTests {
    private func concepts(_ text: String) throws -> [Concept] {
        ConceptBuilder(try Analyzer()).concepts(of: QueryUnderstanding().interpret(text))
    }

    private func terms(_ text: String) throws -> Set<[UInt8]> {
        Set(
            try concepts(text).flatMap(\.alternatives).compactMap {
                if case .term(let term) = $0.pattern, $0.origin == .quantity,
                    term.first == QuantityTerm.pointMark
                {
                    term
                } else {
                    nil
                }
            })
    }

    @Test("A quantity is one concept, whatever its writing")
    func oneConcept() throws {
        #expect(try concepts("大米 5 kg").map(\.text) == ["大米", "5 kg"])
        #expect(try concepts("大米3公斤").map(\.text) == ["大米", "3公斤"])
        #expect(try concepts("毛巾 3条装").map(\.text) == ["毛巾", "3条装"])
        for (a, b) in [
            ("大米5kg", "大米10斤"), ("可乐1500ml", "可乐 1.5L"), ("手机 256g", "手机256GB"), ("65瓦充电器", "65W 充电器"),
            ("三件套", "3件套"),
            ("毛巾 3条装", "毛巾3条"),
        ] {
            #expect(try !terms(a).isEmpty && terms(a) == terms(b), "\(a) \(b)")
        }
    }

    @Test("Other systems of units agree as far as their values are rounded")
    func tolerance() throws {
        let inches = try concepts("6.1英寸 手机")
        let span = inches.flatMap(\.alternatives).compactMap { alternative -> ([UInt8], [UInt8])? in
            if case .terms(let first, let last) = alternative.pattern { (first, last) } else { nil }
        }.first
        let (first, last) = try #require(span)
        let stated = try #require(try terms("15.5cm").first)
        #expect(!stated.lexicographicallyPrecedes(first) && !last.lexicographicallyPrecedes(stated))
        let other = try #require(try terms("16cm").first)
        #expect(last.lexicographicallyPrecedes(other))
    }

    @Test("Prices and models are no quantities")
    func noQuantities() throws {
        for text in ["手机 1k-2k", "iphone 15 pro", "rtx4060ti", "006R90321", "2000元以下的手机"] {
            #expect(try terms(text).isEmpty, "\(text)")
        }
        #expect(try !terms("1000w 吹风机").isEmpty)
    }

    @Test("A unit of one Han character does not leave the bare number")
    func noBareNumber() throws {
        let size = try #require(try concepts("20寸行李箱").first)
        #expect(size.text == "20寸")
        #expect(size.alternatives.allSatisfy { $0.pattern != .term(Array("20".utf8)) })
    }
}
