import Foundation
import SoukAnalysis

/// What the reviews of a product say, in short.
package struct ReviewDigest: Sendable, Equatable {
    package var reviewCount = 0
    /// The mean probability of praise, drawn towards that of all products by ``ReviewDigests/priorReviews`` reviews, in (0, 1).
    package var sentiment = 0.5
    /// Phrases of clauses that praise, the most telling first, as shoppers wrote them.
    package var praise: [String] = []
    /// Phrases of clauses that complain.
    package var complaints: [String] = []
}

/// Gathers reviews and digests them by product.
///
/// A phrase is one or two neighbouring words of a clause, neither a function word. It counts once a review, is worth n · log(R / r)
/// for n of the product's reviews and r of all R, and stands where the mean sentiment of its clauses puts it; between the
/// two it is left out, as is a phrase that shares a word with one that is worth more.
/// - Complexity: O(bytes of all reviews); memory O(different phrases of each product).
package struct ReviewDigests {
    /// Reviews of average sentiment that every product is thought to have had.
    package static let priorReviews = 5.0
    private static let phraseLimit = 6
    private static let leastReviews = 2
    private static let clear = (praise: 0.6, complaint: 0.4)

    private struct PhraseUse {
        var reviews = 0
        var clauses = 0
        var sentiment = 0.0
    }

    private struct Product {
        var reviews = 0
        var sentiment = 0.0
        var phrases: [Int: PhraseUse] = [:]
    }

    private let model: ReviewSentiment
    private let analyzer: Analyzer
    private var products: [String: Product] = [:]
    private var numbers: [String: Int] = [:]
    private var surfaces: [String] = []
    private var wordsOfPhrases: [[String]] = []
    private var reviewsOfPhrases: [Int] = []
    package private(set) var reviewCount = 0

    package init(_ model: ReviewSentiment, _ analyzer: Analyzer) {
        self.model = model
        self.analyzer = analyzer
    }

    /// Takes one review of a product.
    package mutating func add(_ text: String, of item: String) {
        let review = ReviewText(text, analyzer)
        guard !review.clauses.isEmpty else { return }
        reviewCount += 1
        products[item, default: Product()].reviews += 1
        products[item]?.sentiment += model.positive(review.features)
        var uses: [Int: (clauses: Int, sentiment: Double)] = [:]
        for clause in review.clauses {
            let found = phrases(of: clause, review)
            guard !found.isEmpty else { continue }
            let sentiment = model.positive(ReviewText.features(of: CollectionOfOne(clause)))
            for phrase in found {
                uses[phrase, default: (0, 0)].clauses += 1
                uses[phrase, default: (0, 0)].sentiment += sentiment
            }
        }
        for (phrase, use) in uses {
            reviewsOfPhrases[phrase] += 1
            products[item]?.phrases[phrase, default: PhraseUse()].reviews += 1
            products[item]?.phrases[phrase]?.clauses += use.clauses
            products[item]?.phrases[phrase]?.sentiment += use.sentiment
        }
    }

    private mutating func phrases(of clause: ReviewText.Clause, _ review: ReviewText) -> Set<Int> {
        var found: Set<Int> = []
        let words = clause.words
        for (place, word) in words.enumerated() {
            let surface = review.surface(word, word)
            guard Self.mayStand(word, surface) else { continue }
            if word.atomCount > 1 || word.kind == .latin && word.term.count > 2 {
                found.insert(number(of: [word.term], surface))
            }
            guard place > 0 else { continue }
            let before = words[place - 1]
            guard Self.mayStand(before, review.surface(before, before)) else { continue }
            found.insert(number(of: [before.term, word.term], review.surface(before, word)))
        }
        return found
    }

    private static func mayStand(_ word: AnalyzedToken, _ surface: String) -> Bool {
        (word.kind == .word || word.kind == .latin) && !StopWords.contains(surface.lowercased())
    }

    private mutating func number(of words: [String], _ surface: String) -> Int {
        let key = words.joined(separator: " ")
        if let number = numbers[key] { return number }
        numbers[key] = surfaces.count
        surfaces.append(surface)
        wordsOfPhrases.append(words)
        reviewsOfPhrases.append(0)
        return surfaces.count - 1
    }

    /// By product id.
    package func digests() -> [String: ReviewDigest] {
        let all = products.values.reduce(0.0) { $0 + $1.sentiment }
        let mean = reviewCount > 0 ? all / Double(reviewCount) : 0.5
        return products.mapValues { product in
            let (praise, complaints) = phrases(of: product)
            return ReviewDigest(
                reviewCount: product.reviews,
                sentiment: (product.sentiment + mean * Self.priorReviews)
                    / (Double(product.reviews) + Self.priorReviews),
                praise: praise, complaints: complaints)
        }
    }

    private func phrases(of product: Product) -> (praise: [String], complaints: [String]) {
        var ranked: [(phrase: Int, worth: Double, sentiment: Double)] = []
        for (phrase, use) in product.phrases where use.reviews >= Self.leastReviews {
            let rarity = log(Double(reviewCount + 1) / Double(reviewsOfPhrases[phrase]))
            ranked.append((phrase, Double(use.reviews) * rarity, use.sentiment / Double(use.clauses)))
        }
        ranked.sort { a, b in
            if a.worth != b.worth { return a.worth > b.worth }
            let (first, second) = (wordsOfPhrases[a.phrase], wordsOfPhrases[b.phrase])
            return first.count != second.count
                ? first.count > second.count : surfaces[a.phrase] < surfaces[b.phrase]
        }
        var praise: [String] = []
        var complaints: [String] = []
        var taken: Set<String> = []
        for entry in ranked {
            guard entry.sentiment > Self.clear.praise || entry.sentiment < Self.clear.complaint else {
                continue
            }
            let words = wordsOfPhrases[entry.phrase]
            guard taken.isDisjoint(with: words) else { continue }
            if entry.sentiment > Self.clear.praise, praise.count < Self.phraseLimit {
                praise.append(surfaces[entry.phrase])
            } else if entry.sentiment < Self.clear.complaint, complaints.count < Self.phraseLimit {
                complaints.append(surfaces[entry.phrase])
            } else {
                continue
            }
            taken.formUnion(words)
        }
        return (praise, complaints)
    }
}
