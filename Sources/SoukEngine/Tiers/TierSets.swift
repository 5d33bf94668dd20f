import SoukStorage

/// The hits of one segment by tier: found by sets, before anything is scored.
struct TierSets {
    private let concepts: [ConceptPostings]
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
        var sets: [DocumentSet] = []
        sets.reserveCapacity(concepts.count + 1)
        if rule.isAnyEnough {
            if !concepts.isEmpty { sets.append(try Self.touched(concepts, allowed)) }
        } else {
            for (place, concept) in concepts.enumerated() where rule.requires(place) {
                sets.append(concept.fulfilled)
            }
        }
        if restricts || sets.isEmpty { sets.append(allowed) }
        var complete = DocumentSet.intersection(of: sets)
        try narrow(&complete)
        self.complete = complete
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
            var eligible = try Self.touched(concepts, allowed)
            eligible.formIntersection(allowed)
            for (place, concept) in concepts.enumerated() where rule.isHead(place) {
                eligible.formIntersection(concept.fulfilled)
            }
            eligible.subtract(complete)
            try narrow(&eligible)
            eligible.forEach { document in
                var fulfilled: UInt64 = 0
                for (place, concept) in concepts.enumerated() where concept.fulfilled.contains(document) {
                    fulfilled |= 1 << UInt64(place)
                }
                switch rule.tier(fulfilled: fulfilled) {
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
        _ concepts: [ConceptPostings], _ allowed: DocumentSet
    ) throws(StorageError) -> DocumentSet {
        var result = DocumentSet(documentCount: allowed.documentCount)
        for concept in concepts { result.formUnion(try concept.touched()) }
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
