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
    private var touched: [DocumentSet]?

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
        if !concepts.isEmpty {
            var touched = DocumentSet(documentCount: documentCount)
            for place in concepts.indices { touched.formUnion(try concepts[place].touched()) }
            sets.append(touched)
        }
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
        let none = DocumentSet(documentCount: allowed.documentCount)
        var split = (second: none, third: none)
        if rule.relaxes {
            var eligible = none
            for set in try holders() { eligible.formUnion(set) }
            eligible.formIntersection(allowed)
            var fulfilled: [DocumentSet] = []
            for place in concepts.indices {
                fulfilled.append(try concepts[place].fulfilled())
                if rule.isHead(place) { eligible.formIntersection(fulfilled[place]) }
            }
            eligible.subtract(complete)
            try narrow(&eligible)
            split = rule.split(eligible, fulfilled)
        }
        partial = split
        return split
    }

    /// The documents that match any reading of each concept.
    mutating func holders() throws(StorageError) -> [DocumentSet] {
        if let touched { return touched }
        var sets: [DocumentSet] = []
        for place in concepts.indices { sets.append(try concepts[place].touched()) }
        touched = sets
        return sets
    }
}

extension TierRule {
    /// So many concepts have a table of all that may be held of them.
    private static let fewConcepts = 8

    /// The documents of the second and of the third tier.
    ///
    /// - Parameters:
    ///   - eligible: documents of the first tier are left out.
    ///   - fulfilled: the documents that hold each concept.
    /// - Complexity: O(documents / 64 + eligible documents × concepts).
    fileprivate func split(
        _ eligible: DocumentSet, _ fulfilled: [DocumentSet]
    ) -> (second: DocumentSet, third: DocumentSet) {
        var second = DocumentSet(documentCount: eligible.documentCount)
        var third = second
        let hasTable = fulfilled.count <= Self.fewConcepts
        let table = (0..<(hasTable ? UInt64(1) << UInt64(fulfilled.count) : 0)).map {
            tier(fulfilled: $0) ?? 0
        }
        var words = [UInt64](repeating: 0, count: fulfilled.count)
        second.withMutableWords { second in
            third.withMutableWords { third in
                var index = eligible.wordWithDocuments(from: 0)
                while index < eligible.wordCount {
                    for place in fulfilled.indices { words[place] = fulfilled[place].word(index) }
                    var rest = eligible.word(index)
                    while rest != 0 {
                        let document = UInt64(rest.trailingZeroBitCount)
                        var held: UInt64 = 0
                        for place in words.indices {
                            held |= (words[place] &>> document & 1) &<< UInt64(place)
                        }
                        switch hasTable ? table[Int(held)] : tier(fulfilled: held) {
                        case 1: second[index] |= 1 &<< document
                        case 2: third[index] |= 1 &<< document
                        default: break
                        }
                        rest &= rest &- 1
                    }
                    index = eligible.wordWithDocuments(from: index + 1)
                }
            }
        }
        return (second, third)
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
