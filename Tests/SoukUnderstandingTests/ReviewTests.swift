import SoukAnalysis
import SoukStorage
import Testing

@testable import SoukUnderstanding

@Suite("What reviews say")
struct ReviewTests {
    private func analyzer() throws -> Analyzer { try Analyzer() }

    @Test("clauses end at punctuation, and features do not depend on how often a word stands there")
    func clauses() throws {
        let analyzer = try analyzer()
        let review = ReviewText("质量很好，物流快！Great sound - love it. OK", analyzer)
        #expect(
            review.clauses.map { clause in
                review.surface(clause.words[0], clause.words[clause.words.count - 1])
            } == ["质量很好", "物流快", "Great sound - love it", "OK"])
        #expect(ReviewText("好，好", analyzer).features == ReviewText("好，好，好，好", analyzer).features)
        #expect(ReviewText("", analyzer).clauses.isEmpty)
        #expect(ReviewText("！？。", analyzer).features.isEmpty)
        // Pairs are not made over punctuation.
        #expect(ReviewText("很好。物流", analyzer).features != ReviewText("很好物流", analyzer).features)
    }

    @Test(
        "the library's own model tells clear praise from clear complaints",
        arguments: [
            ("质量很好，非常满意，推荐购买", true), ("用了两天就坏了，客服态度很差", false),
            ("great product, works perfectly, highly recommend", true),
            ("terrible quality, broke after a week, waste of money", false), ("不好用，后悔买了", false),
            ("孩子很喜欢，物流也快", true),
        ])
    func shipped(text: String, isPositive: Bool) throws {
        let probability = ReviewSentiment.shipped.positive(ReviewText(text, try analyzer()).features)
        #expect((probability > 0.5) == isPositive, "\(probability)")
        #expect(ReviewSentiment.shipped.positive([]) == 0.5)
    }

    @Test(
        "the library's own model orders plain words as people mean them",
        arguments: [
            ["terrible", "good", "excellent"], ["the product is bad", "the product is good"],
            ["very bad", "very good"], ["not good", "good"], ["bad", "not bad"],
            ["poor quality", "good quality"],
            ["很差", "不错", "很好"], ["差", "好"], ["一般", "很好"], ["不好", "好"],
        ])
    func order(texts: [String]) throws {
        let values = try texts.map {
            ReviewSentiment.shipped.positive(ReviewText($0, try analyzer()).features)
        }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 }, "\(texts): \(values)")
    }

    @Test("a damaged model file is an error, never a trap, and a sound one is what was written")
    func file() throws {
        let directory = InMemoryDirectory()
        try ReviewSentiment.shipped.write(to: directory, name: "m")
        #expect(try ReviewSentiment(from: directory, name: "m") == .shipped)
        let bytes = try #require(directory.contents["m"])
        for place in stride(from: 0, to: bytes.count, by: 197) {
            var changed = bytes
            changed[place] ^= 0x55
            let copy = InMemoryDirectory(["m": changed, "short": Array(bytes.prefix(place))])
            if let model = try? ReviewSentiment(from: copy, name: "m") { #expect(model == .shipped) }
            #expect(throws: StorageError.self) { try ReviewSentiment(from: copy, name: "short") }
        }
    }

    @Test("phrases stand by what their clauses say, once a review, and sentiment is drawn to the mean")
    func digests() throws {
        var digests = ReviewDigests(.shipped, try analyzer())
        for _ in 0..<4 {
            digests.add("屏幕清晰，非常满意。电池不耐用，很失望", of: "phone")
            digests.add("味道很好，很新鲜，推荐购买", of: "apple")
        }
        digests.add("质量太差，非常失望，不会再买", of: "bad")
        digests.add("", of: "silent")
        let found = digests.digests()
        #expect(digests.reviewCount == 9)
        #expect(found["silent"] == nil)
        let phone = try #require(found["phone"])
        #expect(phone.reviewCount == 4)
        #expect(phone.praise.contains { $0.contains("屏幕") || $0.contains("清晰") })
        #expect(phone.complaints.contains { $0.contains("电池") || $0.contains("耐用") })
        #expect(Set(phone.praise).isDisjoint(with: phone.complaints))
        let apple = try #require(found["apple"])
        let bad = try #require(found["bad"])
        #expect(apple.sentiment > phone.sentiment && phone.sentiment > bad.sentiment)
        #expect(bad.sentiment > 0.2, "one review does not decide")
        #expect(bad.praise.isEmpty && bad.complaints.isEmpty)
    }
}
