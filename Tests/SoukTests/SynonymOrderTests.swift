import SoukTestKit
import Testing

@testable import Souk

/// A product that says the word itself stands before one that says its synonym, other things equal.
@Suite struct SynonymOrderTests {
    @Test(
        "A name that no dictionary holds stands before its other names, however often these are said",
        arguments: [
            ("双肩包", "背包"), ("自拍杆", "自拍棒"), ("手机套", "手机壳"), ("电饭煲", "电饭锅"), ("沐浴露", "沐浴乳"), ("太阳镜", "墨镜"),
            ("洗面奶", "洁面乳"),
        ])
    func cutNames(_ word: String, _ other: String) throws {
        for category in ["其他", other] {
            let products = [
                ("a", "\(other) 新款"), ("b", "\(word) 新款"), ("c", "\(other) \(other) 新款 \(other)"),
            ].map { id, title in
                Phone(
                    id: id, title: title, brand: "甲", category: ["全部", category], price: 10, stock: 1,
                    sales: 5,
                    specs: [:])
            }
            let index = try ProductIndex.inMemory(Phone.schema())
            try index.write { try $0.upsert(contentsOf: products) }
            let ids = try index.search(word).hits.map(\.product.id)
            #expect(ids.first == "b" && ids.count == 3, "\(word), category \(category): \(ids)")
        }
    }

    private static let pairs = [
        ("移动电话", "手机"), ("手机", "移动电话"), ("laptop", "notebook"), ("notebook", "laptop"), ("sofa", "couch"),
        ("笔电", "笔记本电脑"),
    ]

    @Test("In titles of one to nine words, whichever of the two names the category", arguments: pairs)
    func literalFirst(_ word: String, _ synonym: String) throws {
        let fillers = ["black", "15寸", "轻薄", "2023", "家用", "gift", "全新", "pro"]
        for category in [word, synonym, "其他"] {
            for count in 0...fillers.count {
                let rest = fillers.prefix(count).joined(separator: " ")
                let products = [("a", synonym), ("b", word)].map { id, name in
                    Phone(
                        id: id, title: "\(name) \(rest)", brand: "甲", category: ["全部", category], price: 10,
                        stock: 1, sales: 5, specs: [:])
                }
                let others = (0..<6).map { number in
                    Phone(
                        id: "c\(number)", title: "台灯 \(rest) \(number)", brand: "乙", category: ["灯具"],
                        price: 10,
                        stock: 1, sales: 5, specs: [:])
                }
                let index = try ProductIndex.inMemory(Phone.schema())
                try index.write { try $0.upsert(contentsOf: products + others) }
                var request = SearchRequest<Phone>(word)
                request.rules = try MerchandisingRules("rule r\nsynonym \(word), \(synonym)")
                let ids = try index.search(request).hits.map(\.product.id)
                #expect(
                    ids.prefix(2) == ["b", "a"], "\(word) in a title of \(count + 1), category \(category)")
            }
        }
    }
}
