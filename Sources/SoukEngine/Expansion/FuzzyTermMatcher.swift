import SoukStorage

/// Finds the terms of a segment within a distance of a word, by the way that costs least.
struct FuzzyTermMatcher {
    private let word: [UInt8]
    /// Nil for a word that is looked up as it stands.
    private let pattern: FuzzyPattern?

    init(_ word: [UInt8], distance: Int) {
        self.word = word
        let scalars = String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)
        let distance = min(distance, FuzzyPattern.largestDistance)
        let isPlain =
            distance <= 0 || scalars.count > FuzzyPattern.longest
            || scalars.contains(where: HanCharacter.contains)
        pattern = isPlain ? nil : FuzzyPattern(scalars, distance: distance)
    }

    func deallocate() { pattern?.deallocate() }

    /// - Parameter body: gets a term's entry, its distance, and its bytes, valid during the call.
    @inline(__always)
    func forEachTerm(
        of segment: SegmentReader,
        _ body: (TermInfo, Int, UnsafeBufferPointer<UInt8>) throws(StorageError) -> Void
    ) throws(StorageError) {
        guard let pattern else {
            if let info = try segment.terms.find(word) {
                var failure: StorageError?
                word.withUnsafeBufferPointer { bytes in
                    do throws(StorageError) { try body(info, 0, bytes) } catch { failure = error }
                }
                if let failure { throw failure }
            }
            return
        }
        var scanner = FuzzyTermScanner(segment.terms, pattern)
        defer { scanner.deallocate() }
        while true {
            let match: FuzzyTermScanner.Match?
            do throws(PostingScanner.Damage) { match = try scanner.next() } catch {
                throw segment.terms.error(error)
            }
            guard let match else { return }
            try body(match.info, match.distance, scanner.lastTerm)
        }
    }
}
