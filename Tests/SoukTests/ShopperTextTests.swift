import Foundation
import Souk
import Testing

/// What shoppers type, in a shop of five products.
@Suite struct ShopperTextTests {
    private let index: ProductIndex<Phone>

    init() throws {
        index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
    }

    private func found(_ text: String) throws -> [String] {
        try index.search(text).hits.filter { $0.tier == 0 }.map(\.product.id)
    }

    @Test("A typing error is seen through where one product has the word")
    func typingErrors() throws {
        #expect(try found("iphnoe") == ["p5"])
        #expect(try found("aple iphone") == ["p5"])
        #expect(try index.search("iphnoe").interpretation.correctedText == "iphone")
    }

    @Test("A word is found where the one product that has it writes it apart, or in capitals of a model")
    func apart() throws {
        try index.write { batch in
            var phone = Phone.catalogue[0]
            phone.title = "Soft tooth brush for GalaxyS24Ultra C++"
            try batch.upsert(contentsOf: [phone])
        }
        let id = Phone.catalogue[0].id
        #expect(try found("toothbrush") == [id])
        #expect(try found("tooth brush") == [id])
        #expect(try found("galaxy s24 ultra") == [id])
        #expect(try found("c++") == [id])
        #expect(try found("c#") == [])
    }

    @Test("A series and its model are found written together")
    func gluedModels() throws {
        #expect(try found("iphone15pro") == ["p5"])
        #expect(try found("mate60pro") == ["p2"])
    }

    @Test("A quantity is excluded as a word is, a negative number is none")
    func excludedQuantities() throws {
        #expect(try found("手机 -256GB").contains("p5") == false)
        #expect(try found("iphone 256GB") == ["p5"])
    }

    @Test("An approximate price ranks what costs about as much first, and filters nothing")
    func softPrice() throws {
        try index.write { batch in
            for (place, price) in [199, 1_500, 2_900, 3_100, 7_999].enumerated() {
                var phone = Phone.catalogue[0]
                phone = Phone(
                    id: "soft\(place)", title: "Zeta 手机", brand: "Zeta", category: phone.category,
                    price: Decimal(price), stock: phone.stock, sales: phone.sales, specs: phone.specs)
                try batch.upsert(contentsOf: [phone])
            }
        }
        let hits = try index.search("zeta 手机 3000左右").hits
        #expect(Set(hits.prefix(2).map(\.product.id)) == ["soft2", "soft3"])
        #expect(try index.search("zeta 手机 3000左右").total == index.search("zeta 手机").total)
    }

    @Test("An emoji beside words is not asked for", arguments: ["手机📱", "手机 ☎", "📱 手机 ❤️"])
    func signsBesideWords(_ text: String) throws {
        #expect(try !found("手机").isEmpty)
        #expect(try found(text) == found("手机"))
    }

    @Test("An emoji alone is searched, punctuation alone asks for nothing")
    func signs() throws {
        try index.write { batch in
            var phone = Phone.catalogue[0]
            phone.title += " 🌈"
            try batch.upsert(contentsOf: [phone])
        }
        #expect(try found("🌈") == ["p1"])
        #expect(try index.search("？！").total == 0)
    }

    @Test("A number field takes the ranges of filters; a value that is no number is a word as any other")
    func numberFields() throws {
        #expect(try index.search("price:..100").hits.map(\.product.id) == ["p4"])
        #expect(try index.search("智能手机 price:3000..7000").total == 2)
        #expect(try index.search("price:7000..").hits.map(\.product.id) == ["p5"])
        #expect(try index.search("price:３９").hits.map(\.product.id) == ["p4"])
        #expect(try index.search("price:abc").total == 0)
        #expect(try index.search("price:\"5 OR brand=华为\"").total < index.search("").total)
        #expect(try index.search("sales:abc").total == 0)
    }

    @Test("A field of text is no filter: its name is a word as any other")
    func textFields() throws {
        let all = try index.search("").total
        #expect(try index.search("title:华为").total < all)
        #expect(try index.search("brand:华为").total == 2)
    }
}
