import Foundation
import Souk
import SoukTestKit
import Testing

@Suite struct SuggestTests {
    private func index(_ phones: [Phone] = Phone.catalogue) throws -> ProductIndex<Phone> {
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: phones) }
        return index
    }

    private func texts(_ typed: String) throws -> [String] {
        try index().suggest(typed).filter { $0.kind == .query }.map(\.text)
    }

    @Test("The last word is completed: Han, pinyin, first letters, mixed")
    func completions() throws {
        #expect(try texts("智能").contains("智能手机"))
        #expect(try texts("iph").first?.hasPrefix("iphone") == true)
        #expect(try texts("apple ip").contains("apple iphone"))
        #expect(try texts("huaw").contains("华为"))
        #expect(try texts("zhinengs").contains("智能手机"))
        #expect(try texts("znsj").contains("智能手机"))
        #expect(try texts("华为m").contains { $0.hasPrefix("华为") && $0.contains("mate") })
        #expect(try texts("xyzzy").isEmpty && texts("").isEmpty && texts("  ").isEmpty)
    }

    @Test("A typing error in the last word is forgiven where nothing begins as typed")
    func typingErrors() throws {
        #expect(try texts("iphnoe").first?.hasPrefix("iphone") == true)
        #expect(try texts("apple iphine").contains("apple iphone"))
        #expect(try texts("mat").allSatisfy { $0.contains("mat") })
    }

    @Test("Brands and categories have a scope, products their key")
    func kinds() throws {
        let index = try index()
        let brand = try #require(try index.suggest("华为").first { $0.kind == .brand })
        #expect(brand.scope["brand"] == "华为" && brand.count == 2 && brand.highlights == [0..<6])
        let category = try #require(try index.suggest("智能手").first { $0.kind == .category })
        #expect(category.scope["category"] == "手机 > 智能手机")
        #expect(try index.suggest("p2").first?.id == "p2")
        #expect(try index.suggest("适用华为Mate60").first { $0.kind == .product }?.id == "p4")
        #expect(try index.suggest("华为", count: 0).isEmpty && index.suggest("华为", count: -1).isEmpty)
        #expect(try index.suggest("华为", count: 1).count == 1)
        // More products begin so than suggestions are wanted.
        for count in 1...3 { #expect(try index.suggest("华为 ", count: count).count == count) }
        var pair = Phone.catalogue[1]
        pair = Phone(
            id: "p6", title: pair.title, brand: pair.brand, category: pair.category, price: pair.price,
            stock: 1, sales: 1, specs: [:])
        try index.write { try $0.upsert(pair) }
        #expect(try index.suggest("华为 Mate 60 Pro", count: 1).map(\.kind) == [.product])
    }

    @Test("A query of several brands is suggested with each as a filter; nothing is suggested twice")
    func filters() throws {
        let index = try index()
        let found = try index.suggest("智能手")
        let filters = found.filter { $0.kind == .filter }
        #expect(filters.first?.scope == ["brand": "华为"] && filters.first?.count == 2)
        #expect(filters.first?.filters.count == 1 && filters.first?.text.contains("智能手机") == true)
        for (place, suggestion) in found.enumerated() {
            #expect(
                !found[..<place].contains { $0.text == suggestion.text && $0.filters == suggestion.filters })
        }
    }

    @Test("An index without products suggests nothing; a new commit is seen")
    func commits() throws {
        let index = try ProductIndex.inMemory(Phone.schema())
        #expect(try index.suggest("华为").isEmpty)
        try index.write { _ in }
        #expect(try index.suggest("华为").isEmpty)
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        #expect(try !index.suggest("华为").isEmpty)
        try index.write { batch in for phone in Phone.catalogue { batch.delete(id: phone.id) } }
        #expect(try index.suggest("华为").isEmpty)
    }

    @Test(
        "What is counted under a price follows prices that change in place; how many are shown changes no count"
    )
    func changingPrices() throws {
        let index = try index()
        func count() throws -> Int {
            try index.suggest("5000元以下的智能手").first { $0.kind == .query }?.count ?? 0
        }
        let before = try count()
        try index.write { batch in _ = try batch.update(id: "p2", \.price, to: 999) }
        #expect(try before > 0 && count() == before + 1)
        for typed in ["智", "智能", "华为", "m", "iph", "ma"] {
            let all = try index.suggest(typed, count: 10)
            for shown in 1...10 {
                let few = try index.suggest(typed, count: shown)
                #expect(few.count == min(shown, all.count) && few.first == all.first)
            }
        }
    }

    private static let words = [
        "华为", "小米", "手机", "智能手机", "手机壳", "防摔", "mate", "pro", "apple", "iphone", "256GB", "case", "cases",
        "the", "官方",
        "旗舰店", "包邮", "red", "-", ",", "Wi-Fi", "x3000",
    ]

    private func randomPhones(_ count: Int, _ random: inout SeededGenerator) -> [Phone] {
        (0..<count).map { number in
            var phone = Phone.catalogue[number % Phone.catalogue.count]
            let title = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                Self.words.randomElement(using: &random) ?? ""
            }
            phone = Phone(
                id: "q\(number)", title: title.joined(separator: Bool.random(using: &random) ? " " : ""),
                brand: phone.brand, category: phone.category, price: phone.price, stock: phone.stock,
                sales: Int.random(in: 0...100, using: &random), specs: [:])
            return phone
        }
    }

    @Test("Every suggestion finds the products that it counts", arguments: TestTier.seeds(3))
    func everySuggestionFinds(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try index(randomPhones(80, &random))
        for _ in 0..<40 {
            let whole = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Self.words.randomElement(using: &random) ?? ""
            }.joined(separator: Bool.random(using: &random) ? " " : "")
            let typed = String(whole.prefix(Int.random(in: 1...max(1, whole.count), using: &random)))
            for suggestion in try index.suggest(typed) {
                let note: Comment = "'\(typed)' → \(suggestion), \(random.rerun)"
                if suggestion.kind == .product {
                    #expect(try index.product(id: suggestion.id ?? "") != nil, note)
                    continue
                }
                var request = SearchRequest<Phone>(suggestion.text)
                request.filters = suggestion.filters
                request.count = 1_000
                #expect(try index.search(request).hits.first?.tier == 0, note)
                request.correctsSpelling = false
                let full = try index.search(request).hits.filter { $0.tier == 0 }
                #expect(full.count == suggestion.count, note)
                #expect(
                    suggestion.highlights.allSatisfy { $0.upperBound <= suggestion.text.utf8.count }, note)
            }
        }
    }

    @Test("No text makes it throw", arguments: TestTier.seeds(3))
    func anyText(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try index(randomPhones(40, &random))
        let pieces =
            Self.words + [
                " ", "\u{0}", "\u{301}", "🌈", "\"", "(", "ﬁ", "İ", "ｉｐ", "華", "\u{2028}", "%", "ب", "-手",
            ]
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            #expect(throws: Never.self, "'\(text)', \(random.rerun)") {
                _ = try index.suggest(text, count: 5)
            }
        }
        #expect(try index.suggest(String(repeating: "华为 mate ", count: 10_000)).count <= 10)
    }
}

