import SoukStorage
import SoukTestKit
import Testing

@testable import SoukUnderstanding

@Suite struct LookAlikeTableTests {
    private let table = LookAlikeTable.shipped

    private func similarity(_ a: String, _ b: String) -> Double? {
        let (a, b) = (a.unicodeScalars.first?.value ?? 0, b.unicodeScalars.first?.value ?? 0)
        return table.lookAlikes(of: a).first { $0.scalar == b }?.similarity
    }

    @Test("The carried table is that of GB 2312, and no list is long")
    func shipped() {
        #expect(table.characters.count == 6_763)
        #expect(table.characters == table.characters.sorted())
        let lengths = table.characters.map { table.lookAlikes(of: $0).count }
        #expect((lengths.max() ?? 0) < 64)
        #expect(lengths.count { $0 > 0 } > 6_000)
    }

    @Test(
        "Characters that are taken for each other are near",
        arguments: [
            "土士", "牛午", "技枝", "怀杯", "已己", "液掖", "未末", "折拆", "洗冼", "篮蓝", "茶荼", "贷货", "拔拨", "晴睛", "壶壹",
        ])
    func near(pair: String) {
        let (a, b) = (String(pair.prefix(1)), String(pair.suffix(1)))
        #expect(similarity(a, b) ?? 0 > 0.78)
    }

    @Test("Others are not", arguments: ["牛马", "一鼎", "华为", "龙凤", "电定", "杯碗", "红绿"])
    func far(pair: String) {
        #expect(similarity(String(pair.prefix(1)), String(pair.suffix(1))) == nil)
    }

    @Test("What looks like a character is looked like by it, as much, and nothing looks like itself")
    func symmetry() {
        for scalar in table.characters {
            for (other, similarity) in table.lookAlikes(of: scalar) {
                let back = table.lookAlikes(of: other).first { $0.scalar == scalar }
                if back?.similarity != similarity || other == scalar {
                    Issue.record("\(scalar) \(other)")
                    return
                }
                guard (0.76...1).contains(similarity) else {
                    Issue.record("\(similarity)")
                    return
                }
            }
        }
        #expect(table.lookAlikes(of: 0x41).isEmpty && table.lookAlikes(of: 0x1F600).isEmpty)
    }

    @Test("Bytes that are no table are refused, wherever they end and whatever they say", arguments: 1...4)
    func damage(seed: UInt64) throws {
        // Three characters, 一 beside 丁 and 七 at levels 3 and 7.
        let bytes: [UInt8] = [3, 0, 0xFF, 0x00, 0x4E, 1, 2, 2, 0x0B, 0, 0x17, 0, 0, 0]
        let table = try LookAlikeTable(bytes)
        #expect(table.characters == [0x4E00, 0x4E01, 0x4E03])
        #expect(table.lookAlikes(of: 0x4E00).map(\.scalar) == [0x4E01, 0x4E03])
        for count in 0..<bytes.count {
            #expect(throws: StorageError.self) { try LookAlikeTable(Array(bytes[..<count])) }
        }
        #expect(throws: StorageError.self) { try LookAlikeTable(bytes + [0]) }
        var random = SeededGenerator(orEnvironment: seed)
        for _ in 0..<500 {
            var damaged = bytes
            damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(
                in: 0...255, using: &random)
            // Read, or refused.
            _ = try? LookAlikeTable(damaged)
        }
    }
}
