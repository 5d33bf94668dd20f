import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Numbers that change in place, against a dictionary.
@Suite struct ColumnUpdateTests {
    private static let price = 1
    private static let stock = 2

    private static func schema() throws -> Schema {
        try Schema([
            Field(name: "title", type: .text),
            Field(name: "price", type: .number, role: .price, updatable: true),
            Field(name: "stock", type: .number, role: .stock, updatable: true),
        ])
    }

    private struct Goods: Equatable {
        var title: String
        var price: Double?
        var stock: Double?

        func document(_ id: String) -> Document {
            var values = [FieldValue(field: 0, .text(title))]
            if let price { values.append(FieldValue(field: 1, .number(price))) }
            if let stock { values.append(FieldValue(field: 2, .number(stock))) }
            let source =
                "{\"id\":\"\(id)\",\"title\":\"\(title)\",\"price\":\(Self.text(price)), \"stock\":\(Self.text(stock)) }"
            return Document(id: id, source: Array(source.utf8), values: values)
        }

        static func text(_ number: Double?) -> String {
            number.map { $0 == $0.rounded() ? String(Int($0)) : String($0) } ?? "null"
        }
    }

    private static func open(
        _ directory: any Directory, after: IndexSnapshot? = nil
    ) throws -> IndexWriter {
        try IndexWriter(
            directory, schema: try schema(),
            options: .init(mergeFactor: 4, comparesSources: true), after: after)
    }

    private static func draw(_ random: inout SeededGenerator) -> Double? {
        Int.random(in: 0..<8, using: &random) == 0
            ? nil : Double(Int.random(in: 0..<2000, using: &random)) / 4
    }

