import Foundation
import SoukEngine
import SoukTestKit
import Testing

@testable import Souk

@Suite struct ClarificationTests {
    @Test(
        "Answers leave what they say, are not asked for again, and the same dialogue is the same search",
        arguments: [9] as [UInt64])
    func dialogue(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let (index, goods) = try PageGoods.index(count: 400, &random)
        var asked = 0
        for (query, filters) in [
            ("amber", []), ("basil amber", []), ("", []), ("", ["price < 299"]), ("", ["stock > 1"]),
        ] {
            var dialogue = Dialogue<PageGoods>(query)
            var fields: Set<String> = []
            while true {
                var request = dialogue.request
                request.profile.match = .all
                request.filters = filters
                let response = try index.search(request)
                guard let question = response.clarification else { break }
                asked += 1
                #expect(fields.insert(question.field).inserted, "\(question)")
                #expect(response.total > 10 && question.options.count > 1 && question.gain > 0.8)
                for option in question.options {
                    var next = dialogue
                    next.answer(question, with: option)
                    var narrowed = next.request
                    narrowed.profile.match = .all
                    narrowed.filters = filters
                    #expect(try index.search(narrowed).total == option.count, "\(option) \(random.rerun)")
                    #expect(
                        try index.search(narrowed).hits.map(\.product)
                            == index.search(narrowed).hits.map(\.product))
                }
                let isMinded = Bool.random(using: &random)
                dialogue.answer(question, with: isMinded ? question.options[0] : nil)
                let copy = try JSONDecoder().decode(
                    Dialogue<PageGoods>.self, from: JSONEncoder().encode(dialogue))
                #expect(copy == dialogue)
            }
            #expect(dialogue.answers.count == fields.count)
        }
        #expect(asked > 6)
        #expect(goods.count > 100)
    }

    /// Another way to the gain: the entropy before the answer less that expected after it, when all products are as likely.
    @Test("The gain is what an answer takes from the uncertainty", arguments: 0..<30 as Range<UInt64>)
    func gain(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let counts = (0..<Int.random(in: 2...12, using: &random)).map { _ in
            Int.random(in: 1...40, using: &random)
        }
        .sorted(by: >)
        let total = counts.reduce(0, +)
        let choice = ClarificationChoice(
            kind: .brand, field: "brand",
            answers: counts.enumerated().map { .init(label: "\($0)", value: "\($0)", count: $1) },
            total: total,
            covered: total)
        let first = counts.prefix(ClarificationChoice.mostAnswers)
        // An answer that hardly a product has is not shown.
        var groups = first.filter { $0 > 1 && Double($0) >= 0.05 * Double(first.reduce(0, +)) }
        groups.append(total - groups.reduce(0, +))
        let after = groups.reduce(0.0) { sum, count in
            count > 0 ? sum + Double(count) / Double(total) * log2(Double(count)) : sum
        }
        #expect(abs(choice.gain - (log2(Double(total)) - after)) < 1e-9, "\(random.rerun)")
    }

    @Test("What the query, a filter or an answer says is not asked; small results need no question")
    func settled() throws {
        var phones: [Phone] = []
        for number in 0..<60 {
            phones.append(
                Phone(
                    id: "p\(number)", title: "\(["华为", "小米"][number % 2]) 手机 \(number)",
                    brand: ["华为", "小米"][number % 2], category: ["手机", "智能手机"],
                    price: Decimal(999 + number * 100), stock: 1, sales: 1,
                    specs: ["颜色": ["黑色", "白色", "蓝色", "绿色"][number / 2 % 4]]))
        }
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: phones) }
        func question(_ query: String, _ change: (inout SearchRequest<Phone>) -> Void = { _ in }) throws
            -> Clarification?
        {
            var request = SearchRequest<Phone>(query)
            change(&request)
            return try index.search(request).clarification
        }
        let first = try #require(try question("手机"))
        #expect(first.kind == .price && first.text == "请问您对手机的价格范围有什么要求？")
        #expect(first.options.map(\.count).reduce(0, +) == 60)
        #expect(try question("5000元以下的手机")?.kind != .price)
        #expect(try question("手机") { $0.filters = ["price < 5000"] }?.kind != .price)
        #expect(try question("手机") { $0.selections = [FacetSelection(\.price, [])] }?.kind == .attribute)
        #expect(try question("华为手机")?.kind != .brand)
        #expect(try question("手机") { $0.clarifies = false } == nil)
        #expect(try question("手机 17") == nil || (try index.search("手机 17").total) > 10)
    }
}
