/// Chooses which postings of a query's terms have to be walked: those that can bring a document into the result.
///
/// Of each term that is all of its postings, the strong ones (of high frequency) or none. A document that holds none of
/// them is worth less than the limit: the sum, over terms, of what the postings left out can give at most.
/// - Papers: Turtle & Flood, "Query evaluation: strategies and optimizations", 1995 (MaxScore); Kane & Tompa, "Split-
///   lists and initial thresholds for WAND-based search", 2018.
struct EssentialPostings {
    enum Part: UInt8 { case all, strong, none }

    struct Term {
        var part = Part.all
        /// What a posting that is not strong can give, and what any can.
        var ordinaryBound = 0.0
        var highestBound = 0.0
        var postingCount: Int
        var strongCount: Int
        let isSplit: Bool

        /// At most what the postings left out give to a document.
        var boundLeftOut: Double {
            switch part {
            case .all: 0
            case .strong: ordinaryBound
            case .none: highestBound
            }
        }

        /// Postings to walk.
        var walkedCount: Int {
            switch part {
            case .all: postingCount
            case .strong: strongCount
            case .none: 0
            }
        }
    }

    // SAFETY: `count` terms in query order until `deallocate`.
    let terms: UnsafeMutablePointer<Term>
    let count: Int

    init(_ postings: [TermPostings]) {
        count = postings.count
        terms = .borrow(count)
        for (index, postings) in postings.enumerated() {
            (terms + index).initialize(
                to: Term(
                    postingCount: postings.list.documentFrequency,
                    strongCount: postings.strong?.documentFrequency ?? 0, isSplit: postings.isSplit))
        }
    }

    func deallocate() { terms.giveBack() }

    /// Sums of bounds in another order than the query's differ in their last bits.
    private static let slack = 1 + 1e-14

    /// At most the sum of any document. In query order, so that equal scores give equal sums.
    var highestSum: Double {
        var sum = 0.0
        for index in 0..<count { sum += terms[index].highestBound }
        return sum
    }

    var sumLeftOut: Double {
        var sum = 0.0
        for index in 0..<count { sum += terms[index].boundLeftOut }
        return sum
    }

    var walkedCount: Int {
        var sum = 0
        for index in 0..<count { sum += terms[index].walkedCount }
        return sum
    }

    /// Chooses the parts that cost little and leave out less than `limit`.
    func choose(limit: Double) {
        // All ordinary postings left out: exact, where ties are lost, up to the last bit.
        for index in 0..<count { terms[index].part = terms[index].isSplit ? .strong : .none }
        let strongCost = sumLeftOut < limit ? walkedCount : Int.max
        for index in 0..<count { terms[index].part = .all }
        leaveOutGreedily(limit: limit)
        if walkedCount > strongCost {
            for index in 0..<count { terms[index].part = terms[index].isSplit ? .strong : .none }
        }
    }

    /// Again and again the step that saves most postings for what it adds to the sum left out.
    private func leaveOutGreedily(limit: Double) {
        var sum = 0.0
        while true {
            var best: (index: Int, part: Part, added: Double, worth: Double)?
            func offer(_ index: Int, _ part: Part, _ saved: Int, _ added: Double) {
                guard saved > 0, (sum + added) * Self.slack < limit else { return }
                let worth = Double(saved) / max(added, .leastNormalMagnitude)
                if worth > best?.worth ?? 0 { best = (index, part, added, worth) }
            }
            for index in 0..<count {
                let term = terms[index]
                switch term.part {
                case .all:
                    if term.isSplit {
                        offer(index, .strong, term.postingCount - term.strongCount, term.ordinaryBound)
                    }
                    offer(index, .none, term.postingCount, term.highestBound)
                case .strong:
                    offer(index, .none, term.strongCount, term.highestBound - term.ordinaryBound)
                case .none: break
                }
            }
            guard let best else { return }
            terms[best.index].part = best.part
            sum += best.added
        }
    }
}
