import Testing

@testable import SoukCommand
@testable import SoukConsole

@Suite("The souk tool: pages for people")
struct PageTextTests {
    private let shop = ToolShop()

    @Test("What holds every word is not called related, though other goods stand lower; what gave one up is")
    func related() throws {
        defer { shop.remove() }
        let rows = [
            #"{"id":"w","title":"Apple Watch Series 9","brand":"Apple","category":"Electronics > Watches","price":399}"#,
            #"{"id":"c","title":"Apple Watch Cleaner","brand":"Nomad","category":"Electronics > Accessories","price":9}"#,
            #"{"id":"g","title":"Garmin Watch","brand":"Garmin","category":"Electronics > Watches","price":199}"#,
        ]
        let index = shop.path("index")
        #expect(shop.souk("index", index, try shop.write("p.jsonl", rows)).status == .success)
        let lines = shop.souk("search", index, "apple watch").lines
        func line(_ title: String) throws -> Substring {
            try #require(lines.first { $0.contains(title) }, "\(lines)")
        }
        #expect(try !line("Apple Watch Series 9").contains("(related)"))
        #expect(try !line("Apple Watch Cleaner").contains("(related)"))
        #expect(try line("Garmin Watch").contains("(related)"))
        let places = ["Series 9", "Cleaner"].map { title in lines.firstIndex { $0.contains(title) } ?? 99 }
        #expect(places[0] < places[1])
    }
}
