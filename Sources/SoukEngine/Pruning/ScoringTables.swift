import SoukAnalysis
import SoukStorage

/// What BM25F needs of one segment, computed once for a snapshot and a set of parameters: the norm of every document
/// and the weighted frequency of every posting code.
final class ScoringTables: @unchecked Sendable {
    // SAFETY: written in init alone, freed in deinit; `norms` and `floors` hold one value for each document, the
    // other tables 256.
    let norms: UnsafeMutablePointer<Float>
    /// The smallest norm from a document on. The same memory as `norms` when those rise, as in a segment whose order
    /// was made with these weights.
    let floors: UnsafeMutablePointer<Float>
    /// Weighted frequency of every code; 0 for the escape, whose frequencies stand with the posting.
    let frequencies: UnsafeMutablePointer<Double>
    let singleFrequencies: UnsafeMutablePointer<Float>
    /// At least the weighted frequency of every posting in a block whose strongest code it is.
    let ceilings: UnsafeMutablePointer<Double>
    /// The highest weighted frequency of any code that is not stronger than the one at the place.
    let ordinaryFrequencies: UnsafeMutablePointer<Double>
    /// What one occurrence weighs, by slot and reading as ``WrittenFrequency`` has them.
    private let occurrenceWeights: UnsafeMutablePointer<Double>
    let documentCount: Int
    /// Whether norms rise with the documents, and among equal norms the keys do.
    let isOrdered: Bool
    /// Where each run of documents of one norm ends, of an ordered segment; empty for any other.
    let normEnds: UnsafeMutableBufferPointer<UInt32>
    /// Whether every document that holds a term is worth more than 0. What stands only in fields or readings that weigh
    /// nothing is not found, which lists alone do not tell.
    let findsEveryOccurrence: Bool
    let slotWeights: [Double]
    /// Weighted frequency of a phrase that stands once, by slot.
    let phraseFrequencies: [Double]
    let formula: BM25Formula
    /// What was found by single characters.
    let unions: CharacterUnions

    init(_ segment: SegmentReader, _ similarity: BM25Similarity) {
        unions = CharacterUnions(documentCount: segment.documentCount)
        let weights = similarity.slotWeights(of: segment)
        slotWeights = weights
        phraseFrequencies = weights.indices.map {
            similarity.frequency(
                [FieldFrequency(slot: $0, reading: .aligned, count: 1)], slotWeights: weights)
        }
        formula = similarity.formula
        let parameters = similarity.parameters
        findsEveryOccurrence =
            parameters.innerReading > 0 && parameters.crossingReading > 0 && weights.allSatisfy { $0 > 0 }
        documentCount = segment.documentCount
        norms = .allocate(capacity: documentCount + 1)
        var previousLength = Float.nan
        var tellsLengthsApart = true
        var ends: [UInt32] = []
        for document in 0..<UInt32(documentCount) {
            let length = segment.lengths.weightedLength(of: document, weights: weights)
            let norm = similarity.formula.norm(length: length)
            norms[Int(document)] = norm
            if document > 0, norm != norms[Int(document) - 1] { ends.append(document) }
            if document > 0, length != previousLength, norm == norms[Int(document) - 1] {
                tellsLengthsApart = false
            }
            previousLength = length
        }
        isOrdered = weights == segment.layout.slotWeights && tellsLengthsApart
        normEnds = .allocate(capacity: isOrdered ? ends.count + 1 : 0)
        if isOrdered { _ = normEnds.initialize(from: ends + [UInt32(documentCount)]) }
        floors = isOrdered ? norms : .allocate(capacity: documentCount + 1)
        if !isOrdered {
            var floor = Float.infinity
            for document in (0..<documentCount).reversed() {
                floor = min(floor, norms[document])
                floors[document] = floor
            }
        }
        frequencies = .allocate(capacity: 256)
        singleFrequencies = .allocate(capacity: 256)
        ceilings = .allocate(capacity: 256)
        ordinaryFrequencies = .allocate(capacity: 256)
        occurrenceWeights = .allocate(capacity: WrittenFrequency.keyLimit)
        occurrenceWeights.initialize(repeating: 0, count: WrittenFrequency.keyLimit)
        for (slot, weight) in weights.prefix(WrittenFrequency.keyLimit / 4).enumerated() {
            for reading in TokenReading.allCases {
                occurrenceWeights[slot << 2 | Int(reading.rawValue)] =
                    weight * parameters.readingWeight(reading)
            }
        }
        fillFrequencies(similarity, segment)
    }

    private func fillFrequencies(_ similarity: BM25Similarity, _ segment: SegmentReader) {
        let strengths = PostingCode.strengths(slotWeights: segment.layout.slotWeights)
        // Under other weights than the segment's own the strongest code may not be the strongest: the largest ratio
        // of the two frequencies over all codes makes the bound right again.
        var ratio = 1.0
        for code in 0..<256 {
            let frequency = similarity.frequency(PostingCode.table[code], slotWeights: slotWeights)
            frequencies[code] = frequency
            singleFrequencies[code] = Float(frequency)
            guard frequency > 0 else { continue }
            let strength = Double(strengths[code])
            ratio = strength > 0 ? max(ratio, frequency / strength) : .infinity
        }
        for code in 0..<256 {
            let bound = Double(strengths[code]) * ratio
            ceilings[code] = code == Int(PostingCode.escape) || bound.isNaN ? .infinity : bound
        }
        let byStrength = (0..<256).sorted { strengths[$0] < strengths[$1] }
        var highest = 0.0
        var place = 0
        while place < byStrength.count {
            // Codes of one strength are ordinary or strong together.
            var end = place
            while end < byStrength.count, strengths[byStrength[end]] == strengths[byStrength[place]] {
                highest = max(highest, frequencies[byStrength[end]])
                end += 1
            }
            for index in place..<end { ordinaryFrequencies[byStrength[index]] = highest }
            place = end
        }
        ordinaryFrequencies[Int(PostingCode.escape)] = .infinity
    }

    /// Weighted frequency of a posting of a decoded block.
    @inline(__always)
    func frequency(_ block: PostingBlock, _ place: Int) -> Double {
        let code = block.codes[place]
        return code == PostingCode.escape ? escapedFrequency(block, place) : frequencies[Int(code)]
    }

    /// The same as ``BM25Similarity/frequency(_:slotWeights:)``, bit for bit: the products are made once.
    func escapedFrequency(_ block: PostingBlock, _ place: Int) -> Double {
        var sum = 0.0
        for entry in block.escapedFrequencies(place) {
            sum += occurrenceWeights[entry.key] * Double(entry.count)
        }
        return sum
    }

    /// The next document, at most the segment's last: `document` may come from a table that no decoded block vouches for.
    @inline(__always)
    func document(after document: UInt32) -> UInt32 {
        let last = UInt32(documentCount - 1)
        return document < last ? document + 1 : last
    }

    /// The first document after `document` with another norm, of an ordered segment.
    /// - Complexity: O(log norms).
    func endOfNorm(_ document: Int) -> Int {
        var low = 0
        var high = normEnds.count
        while low < high {
            let middle = (low + high) / 2
            if normEnds[middle] <= document { low = middle + 1 } else { high = middle }
        }
        return Int(normEnds[low])
    }

    deinit {
        if floors != norms { floors.deallocate() }
        norms.deallocate()
        normEnds.deallocate()
        frequencies.deallocate()
        singleFrequencies.deallocate()
        ceilings.deallocate()
        ordinaryFrequencies.deallocate()
        occurrenceWeights.deallocate()
    }
}
