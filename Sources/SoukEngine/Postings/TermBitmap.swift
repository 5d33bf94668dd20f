import CSoukKernels
import SoukStorage

/// The documents of a common term, one bit each, and the code of every posting, found by document.
struct TermBitmap {
    // SAFETY: complete when made; freed by `deallocate`, and nothing writes to them before.
    /// ⌈documents / 64⌉ words.
    let words: UnsafePointer<UInt64>
    /// How many postings stand before each word.
    let ranks: UnsafePointer<UInt32>
    private let codes: UnsafePointer<UInt8>

    static func make(_ list: PostingList, documentCount: Int) throws(StorageError) -> TermBitmap {
        let wordCount = (documentCount + 63) / 64
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCount)
        words.initialize(repeating: 0, count: wordCount)
        let codes = UnsafeMutablePointer<UInt8>.allocate(capacity: list.documentFrequency)
        codes.initialize(repeating: PostingCode.escape, count: list.documentFrequency)
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        do throws(StorageError) {
            for index in 0..<list.blockCount {
                try list.decode(index, into: &block)
                souk_set_bits(block.documents, block.count, words)
                (codes + index * BitPacking.blockSize).update(from: block.codes, count: block.count)
            }
        } catch {
            words.deallocate()
            codes.deallocate()
            throw error
        }
        let ranks = UnsafeMutablePointer<UInt32>.allocate(capacity: wordCount)
        var rank = 0
        for word in 0..<wordCount {
            ranks[word] = UInt32(rank)
            rank += words[word].nonzeroBitCount
        }
        return TermBitmap(words: words, ranks: ranks, codes: codes)
    }

    /// The codes of a block of the list.
    func codes(ofBlock index: Int) -> UnsafePointer<UInt8> { codes + index * BitPacking.blockSize }

    func deallocate() {
        words.deallocate()
        ranks.deallocate()
        codes.deallocate()
    }

    @inline(__always)
    func contains(_ document: UInt32) -> Bool {
        words[Int(document >> 6)] & (1 << UInt64(document & 63)) != 0
    }

    /// The code of the document's posting; nil when the document does not hold the term.
    @inline(__always)
    func code(_ document: UInt32) -> UInt8? {
        let word = Int(document >> 6)
        let bit: UInt64 = 1 << UInt64(document & 63)
        guard words[word] & bit != 0 else { return nil }
        return codes[Int(ranks[word]) + (words[word] & (bit - 1)).nonzeroBitCount]
    }
}
