import Testing

@testable import searchbench

@Suite struct QueryDrawingTests {
    static let corpus: TokenCorpus = {
        var catalogue = SyntheticCatalogue(seed: 1)
        var corpus = TokenCorpus()
        for _ in 0..<5000 { corpus.add(title: catalogue.nextTitle(), body: []) }
        return corpus
    }()

    @Test func aSeedGivesTheSameQueriesAndAnotherSeedOthers() {
        let first = QueryDrawing(Self.corpus, seed: 7, count: 40).drawn()
        let again = QueryDrawing(Self.corpus, seed: 7, count: 40).drawn()
        let other = QueryDrawing(Self.corpus, seed: 8, count: 40).drawn()
        for queryClass in QueryClass.allCases {
            #expect(first[queryClass] == again[queryClass])
            #expect(!first[queryClass].isEmpty, "\(queryClass)")
            if queryClass != .rare, queryClass != .termHigh {
                #expect(first[queryClass] != other[queryClass])
            }
        }
    }

    @Test func queriesAreOfTheirClass() {
        let sets = QueryDrawing(Self.corpus, seed: 7, count: 40).drawn()
        let words = Set(Self.corpus.words)
        #expect(sets[.rare].allSatisfy { !words.contains($0) })
        #expect(sets[.multi].allSatisfy { (2...4).contains($0.split(separator: " ").count) })
        #expect(sets[.frequent].allSatisfy { (2...4).contains($0.split(separator: " ").count) })
        #expect(sets[.long].allSatisfy { (8...12).contains($0.split(separator: " ").count) })
        #expect(sets[.phrase].allSatisfy { (2...3).contains($0.split(separator: " ").count) })
        #expect(sets[.prefix].allSatisfy { (3...5).contains($0.count) })
        #expect(sets[.fuzzy].contains { !words.contains($0) })
    }

    @Test func aQueryOfNeighboursHasADocument() {
        let documents = (0..<Self.corpus.documentCount).map { Set(Self.corpus.distinctWords($0)) }
        for query in QueryDrawing(Self.corpus, seed: 7, count: 20).drawn()[.multi] {
            let words = query.split(separator: " ").map(String.init)
            #expect(documents.contains { $0.isSuperset(of: words) }, "\(query)")
        }
    }

    @Test func anEmptyCorpusGivesOnlyWordsThatAreNotThere() {
        let sets = QueryDrawing(TokenCorpus(), seed: 7).drawn()
        #expect(sets.classes == [.rare])
    }
}
