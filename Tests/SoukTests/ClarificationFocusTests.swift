import Foundation
import Testing

@testable import Souk

/// Questions are about the goods that a query names, not about whatever holds its words.
@Suite struct ClarificationFocusTests {
    private func product(
        _ number: Int, _ title: String, brand: String = "", category: [String] = [], price: Decimal = 10,
        specs: [String: String] = [:]
    ) -> Phone {
        Phone(
            id: "p\(number)", title: title, brand: brand, category: category, price: price, stock: 1,
            sales: 1,
            specs: specs)
    }

    private func index(_ products: [Phone]) throws -> ProductIndex<Phone> {
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: products) }
        return index
    }

    private func question(_ query: String, _ index: ProductIndex<Phone>) throws -> Clarification? {
        let response = try index.search(SearchRequest<Phone>(query))
        for option in response.clarification?.options ?? [] {
            var request = SearchRequest<Phone>(query)
            let field = try #require(response.clarification?.field)
            request.selections = [FacetSelection(FieldName(field), [option.value])]
            #expect(try index.search(request).total == option.count, "\(query): \(option)")
        }
        return response.clarification
    }

    @Test("A result that only holds the words gets no question, one that names the goods does")
    func named() throws {
        let goods = ["blanket", "bread", "tote", "folio", "pants", "guitar", "picture", "carpet"]
        let brands = ["Acme", "Bolt", "Cora"]
        var products = (0..<40).map {
            product(
                $0, "shredder \(goods[$0 % goods.count])", brand: brands[$0 % 3], price: Decimal(10 + 7 * $0))
        }
        #expect(try question("shredder", index(products)) == nil)
        // 12 of 52 name it.
        products += (40..<52).map { product($0, "paper shredder", brand: brands[$0 % 3]) }
        #expect(try question("shredder", index(products))?.kind == .brand)
    }

    @Test("The goods choose the answers; each says what it leaves of all that was found")
    func chosen() throws {
        var products = (0..<24).map {
            product($0, "steel shredder \($0)", brand: ["Fellows", "Inland", "Royal"][$0 % 3])
        }
        products += (24..<60).map { product($0, "shredder blade \($0)", brand: "Mixwell") }
        products += (60..<64).map { product($0, "shredder oil \($0)", brand: "Royal") }
        let asked = try #require(try question("shredder", index(products)))
        #expect(asked.kind == .brand)
        #expect(asked.options.map(\.value) == ["Royal", "Fellows", "Inland"])
        #expect(asked.options.map(\.count) == [12, 8, 8])
    }

    @Test("Where the head names nothing another English word may, a Chinese word before another may not")
    func otherWord() throws {
        let brands = ["Acme", "Bolt", "Cora"]
        var products = (0..<30).map { product($0, "electric cooktop \($0)", brand: brands[$0 % 3]) }
        products += (30..<60).map {
            product($0, "华为手机 \($0) 送指环扣带", brand: brands[$0 % 3], category: ["手机"])
        }
        let index = try index(products)
        #expect(
            try question("cooktop electric", index)?.text
                == "Which brand of cooktop electric would you like?")
        #expect(try index.search("手机 扣").total == 30)
        #expect(try question("手机扣", index) == nil)
    }

    @Test("A last character that ends other names too is no name of the goods")
    func lastCharacter() throws {
        let products = (0..<30).map {
            product($0, "坚果 双火 手机", brand: ["锤子", "坚果", "小辣椒"][$0 % 3], price: Decimal(1000 + 90 * $0))
        }
        let index = try index(products)
        #expect(try question("手机", index) != nil)
        #expect(try index.search("火机").total == 30)
        #expect(try question("火机", index) == nil)
    }

    @Test("A brand alone is asked about, one that no product is of is not")
    func brand() throws {
        var products = (0..<30).map {
            product(
                $0, "Lumo item \($0)", brand: "Lumo", category: [["Lamps", "Chairs", "Desks"][$0 % 3]])
        }
        products += (30..<60).map {
            product(
                $0, "Narrow thing \($0)", brand: "Acme", category: [["Lamps", "Chairs", "Desks"][$0 % 3]])
        }
        let index = try index(products)
        let asked = try #require(try question("lumo", index))
        #expect(asked.kind == .category && asked.text == "Which kind of product do you mean by “lumo”?")
    }

    @Test("A model is asked for what it differs in, not its price; a size in the language of what is found")
    func modelsAndSizes() throws {
        let products = (0..<40).map {
            product(
                $0, "荣耀 V10 手机 16GB 第\($0)批", brand: "荣耀", category: ["手机", "智能手机"],
                price: Decimal(999 + 100 * $0), specs: ["颜色": ["黑色", "白色", "蓝色", "绿色"][$0 % 4]])
        }
        let index = try index(products)
        #expect(try question("v10", index)?.kind == .attribute)
        let size = try #require(try question("16gb", index))
        #expect(size.kind == .price && size.text == "请问您对“16gb”商品的价格范围有什么要求？")
        #expect(size.options.first?.label.hasSuffix("以下") == true)
    }

    @Test("Few prices make few bands, and prices that lie close together are not asked for")
    func bands() throws {
        func products(_ price: (Int) -> Decimal) -> [Phone] {
            (0..<13).map { product($0, "oak bench", brand: "Acme", price: price($0)) }
        }
        let wide = try #require(try question("bench", index(products { Decimal(40 * ($0 + 1)) })))
        // 13 prices: one band for each 3.
        #expect(wide.kind == .price && wide.options.count == 4)
        #expect(try question("bench", index(products { Decimal(100 + $0) })) == nil)
    }

    @Test(
        "The subject is said once, whole, and without signs around it",
        arguments: [
            ("gas ranges gas range", "Which brand of gas range would you like?"),
            ("gas ranges gas", "Which brand of gas ranges would you like?"),
            ("《棉被》", "请问您想要哪个品牌的棉被？"),
        ])
    func subject(query: String, text: String) throws {
        let brands = ["Acme", "Bolt", "Cora"]
        var products = (0..<30).map { product($0, "gas range", brand: brands[$0 % 3]) }
        products += (30..<60).map { product($0, "加厚棉被", brand: brands[$0 % 3]) }
        #expect(try question(query, index(products))?.text == text)
    }
}
