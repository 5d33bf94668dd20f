import Testing

@testable import SoukConsole

@Suite("Tables and numbers for reading")
struct TextTableTests {
    private var phones: TextTable {
        var table = TextTable([.right("#"), .shrinking("title"), .right("price")])
        table.add(["1", "华为 Mate 60 Pro 手机", "6999"])
        table.add(["10", "case", "19.9"])
        return table
    }

    @Test("columns line up by display width")
    func alignment() {
        #expect(
            phones.rendered() == """
                 #  title                  price
                 1  华为 Mate 60 Pro 手机   6999
                10  case                    19.9

                """)
    }

    @Test("a shrinking column gives way so that lines fit")
    func shrinking() {
        #expect(
            phones.rendered(width: 24) == """
                 #  title          price
                 1  华为 Mate 60…   6999
                10  case            19.9

                """)
        for width in 20...40 {
            for line in phones.rendered(width: width).split(separator: "\n") {
                #expect(displayWidth(line) <= width)
            }
        }
    }

    @Test("the widest of several shrinking columns gives way first, none below the least width")
    func severalShrinking() {
        var table = TextTable([.shrinking(""), .shrinking("")])
        table.add([String(repeating: "a", count: 40), String(repeating: "b", count: 12)])
        #expect(table.rendered(width: 34) == String(repeating: "a", count: 19) + "…  bbbbbbbbbbbb\n")
        #expect(table.rendered(width: 5) == "aaaaaaa…  bbbbbbb…\n")
    }

    @Test("missing cells are empty, control characters are spaces, no line ends in spaces")
    func cells() {
        var table = TextTable([.left("a"), .left("b"), .left("c")])
        table.add(["x\u{1B}y"])
        #expect(table.rendered() == "a    b  c\nx y\n")
    }

    @Test(
        "whole numbers have commas between thousands",
        arguments: [
            (0, "0"), (999, "999"), (1000, "1,000"), (205_776, "205,776"), (-1_234_567, "-1,234,567"),
        ])
    func grouping(number: Int, text: String) {
        #expect(grouped(number) == text)
    }

    @Test(
        "bytes are shown in three or four digits",
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (48_900_000, "48.9 MB"), (999_600_000, "1.0 GB"),
            (123_456_789, "123 MB"), (.max, "9223 PB"),
        ])
    func bytes(count: Int, text: String) {
        #expect(readableBytes(count) == text)
    }

    @Test("decimals are fixed and rounded, a negative zero has no sign")
    func decimals() {
        #expect(fixed(0.73456, 4) == "0.7346")
        #expect(fixed(1.005, 1) == "1.0")
        #expect(fixed(-0.04, 1) == "0.0")
        #expect(fixed(-12.5, 0) == "-13")
        #expect(fixed(2, 3) == "2.000")
        #expect(fixed(.nan, 2) == "-")
    }

    @Test("As JSON, a table has its titles, and numbers where cells are numbers")
    func json() {
        var table = TextTable([.left("name"), .right("F1"), .right("count")])
        table.add(["Souk + 手机", "0.8120", "-1,234"])
        table.add(["1.2.3", "", "nan"])
        var json = JSONWriter()
        json.value(table)
        #expect(
            String(decoding: json.takeLine(), as: UTF8.self)
                == #"{"columns":["name","F1","count"],"rows":[["Souk + 手机",0.812,-1234],["1.2.3",null,"nan"]]}"#
                + "\n")
    }

    @Test(
        "amounts of bytes are read with decimal and binary units, and shown so that they read back",
        arguments: [
            ("512MB", 512_000_000), ("1.5GiB", 1_610_612_736), ("64K", 65536), ("4096", 4096), ("0", 0),
            ("7b", 7),
            ("2 GB", nil), ("-1MB", nil), ("MB", nil), ("1e3", nil), ("99999999TB", nil), ("1.2.3MB", nil),
            ("", nil),
        ] as [(String, Int?)])
    func byteCounts(text: String, bytes: Int?) {
        let count = ByteCount(argument: text)
        #expect(count?.bytes == bytes)
        if let count { #expect(ByteCount(argument: count.argumentText) == count) }
    }
}
