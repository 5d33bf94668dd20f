import SoukAnalysis
import SoukStorage

/// Finds the documents of one segment that hold a term, a phrase or a character, with their weighted frequency.
struct PatternEvaluator<S: Similarity> {
    let segment: SegmentReader
    let similarity: S
    let slotWeights: [Double]
    /// Weighted frequency of every posting code; nothing for the escape.
    private let codeFrequencies: [Double]

    init(_ segment: SegmentReader, _ similarity: S) {
        self.segment = segment
        self.similarity = similarity
        let weights = similarity.slotWeights(of: segment)
        slotWeights = weights
        codeFrequencies = PostingCode.table.map { similarity.frequency($0, slotWeights: weights) }
    }

    func matches(_ pattern: Concept.Alternative.Pattern) throws(StorageError) -> Matches {
        switch pattern {
        case .term(let term): try matches(ofTerm: term)
        case .phrase(let terms): try phrase(terms)
        case .character(let character):
            try union(from: character) {
                $0.starts(with: character) ? Self.isTwoCharacters($0) : nil
            }
        case .terms(let first, let last):
            try union(from: first) { last.lexicographicallyPrecedes($0) ? nil : true }
        }
    }

    func matches(ofTerm term: [UInt8]) throws(StorageError) -> Matches {
        guard var cursor = try segment.postings(of: term) else { return Matches() }
        return try drain(&cursor)
    }

    private func drain(_ cursor: inout PostingsCursor) throws(StorageError) -> Matches {
        var matches = Matches()
        while try cursor.advance() {
            let frequency = self.frequency(cursor)
            // A term that stands only in fields of weight 0 is not found.
            if frequency > 0 { matches.append(cursor.document, frequency) }
        }
        return matches
    }

    private func frequency(_ cursor: PostingsCursor) -> Double {
        cursor.code == PostingCode.escape
            ? similarity.frequency(cursor.frequencies, slotWeights: slotWeights)
            : codeFrequencies[Int(cursor.code)]
    }

    /// The union over all terms that begin with `prefix`; frequencies add up.
    func prefix(_ prefix: [UInt8]) throws(StorageError) -> Matches {
        try union(from: prefix) { $0.starts(with: prefix) ? true : nil }
    }

    /// The union over the terms from `first` on that `accept` takes, up to the one for which it is nil; frequencies add up.
    private func union(from first: [UInt8], _ accept: ([UInt8]) -> Bool?) throws(StorageError) -> Matches {
        var sums = [Double](repeating: 0, count: segment.documentCount)
        var terms = try segment.terms.cursor(atOrAfter: first)
        while try terms.advance(), let isTaken = accept(terms.term) {
            guard isTaken else { continue }
            var cursor = try segment.cursor(terms.info)
            while try cursor.advance() { sums[Int(cursor.document)] += frequency(cursor) }
        }
        var matches = Matches()
        for (document, frequency) in sums.enumerated() where frequency > 0 {
            matches.append(UInt32(document), frequency)
        }
        return matches
    }

    /// Documents where every term stands at its offset from one beginning, in one field.
    func phrase(_ terms: [PhraseTerm]) throws(StorageError) -> Matches {
        var cursors: [PostingsCursor] = []
        for entry in terms {
            guard let cursor = try segment.postings(of: entry.term) else { return Matches() }
            cursors.append(cursor)
        }
        var matches = Matches()
        guard !cursors.isEmpty, try cursors[0].advance() else { return matches }
        while try alignOnNextDocument(&cursors) {
            var starts: Set<FieldPosition>?
            for index in cursors.indices {
                let found = Set(
                    try cursors[index].positions().map {
                        FieldPosition(slot: $0.slot, position: $0.position - terms[index].offset)
                    })
                starts = starts.map { $0.intersection(found) } ?? found
            }
            let frequency = phraseFrequency(starts ?? [])
            if frequency > 0 { matches.append(cursors[0].document, frequency) }
            guard try cursors[0].advance() else { break }
        }
        return matches
    }

    /// Moves every cursor to the first document from the first cursor's on that all of them hold.
    private func alignOnNextDocument(_ cursors: inout [PostingsCursor]) throws(StorageError) -> Bool {
        var target = cursors[0].document
        var agreed = 1
        var index = 1 % cursors.count
        if cursors.count == 1 { return target != PostingsCursor.end }
        while agreed < cursors.count {
            guard try cursors[index].advance(to: target) else { return false }
            if cursors[index].document == target {
                agreed += 1
            } else {
                target = cursors[index].document
                agreed = 1
            }
            index = (index + 1) % cursors.count
        }
        return true
    }

    private func phraseFrequency(_ starts: Set<FieldPosition>) -> Double {
        var counts: [Int: Int] = [:]
        for start in starts { counts[start.slot, default: 0] += 1 }
        let entries = counts.sorted { $0.key < $1.key }.map {
            FieldFrequency(slot: $0.key, reading: .aligned, count: $0.value)
        }
        return similarity.frequency(entries, slotWeights: slotWeights)
    }

    /// Whether a term is a bigram, or a character and the end sentinel: longer words would count a character twice.
    static func isTwoCharacters(_ term: [UInt8]) -> Bool {
        term.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } == 2
    }
}