/// Suggestions beside those of a brute-force count over the titles.
@Suite struct SuggestOracleTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
    }

    private static let words = ["bapor", "bamil", "bovek", "dakun", "dasik", "dolem", "zuvat", "zarol"]

    private struct Candidate {
        var words: [String]
        var count: Int
        var text: String { words.joined(separator: " ") }
    }

    /// Every run of one to three different words, with the titles that hold it.
    private func runs(_ titles: [[String]]) -> [[String]: Int] {
        var counts: [[String]: Int] = [:]
        for title in titles {
            var found: Set<[String]> = []
            for start in title.indices {
                for length in 1...3 where start + length <= title.count {
                    found.insert(Array(title[start..<start + length]))
                }
            }
            for run in found { counts[run, default: 0] += 1 }
        }
        return counts
    }

    private func expected(_ head: String?, _ tail: String, _ titles: [[String]]) -> [String] {
        let counts = runs(titles)
        var candidates: [Candidate] = []
        for (run, count) in counts where Set(run).count == run.count {
            let isIncomplete = counts.contains { longer, number in
                longer.count == run.count + 1 && longer.starts(with: run) && number >= 5
                    && Double(number) >= 0.8 * Double(count)
            }
            let typed = [head, tail].compactMap { $0 }.joined(separator: " ")
            let text = run.joined(separator: " ")
            if text.hasPrefix(typed), !isIncomplete { candidates.append(Candidate(words: run, count: count)) }
        }
        if let head {
            var beside: [[String]: Int] = [:]
            for title in titles where title.contains(head) {
                var found: Set<[String]> = []
                for start in title.indices where title[start] != head && title[start].hasPrefix(tail) {
                    found.insert([title[start]])
                    if start + 1 < title.count, title[start + 1] != head, title[start + 1] != title[start] {
                        found.insert([title[start], title[start + 1]])
                    }
                }
                for run in found { beside[run, default: 0] += 1 }
            }
            candidates += beside.map { Candidate(words: [head] + $0.key, count: $0.value) }
        }
        var seen: Set<Set<String>> = []
        return candidates.sorted { a, b in a.count != b.count ? a.count > b.count : a.text < b.text }
            .filter { seen.insert(Set($0.words)).inserted }.map(\.text)
    }

    @Test("Completions and their order are those of a count over all titles", arguments: TestTier.seeds(6))
    func oracle(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let titles = (0..<Int.random(in: 1...30, using: &random)).map { _ in
            (0..<Int.random(in: 1...5, using: &random)).map { _ in
                Self.words.randomElement(using: &random) ?? ""
            }
        }
        let schema = Schema<Item> { Text(\.title) }
        let index = try ProductIndex.inMemory(schema)
        try index.write { batch in
            for (number, title) in titles.enumerated() {
                try batch.upsert(Item(id: "i\(number)", title: title.joined(separator: " ")))
            }
        }
        for head in [nil] + Self.words.map(Optional.some) {
            for tail in ["b", "ba", "d", "dolem", "z", "zu"] {
                let typed = [head, tail].compactMap { $0 }.joined(separator: " ")
                let found = try index.suggest(typed, count: 100).filter { $0.kind == .query }.map(\.text)
                #expect(found == expected(head, tail, titles), "'\(typed)', \(random.rerun)")
            }
        }
    }

    @Test("A damaged index is an error or an answer", arguments: TestTier.seeds(2))
    func damage(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let schema = Schema<Item> { Text(\.title) }
        try ProductIndex.open(at: folder, schema: schema).write { batch in
            for number in 0..<60 {
                try batch.upsert(
                    Item(id: "i\(number)", title: "\(Self.words[number % 8]) \(Self.words[number % 5]) 手机"))
            }
        }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { (try? Data(contentsOf: $0).count) ?? 0 > 64 }
        for _ in 0..<60 {
            let file = try #require(files.randomElement(using: &random))
            let whole = try Data(contentsOf: file)
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            try bytes.write(to: file)
            do throws(SearchError) {
                _ = try ProductIndex.open(at: folder, schema: schema).suggest("ba")
            } catch { #expect(!error.description.isEmpty, "\(random.rerun)") }
            try whole.write(to: file)
        }
    }
}
