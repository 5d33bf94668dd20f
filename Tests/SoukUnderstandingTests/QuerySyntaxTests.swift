import Testing

@testable import SoukUnderstanding

@Suite
struct QuerySyntaxTests {
    private let understanding = QueryUnderstanding(fields: ["brand", "品牌"])

    @Test("quotes make a phrase")
    func phrase() {
        let found = understanding.interpret("red \"running shoes\" men")
        #expect(found.phrases.map(found.surface) == ["running shoes"])
        #expect(found.residual.map(found.surface) == ["red", "running shoes", "men"])
    }

    @Test("a dash before a word excludes it from what is searched")
    func exclusion() {
        let found = understanding.interpret("耳机 -蓝牙 -sony")
        #expect(found.exclusions.map { found.surface($0.range) } == ["蓝牙", "sony"])
        #expect(found.residualText == "耳机")
    }

    @Test("a quoted phrase may be excluded as a word is")
    func excludedPhrase() throws {
        let found = understanding.interpret("耳机 -\"无线 蓝牙\" -红色")
        #expect(found.exclusions.map { found.surface($0.range) } == ["无线 蓝牙", "红色"])
        #expect(found.exclusions.map { found.surface($0.whole) } == ["-\"无线 蓝牙\"", "-红色"])
        #expect(found.phrases.isEmpty && found.residualText == "耳机")
        #expect(understanding.interpret("耳机 -\"无线").phrases.isEmpty)
    }

    @Test("a field of the schema filters; values may be quoted")
    func filter() {
        let found = understanding.interpret("手机 brand:华为 品牌:\"小 米\"")
        #expect(found.fieldFilters.map(\.field) == ["brand", "品牌"])
        #expect(found.fieldFilters.map(\.value) == ["华为", "小 米"])
        #expect(found.residualText == "手机")
    }

    @Test("a value that does not fit its field is plain text with the field's name")
    func misfit() {
        let strict = QueryUnderstanding(fields: ["rating"], accepts: { $1 == "5" })
        #expect(strict.interpret("rating:5").fieldFilters.map(\.value) == ["5"])
        let plain = strict.interpret("手机 rating:abc")
        #expect(plain.fieldFilters.isEmpty && plain.residualText == "手机 rating:abc")
    }

    @Test(
        "malformed syntax and syntax-like text is plain text",
        arguments: [
            "colour:red", "48\" door", "\"open", "a-b", "x -420", "brand:", "\"\"", "- x", "4:3",
            "a \" b",
        ])
    func plain(_ text: String) {
        let found = understanding.interpret(text)
        #expect(found.phrases.isEmpty && found.exclusions.isEmpty && found.fieldFilters.isEmpty)
    }
}
