import Foundation
import SoukTestKit
import Testing

@testable import Souk

@Suite struct NumberUpdateTests {
    @Test("An updated number is in the next search's filters, order, facets, hits and in the reopened index")
    func visible() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        let index = try ProductIndex.open(at: url, schema: Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        let before = try index.search("智能手机")
        let learnt = try #require(index.current.withLock { $0 })
        try index.write { batch in
            let done = [
                try batch.update(id: "p2", \.price, to: 999), try batch.update(id: "p3", \.stock, to: 7),
                try batch.update(id: "gone", \.price, to: 1),
            ]
            #expect(done == [true, true, false])
        }
        let current = try #require(index.current.withLock { $0 })
        #expect(current.snapshot.segments.count == learnt.snapshot.segments.count)
        for index in [index, try ProductIndex.open(at: url, schema: Phone.schema())] {
            var request = SearchRequest<Phone>("智能手机")
            #expect(
                try index.search(request).hits.map(\.product.id).sorted()
                    == before.hits.map(\.product.id).sorted())
            request.sort = ("price", true)
            let sorted = try index.search(request)
            #expect(sorted.hits.first?.product.id == "p2")
            #expect(sorted.hits.first?.product.price == 999)
            #expect(try index.product(id: "p2")?.price == 999)
            request.filter = \Phone.price < 1000 && \Phone.stock > 0
            #expect(try index.search(request).hits.map(\.product.id) == ["p2"])
            request.filter = \Phone.stock >= 7
            #expect(
                try index.search(request).hits.contains { $0.product.id == "p3" && $0.product.stock == 7 })
        }
        #expect(throws: SearchError.self) {
            try index.write { try $0.update(id: "p1", \Phone.fake, to: 1) }
        }
    }

    @Test("Scores after updates are those of an index built with the new numbers", arguments: [3] as [UInt64])
    func signals(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        var phones = (0..<80).map { number -> Phone in
            var phone = Phone.catalogue[number % 5]
            phone = Phone(
                id: "q\(number)", title: phone.title, brand: phone.brand, category: phone.category,
                price: phone.price, stock: phone.stock, sales: number, specs: phone.specs)
            return phone
        }
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: phones) }
        for round in 0..<6 {
            _ = try index.search("华为手机")
            for place in phones.indices.shuffled(using: &random).prefix(20) {
                switch round % 3 {
                case 0: phones[place].sales = Int.random(in: 0..<5000, using: &random)
                case 1: phones[place].stock = Int.random(in: 0..<3, using: &random)
                default: phones[place].price = Decimal(Int.random(in: 10..<9000, using: &random))
                }
            }
            // By feed and by update in turn.
            if round < 3 {
                try index.write { try $0.upsert(contentsOf: phones) }
            } else {
                try index.write { batch in
                    for phone in phones {
                        try batch.update(id: phone.id, \.sales, to: phone.sales)
                        try batch.update(id: phone.id, \.stock, to: phone.stock)
                        try batch.update(id: phone.id, \.price, to: phone.price)
                    }
                }
            }
            #expect(index.current.withLock { $0?.snapshot.segments.count } == 1)
            let fresh = try ProductIndex.inMemory(Phone.schema())
            try fresh.write { try $0.upsert(contentsOf: phones) }
            for query in ["华为手机", "便宜的手机", "2000元以下的手机", ""] {
                var request = SearchRequest<Phone>(query)
                request.count = 80
                request.facets = [.priceBands(\.price), .terms(\.brand)]
                let (a, b) = (try index.search(request), try fresh.search(request))
                #expect(a.hits.map(\.product) == b.hits.map(\.product), "\(query) \(random.rerun)")
                #expect(a.hits.map(\.score) == b.hits.map(\.score), "\(query) \(random.rerun)")
                #expect(a.facets == b.facets)
            }
        }
    }
}

extension Phone {
    /// A number that the schema does not have.
    var fake: Int { 0 }
}
