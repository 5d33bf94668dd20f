/// A document on its way to the result list.
package struct Candidate: Sendable, Equatable {
    package var address: DocumentAddress
    /// How much of the query the document gave up: 0 nothing, 1 a brand or attribute, 2 all but the product word.
    package var tier: Int
    /// The text's part of the score, R; 1 is a full match of usual strength.
    package var relevance: Double
    /// What features other than text add, at most the profile's ε.
    package var bonus: Double
    /// The column's value when the list is sorted by one; nil when the product has none.
    package var sortValue: Double?

    package var score: Double { relevance + bonus }

    package init(
        address: DocumentAddress, tier: Int, relevance: Double, bonus: Double, sortValue: Double?
    ) {
        self.address = address
        self.tier = tier
        self.relevance = relevance
        self.bonus = bonus
        self.sortValue = sortValue
    }
}

/// The order of a result list: tier, then the column if there is one, then falling score, then the product id.
package struct CandidateOrder: Sendable {
    package enum Direction: String, Sendable, Codable {
        case ascending = "asc"
        case descending = "desc"
    }

    let snapshot: IndexSnapshot
    let direction: Direction?

    /// Whether `a` stands before `b`.
    ///
    /// Ties go to the product id in byte order, so that the order does not depend on segments or merges.
    func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
        if a.tier != b.tier { return a.tier < b.tier }
        if let direction, a.sortValue != b.sortValue {
            // Products without a value stand last in both directions.
            guard let x = a.sortValue else { return false }
            guard let y = b.sortValue else { return true }
            return direction == .ascending ? x < y : x > y
        }
        if a.score != b.score { return a.score > b.score }
        return compareTerms(idBytes(a.address), idBytes(b.address)) < 0
    }

    private func idBytes(_ address: DocumentAddress) -> UnsafeBufferPointer<UInt8> {
        snapshot.segments[address.segment].ids.bytes(of: address.document)
    }
}
