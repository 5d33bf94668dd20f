import SoukStorage

/// The hits of one segment by tier: found by sets, before anything is scored.
struct TierSets {
    private var concepts: [ConceptPostings]
    private let rule: TierRule
    private let allowed: DocumentSet
    private let demoted: DocumentSet?
    /// Keeps what the filter lets through.
    private let narrow: (inout DocumentSet) throws(StorageError) -> Void
    /// Documents that hold every required concept, or, when any is enough, one.
    private let complete: DocumentSet
    private var partial: (second: DocumentSet, third: DocumentSet)?

    /// - Parameter restricts: whether any document is not allowed.
    init(
        _ concepts: [ConceptPostings], _ rule: TierRule, allowed: DocumentSet, restricts: Bool,
        demoted: DocumentSet?,
        narrow: @escaping (inout DocumentSet) throws(StorageError) -> Void
    ) throws(StorageError) {
        self.concepts = concepts
        self.rule = rule
        self.allowed = allowed
        self.demoted = demoted
        self.narrow = narrow
        var complete =
            rule.isAnyEnough
            ? try Self.any(
                &self.concepts, restricts || concepts.isEmpty ? allowed : nil, allowed.documentCount)
            : try Self.all(&self.concepts, rule, allowed, restricts: restricts)
        try narrow(&complete)
        self.complete = complete
    }

    /// Documents that hold any concept.
    private static func any(
        _ concepts: inout [ConceptPostings], _ allowed: DocumentSet?, _ documentCount: Int
    ) throws(StorageError) -> DocumentSet {
        var sets: [DocumentSet] = []
        if !concepts.isEmpty { sets.append(try touched(&concepts, documentCount)) }
        if let allowed { sets.append(allowed) }
        return DocumentSet.intersection(of: sets)
    }

    /// Documents that hold every required concept. Where one of them is rare its documents are looked up in the others, one by
    /// one; else whole sets are intersected.
    private static func all(
        _ concepts: inout [ConceptPostings], _ rule: TierRule, _ allowed: DocumentSet, restricts: Bool
    ) throws(StorageError) -> DocumentSet {
        var rarest: (place: Int, most: Int)?
        var isRestricted = restricts
        for place in concepts.indices where rule.requires(place) {
            let most = concepts[place].mostFulfilled
            if rarest.map({ most < $0.most }) ?? true { rarest = (place, most) }
        }
        if rarest == nil { isRestricted = true }
        if let (first, most) = rarest, most < allowed.wordCount {
            var listing = try concepts[first].fulfilledListing()
            for place in concepts.indices where place != first && rule.requires(place) && !listing.isEmpty {
                try concepts[place].fulfilled().keepMembers(of: &listing)
            }
            if isRestricted { allowed.keepMembers(of: &listing) }
            return DocumentSet(documentCount: allowed.documentCount, listing: listing)
        }
        var sets: [DocumentSet] = []
        sets.reserveCapacity(concepts.count + 1)
        for place in concepts.indices where rule.requires(place) {
            sets.append(try concepts[place].fulfilled())
        }
        if isRestricted { sets.append(allowed) }
        return DocumentSet.intersection(of: sets)
    }

    /// The documents of a tier.
    /// - Complexity: O(documents / 64 × concepts) for the first tier; O(documents that hold any concept × concepts) more
    ///   for the others.
    mutating func documents(ofTier tier: Int) throws(StorageError) -> DocumentSet {
        if tier == 0 {
            guard let demoted else { return complete }
            return complete.subtracting(demoted)
        }
        let (second, third) = try partialHits()
        guard let demoted else { return tier == 1 ? second : third }
        if tier == 1 {
            return complete.intersection(demoted).union(second.subtracting(demoted))
        }
        return third.union(second.intersection(demoted))
    }

    /// Hits that gave something up.
    private mutating func partialHits() throws(StorageError) -> (second: DocumentSet, third: DocumentSet) {
        if let partial { return partial }
        var second = DocumentSet(documentCount: allowed.documentCount)
        var third = second
        if rule.relaxes {
            var eligible = try Self.touched(&concepts, allowed.documentCount)
            eligible.formIntersection(allowed)
            var fulfilled: [DocumentSet] = []
            for place in concepts.indices {
                fulfilled.append(try concepts[place].fulfilled())
                if rule.isHead(place) { eligible.formIntersection(fulfilled[place]) }
            }
            eligible.subtract(complete)
            try narrow(&eligible)
            eligible.forEach { document in
                var held: UInt64 = 0
                for (place, set) in fulfilled.enumerated() where set.contains(document) {
                    held |= 1 << UInt64(place)
                }
                switch rule.tier(fulfilled: held) {
                case 1: second.insert(document)
                case 2: third.insert(document)
                default: break
                }
            }
        }
        partial = (second, third)
        return (second, third)
    }

    private static func touched(
        _ concepts: inout [ConceptPostings], _ documentCount: Int
    ) throws(StorageError) -> DocumentSet {
        var result = DocumentSet(documentCount: documentCount)
        for place in concepts.indices { result.formUnion(try concepts[place].touched()) }
        return result
    }
}

extension DocumentSet {
    fileprivate func subtracting(_ other: DocumentSet) -> DocumentSet {
        var result = self
        result.subtract(other)
        return result
    }

    fileprivate func intersection(_ other: DocumentSet) -> DocumentSet {
        var result = self
        result.formIntersection(other)
        return result
    }

    fileprivate func union(_ other: DocumentSet) -> DocumentSet {
        var result = self
        result.formUnion(other)
        return result
    }
}