    @Test("Updates, upserts, deletions, merges and reopenings hold what a dictionary holds", arguments: 1...8)
    func model(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let directory = InMemoryDirectory()
        var goods: [String: Goods] = [:]
        var writer = try Self.open(directory)
        var kept: [(snapshot: IndexSnapshot, goods: [String: Goods])] = []
        for step in 0..<400 {
            let id = "p\(Int.random(in: 0..<60, using: &random))"
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<25:
                goods[id] = Goods(
                    title: ["amber", "basil"].randomElement(using: &random) ?? "", price: Self.draw(&random),
                    stock: Self.draw(&random))
                try writer.upsert(try #require(goods[id]).document(id))
            case 25..<40:
                // A feed that changes numbers alone.
                guard goods[id] != nil else { continue }
                goods[id]?.price = Self.draw(&random)
                try writer.upsert(try #require(goods[id]).document(id))
            case 40..<75:
                let value = Self.draw(&random)
                let field = Bool.random(using: &random) ? Self.price : Self.stock
                let isThere = try writer.update(id, field: field, to: value)
                #expect(isThere == (goods[id] != nil), "\(random.rerun)")
                if field == Self.price { goods[id]?.price = value } else { goods[id]?.stock = value }
            case 75..<82:
                writer.delete(id)
                goods[id] = nil
            case 82..<95:
                let snapshot = try writer.commit()
                try compare(snapshot, goods, random)
                try compare(try IndexSnapshot(directory), goods, random)
                kept.append((snapshot, goods))
            case 95..<97: try compare(try writer.compact(), goods, random)
            default:
                let snapshot = try writer.commit()
                writer.close()
                writer = try Self.open(directory, after: step % 2 == 0 ? snapshot : nil)
            }
        }
        // A snapshot keeps its numbers, whatever was written since.
        for (snapshot, goods) in kept { try compare(snapshot, goods, random) }
        try writer.commit()
        writer.close()
        let report = IndexChecker(directory).check()
        #expect(report.isSound, "\(report.problems) \(random.rerun)")
        try compare(try IndexSnapshot(directory), goods, random)
    }

    private func compare(
        _ snapshot: IndexSnapshot, _ goods: [String: Goods], _ random: SeededGenerator
    ) throws {
        #expect(snapshot.documentCount == goods.count, "\(random.rerun)")
        var passing: Set<String> = []
        let range = NumberRange(lower: 100, upper: 300)
        let sets = try FilterEvaluator(snapshot).evaluate(.number(field: Self.price, range))
        for (index, segment) in snapshot.segments.enumerated() {
            snapshot.live[index].forEach { document in
                let id = segment.ids.id(of: document)
                #expect(
                    segment.numbers[Self.price]?.value(of: document) == goods[id]?.price, "\(random.rerun)")
                #expect(
                    segment.numbers[Self.stock]?.value(of: document) == goods[id]?.stock, "\(random.rerun)")
                if sets[index].contains(document) { passing.insert(id) }
            }
        }
        #expect(
            passing == Set(goods.filter { $0.value.price.map(range.contains) ?? false }.keys),
            "\(random.rerun)")
        for (id, product) in goods {
            let address = try #require(snapshot.address(of: id), "\(random.rerun)")
            let source = String(decoding: try snapshot.source(of: address), as: UTF8.self)
            #expect(source == String(decoding: product.document(id).source, as: UTF8.self), "\(random.rerun)")
        }
    }

    @Test("Feeds that change numbers alone write no segment; one that changes text or a new field does")
    func feeds() throws {
        let directory = InMemoryDirectory()
        let writer = try Self.open(directory)
        let goods = (0..<100).map { ("p\($0)", Goods(title: "amber \($0)", price: Double($0), stock: 1)) }
        for (id, product) in goods { try writer.upsert(product.document(id)) }
        let first = try writer.commit()
        for (id, product) in goods {
            var changed = product
            changed.price = product.price.map { $0 + 0.5 }
            try writer.upsert(changed.document(id))
        }
        let second = try writer.commit()
        #expect(second.manifest.segments.map(\.id) == first.manifest.segments.map(\.id))
        #expect(second.manifest.segments[0].columnFiles?.count == 1)
        #expect(second.differsOnlyInNumbers(from: first))
        #expect(second.fieldsUpdated(since: first) == [Self.price])
        for (id, product) in goods { try writer.upsert(product.document(id)) }
        for (id, _) in goods { try writer.update(id, field: Self.price, to: 7) }
        for (id, product) in goods { try writer.upsert(product.document(id)) }
        let third = try writer.commit()
        #expect(third.segments[0].numbers[Self.price]?.value(of: 0) != 7)
        var other = goods[3].1
        other.title = "basil"
        try writer.upsert(other.document("p3"))
        #expect(try writer.commit().segments.count == 2)
        // Commits of updates are written as one now and then.
        for round in 0..<40 {
            try writer.update("p1", field: Self.stock, to: Double(round))
            let files = try writer.commit().manifest.segments[0].columnFiles ?? []
            #expect(files.count <= 17)
        }
        writer.close()
        let compacted = try Self.open(directory)
        let snapshot = try compacted.compact()
        #expect(snapshot.manifest.segments.allSatisfy { $0.columnFiles == nil })
        let address = try #require(snapshot.address(of: "p1"))
        #expect(snapshot.segments[0].numbers[Self.stock]?.value(of: address.document) == 39)
        compacted.close()
        #expect(directory.fileNames().filter { $0.hasPrefix("columns-") }.isEmpty)
    }

    /// An index of one segment whose numbers were updated in two commits.
    private func updated(_ directory: any Directory) throws -> [Double?] {
        let writer = try Self.open(directory)
        defer { writer.close() }
        for number in 0..<40 {
            try writer.upsert(Goods(title: "amber", price: Double(number), stock: 2).document("p\(number)"))
        }
        try writer.commit()
        for number in 0..<20 { try writer.update("p\(number)", field: Self.price, to: 100 + Double(number)) }
        try writer.commit()
        for number in 10..<30 { try writer.update("p\(number)", field: Self.stock, to: nil) }
        return numbers(try writer.commit())
    }

    private func numbers(_ snapshot: IndexSnapshot) -> [Double?] {
        (0..<40).flatMap { number -> [Double?] in
            guard let address = snapshot.address(of: "p\(number)") else { return [] }
            let columns = snapshot.segments[address.segment].numbers
            return [Self.price, Self.stock].map { columns[$0]?.value(of: address.document) }
        }
    }

    @Test("Damaged or cut files of updates are errors that name the file, and never trap")
    func damage() throws {
        let directory = InMemoryDirectory()
        let expected = try updated(directory)
        let names = directory.fileNames().filter { $0.hasPrefix("columns-") }
        #expect(names.count == 2)
        for name in names {
            let whole = try #require(directory.contents[name])
            for place in 0..<whole.count {
                var files = directory.contents
                files[name]?[place] ^= 1 << UInt8(place % 8)
                do {
                    let snapshot = try IndexSnapshot(InMemoryDirectory(files))
                    // Padding between sections has no checksum.
                    #expect(numbers(snapshot) == expected)
                    #expect(!IndexChecker(InMemoryDirectory(files)).check().isSound)
                } catch { #expect("\(error)".contains(name)) }
                files[name] = Array(whole[..<place])
                #expect(throws: StorageError.self) { try IndexSnapshot(InMemoryDirectory(files)) }
            }
            var files = directory.contents
            files[name] = directory.contents[names.first { $0 != name } ?? ""]
            _ = try? IndexSnapshot(InMemoryDirectory(files))
            files[name] = nil
            #expect(throws: StorageError.self) { try IndexSnapshot(InMemoryDirectory(files)) }
        }
    }

    @Test("A commit of updates is all or nothing, whatever call fails")
    func faults() throws {
        let start = InMemoryDirectory()
        let before = try updated(start)
        func write(_ directory: any Directory) throws {
            let writer = try Self.open(directory)
            defer { writer.close() }
            for number in 0..<40 { try writer.update("p\(number)", field: Self.price, to: 5) }
            try writer.commit()
        }
        let done = InMemoryDirectory(start.contents)
        try write(done)
        let after = numbers(try IndexSnapshot(done))
        #expect(after != before)
        for isLasting in [false, true] {
            var occurrence = 0
            var failures = 1
            while failures > 0 {
                occurrence += 1
                let disk = InMemoryDirectory(start.contents)
                let faulty = FaultyDirectory(disk)
                faulty.arm(.init(occurrence: occurrence, isLasting: isLasting))
                let error = Result { try write(faulty) }
                failures = faulty.failureCount
                let found = numbers(try IndexSnapshot(disk))
                #expect(found == before || found == after, "call \(occurrence)")
                if case .success = error { #expect(found == after, "call \(occurrence)") }
                faulty.arm(nil)
                try write(faulty)
                #expect(numbers(try IndexSnapshot(disk)) == after)
                #expect(IndexChecker(disk).check().isSound)
            }
            #expect(occurrence > 8)
        }
    }

    @Test("Numbers are written into JSON as it stands")
    func members() {
        func replaced(_ source: String, _ number: Double?) -> String {
            String(
                decoding: JSONMembers(Array(source.utf8)).replacing([.init(name: "price", number: number)]),
                as: UTF8.self)
        }
        #expect(
            replaced(#"{"a":"x,\"price\":1}","price":1.50,"b":[{"price":2}]}"#, 3)
                == #"{"a":"x,\"price\":1}","price":3,"b":[{"price":2}]}"#)
        #expect(replaced(#"{ "price" : null }"#, 0.25) == #"{ "price" : 0.25 }"#)
        #expect(replaced(#"{"a":{"price":[1]}}"#, 7) == #"{"a":{"price":[1]},"price":7}"#)
        #expect(replaced(#"{"price":5,"z":true}"#, nil) == #"{"price":null,"z":true}"#)
        for broken in ["", "{", "{\"a", "{\"a\":", "[1]", "{\"a\":\"", "{\"price\":1", "\"", "{\"\\"] {
            #expect(replaced(broken, 1) == broken)
        }
    }
}
