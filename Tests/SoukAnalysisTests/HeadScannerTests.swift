import SoukTestKit
import Testing

@testable import SoukAnalysis

/// The words of a title that name what it sells.
@Suite struct HeadScannerTests {
    /// The heads as they stand in the title, in order.
    private func heads(_ title: String, onlyLast: Bool = false) throws -> [String] {
        let analyzer = try Analyzer()
        let scanner = HeadScanner(analyzer)
        var found: [Range<Int>] = []
        var title = title
        title.withUTF8 { bytes in
            scanner.begin(bytes)
            analyzer.analyze(bytes, mode: .index) { scanner.add($0) }
            scanner.end(onlyLast: onlyLast) { if found.last != $0.range { found.append($0.range) } }
        }
        return found.map { String(decoding: Array(title.utf8)[$0], as: UTF8.self) }
    }

    @Test(
        "The last word of a noun phrase names the goods; what follows for or with, and what stands in brackets, does not",
        arguments: [
            ("Canon NB-11L Battery for PowerShot Camera", ["NB", "Battery"]),
            ("Duracell Camera Battery", ["Battery"]),
            ("HP Photosmart 735 digital camera with Instant Share™", ["Photosmart", "camera"]),
            ("Digital Camera (battery included), Black", ["Camera"]),
            ("Leather Case [for phones] and Strap", ["Case", "Strap"]),
            ("For Camera: Tripod", ["Camera", "Tripod"]),
            ("Women's T-Shirt Black XL", ["Shirt"]),
            ("Set of 3 Wine Glasses", ["Glasses"]),
            ("Mouse Pad - Blue", ["Pad"]), ("", []), ("12 x 30", ["x"]), ("(((", []), ("))) Lamp", ["Lamp"]),
        ] as [(String, [String])])
    func english(title: String, expected: [String]) throws {
        let found = try heads(title)
        #expect(found == expected)
    }

    @Test(
        "Of a Han run the last word that is no closed one; 适用 begins what the goods go with",
        arguments: [
            ("华为手机", ["手机"]), ("华为手机壳", ["壳"]), ("新款连衣裙女夏", ["连衣裙"]), ("保护壳适用华为手机", ["壳"]),
            ("保护壳 适用于 华为 手机", ["壳"]), ("适用华为手机 保护壳", ["手机", "壳"]), ("【官方正品】华为手机 黑色", ["手机"]),
            ("苹果 iPhone 15 钢化膜（送支架）", ["苹果", "iPhone", "膜"]), ("正品", []), ("的", []), ("手機殼", ["殼"]),
            ("手机套 黑色", ["套"]), ("双肩包 黑色", ["包"]), ("口罩 10包", ["口罩"]), ("毛巾 3条", ["毛巾"]),
        ] as [(String, [String])])
    func han(title: String, expected: [String]) throws {
        let found = try heads(title)
        #expect(found == expected)
    }

    @Test("Of a category's name only the last head counts")
    func categories() throws {
        #expect(try heads("Cases, Covers & Skins", onlyLast: true) == ["Skins"])
        #expect(try heads("Digital Cameras", onlyLast: true) == ["Cameras"])
    }

    @Test("A word's term is the same whether a title or a query says it")
    func terms() throws {
        let analyzer = try Analyzer()
        let scanner = HeadScanner(analyzer)
        for (title, word) in [
            ("Wireless Optical Mice", "mice"), ("Running Shoes for Men", "shoe"), ("红色连衣裙 夏", "连衣裙"),
            ("华为手機", "手机"),
            ("透明手机壳", "壳"),
        ] {
            var terms: [[UInt8]] = []
            var title = title
            title.withUTF8 { bytes in
                scanner.begin(bytes)
                analyzer.analyze(bytes, mode: .index) { scanner.add($0) }
                scanner.end { terms.append(Array($0.term)) }
            }
            let term = try #require(analyzer.tokens(word, mode: .words).last?.term)
            #expect(terms.contains(HeadTerm.bytes(naming: Array(term.utf8))), "\(title)")
        }
    }

    @Test("Long runs and many heads have room; any number of closed words ends a run")
    func growth() throws {
        let many = try heads(String(repeating: "camera, 手机壳, ", count: 300))
        #expect(many == (0..<600).map { $0 % 2 == 0 ? "camera" : "壳" })
        #expect(try heads("连衣裙" + String(repeating: "红色绿色", count: 500)) == ["连衣裙"])
        #expect(try heads(String(repeating: "华为手机", count: 500)) == ["手机"])
    }

    @Test("Any text has heads inside it, each marked, in order of their ends", arguments: 1...40)
    func anyText(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let analyzer = try Analyzer()
        let scanner = HeadScanner(analyzer)
        let pieces = [
            "camera", "手机", "壳", "for", "适用", "(", "）", "【", "】", "]", " ", "-", " - ", "™", "®", "black",
            "黑色", "12", "z6ii", "𠮷",
            "é", "カメラ", "\u{3}", "、", "的", "w", "\u{FF08}", "\u{201C}",
        ]
        for _ in 0..<50 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
                if Int.random(in: 0..<8, using: &random) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
            }
            bytes.withUnsafeBufferPointer { text in
                scanner.begin(text)
                analyzer.analyze(text, mode: .index) { scanner.add($0) }
                var lastEnd = 0
                scanner.end { head in
                    #expect(head.term.count > 1 && head.term[0] == HeadTerm.mark, "\(random.rerun)")
                    #expect(head.range.upperBound <= text.count && !head.range.isEmpty, "\(random.rerun)")
                    #expect(head.range.upperBound >= lastEnd, "\(random.rerun)")
                    lastEnd = head.range.upperBound
                }
            }
        }
    }
}
