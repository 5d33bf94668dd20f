import CSoukKernels
import SoukStorage

/// A bitmap of a segment's documents for the length of one search; the thread keeps the memory for the next one.
struct ScratchBits {
    // SAFETY: `wordCount` words, 0 when taken and given back, until `deallocate`.
    let words: UnsafeMutablePointer<UInt64>
    let wordCount: Int

    init(documentCount: Int) {
        wordCount = (documentCount + 63) / 64
        words = .borrowZeros(wordCount + 1)
    }

    func deallocate() {
        words.update(repeating: 0, count: wordCount)
        words.giveBackZeros()
    }

    /// Sets the bits of a list's documents, from the block that reaches `start` on.
    func insert(_ list: PostingList, from start: UInt32 = 0) throws(StorageError) {
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        for index in list.block(atOrAfter: start, from: 0)..<list.blockCount {
            try list.decodeDocuments(index, into: &block)
            souk_set_bits(block.documents, block.count, words)
        }
    }

    /// Writes the documents of a word, from `start` on, after the first `count` of `documents`.
    /// - Returns: how many there are now.
    @inline(__always)
    func documents(
        ofWord word: Int, from start: UInt32, into documents: UnsafeMutablePointer<UInt32>, after count: Int
    ) -> Int {
        var rest = words[word]
        if word == Int(start >> 6) { rest &= ~0 << UInt64(start & 63) }
        var count = count
        while rest != 0 {
            documents[count] = UInt32(word * 64 + rest.trailingZeroBitCount)
            rest &= rest - 1
            count += 1
        }
        return count
    }
}
