import Testing

@testable import searchbench

@Suite struct PlainTokensTests {
    @Test func tokensAreRunsOfLettersAndDigitsInLowerCase() {
        #expect(text("RTX-4060Ti women's 手机 É2") == "rtx 4060ti women s 2")
        #expect(text(" ,; ") == "")
        #expect(text(String(repeating: "a", count: 41) + " b") == "b")
        #expect(text(String(repeating: "a", count: 40)).utf8.count == 40)
    }

    @Test func tokensAreCounted() {
        #expect(PlainTokens.count([]) == 0)
        #expect(PlainTokens.count(PlainTokens.joined("a b  c")) == 3)
    }

    private func text(_ text: String) -> String { String(decoding: PlainTokens.joined(text), as: UTF8.self) }
}

@Suite struct CorpusSourceTests {
    @Test func theNameIsTheFilesWithoutItsEndings() throws {
        #expect(try #require(CorpusSource(argument: "a/short-texts.jsonl.gz")).name == "short-texts")
        #expect(try #require(CorpusSource(argument: "b.tok.tsv")).isTokenFile)
        let titles = try #require(CorpusSource(argument: "a/products-en.jsonl.gz:title"))
        #expect(titles.name == "products-en-titles" && titles.path == "a/products-en.jsonl.gz")
        #expect(titles.takesTitlesOnly)
    }
}

@Suite struct ArgumentTests {
    @Test func listsAreWrittenWithCommas() throws {
        let engines = try #require(CommaSeparated<Engine>(argument: "lucene,souk-own"))
        #expect(engines.elements == [.lucene, .soukOwn])
        #expect(engines.argumentText == "lucene,souk-own")
        #expect(CommaSeparated<Engine>(argument: "none")?.elements == [])
        #expect(CommaSeparated<Engine>(argument: "lucene,nothing") == nil)
        #expect(CommaSeparated<Int>(argument: ",") == nil)
    }

    @Test func modesAreAKindAndWhatIsWanted() throws {
        let mode = try #require(SearchMode(argument: "or_top10count"))
        #expect(mode == SearchMode(.or, .top10count) && mode.counts && mode.name == "or_top10count")
        #expect(SearchMode(argument: "or") == nil && SearchMode(argument: "or_best") == nil)
    }
}

@Suite struct RequestTests {
    @Test func aLineReadsBackAsItIsWritten() {
        for line in [
            RequestLine(words: "华为 手机"), RequestLine(words: "a", lowest: 1.5),
            RequestLine(words: "a b", lowest: 0, highest: 99),
        ] {
            #expect(RequestLine(line.text) == line)
        }
    }

    @Test func pricesFallIntoBands() {
        #expect(PriceBand.name(of: 0) == nil)
        #expect(PriceBand.name(of: 0.5) == "0-1")
        #expect(PriceBand.name(of: 1) == "1-2")
        #expect(PriceBand.name(of: 19.99) == "10-20")
        #expect(PriceBand.name(of: 20) == "20-50")
        #expect(PriceBand.name(of: 99.99) == "50-100")
        #expect(PriceBand.name(of: 100_000_000) == "100000000-200000000")
    }

    @Test func everySecondRequestHasBounds() {
        let drawing = RequestDrawing(seed: 3, prices: (1...100).map(Double.init))
        let lines = drawing.drawn([["a", "b", "c", "d", "e"]])
        #expect(lines.count == RequestDrawing.count)
        let bounded = lines.filter { $0.lowest != nil || $0.highest != nil }
        #expect(bounded.count == RequestDrawing.count / 2)
        #expect(bounded.allSatisfy { ($0.lowest ?? 0) <= ($0.highest ?? 1000) })
        #expect(lines == drawing.drawn([["a", "b", "c", "d", "e"]]))
    }
}
