import Testing

@testable import searchbench

@Suite struct AgreementTests {
    typealias Document = FoundAnswers.FoundDocument

    @Test func scoresMayDifferByOneFactorForEachQuery() {
        #expect(AgreementCheck.areProportional([4, 2, 1], [8.8, 4.4, 2.2]))
        #expect(AgreementCheck.areProportional([4, 2], [4, 2.004]))
        #expect(!AgreementCheck.areProportional([4, 2], [4, 2.1]))
        #expect(AgreementCheck.areProportional([], []))
    }

    @Test func aDifferenceIsNamedWithItsQuery() throws {
        let check = AgreementCheck(
            corpus: "c", queryClass: "multi", mode: SearchMode(.or, .count), queries: ["a b", "c d"])
        let found = check.compare([
            (.souk, FoundAnswers(counts: [3, 5])), (.lucene, FoundAnswers(counts: [3, 4])),
            (.soukOwn, FoundAnswers(counts: [7, 7])),
        ])
        let souk = try #require(found.first { $0.engine == .souk })
        #expect(souk.reference == .lucene && souk.equal == 1 && souk.compared == 2 && !souk.holds)
        #expect(souk.firstDifference == "'c d': lucene 4, souk 5")
        let own = try #require(found.first { $0.engine == .soukOwn })
        #expect(!own.isRequired && own.holds)
    }

    @Test func documentsOfRoundedLengthAreLeftOut() {
        let mode = SearchMode(.or, .top10)
        let lucene = FoundAnswers(top: [[Document(number: 9, score: 3), Document(number: 1, score: 2)]])
        let souk = FoundAnswers(top: [[Document(number: 1, score: 2), Document(number: 9, score: 1.9)]])
        let strict = AgreementCheck(corpus: "c", queryClass: "long", mode: mode, queries: ["q"])
        var lenient = strict
        lenient.longDocuments = [9]
        #expect(!strict.compare([(.lucene, lucene), (.souk, souk)]).allSatisfy { $0.holds })
        #expect(lenient.compare([(.lucene, lucene), (.souk, souk)]).allSatisfy { $0.holds })
    }

    @Test func fuzzyCountsOfLuceneAreReportedOnly() {
        let check = AgreementCheck(
            corpus: "c", queryClass: "fuzzy", mode: SearchMode(.fuzzy, .count), queries: ["q"])
        let found = check.compare([
            (.lucene, FoundAnswers(counts: [1])), (.tantivy, FoundAnswers(counts: [2])),
        ])
        #expect(found.count == 1 && found.allSatisfy { $0.holds } && found[0].equal == 0)
    }

    @Test func listsOfOtherLengthsDisagree() {
        let check = AgreementCheck(
            corpus: "c", queryClass: "multi", mode: SearchMode(.and, .top10), queries: ["q"])
        let found = check.compare([
            (.lucene, FoundAnswers(top: [[Document(number: 1, score: 2)]])), (.souk, FoundAnswers(top: [[]])),
        ])
        #expect(found.map(\.holds) == [false])
    }
}
