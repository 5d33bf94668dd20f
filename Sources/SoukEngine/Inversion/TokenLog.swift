import CSoukKernels
import SoukAnalysis

/// The tokens of the documents of a segment under work, one after another as they came: 4 bytes for nearly all.
///
/// ```
/// Document := Word*
/// Word     := Step:2 Reading:2 Term:28        a token, Step places after the last; 3: its place follows as a number
///           | 0:2 3:2 Slot:28                 what follows stands in another slot
/// ```
/// A document begins in slot 0, at place 0. Written once and read in any order of documents, whence postings come sorted.
struct TokenLog: BitwiseCopyable {
    /// Numbers of terms lie below.
    static let termLimit = 1 << 28

    // SAFETY: freed by `deallocate`. A document's words end where the next one's begin.
    private var words = RawArray<UInt32>(capacity: 1 << 14)
    private var starts = RawArray<UInt64>(capacity: 1 << 10)
    private var slot: UInt32 = 0
    private var position: UInt32 = 0

    private static let slotChange: UInt32 = 3 << 28
    private static let farStep: UInt32 = 3
    private static let termMask = UInt32(termLimit - 1)

    init() { starts.append(0) }

    func deallocate() {
        words.deallocate()
        starts.deallocate()
    }

    var documentCount: Int { starts.count - 1 }

    /// Bytes held.
    var byteCount: Int { words.byteCount + starts.byteCount }

    /// Adds a token to the open document.
    /// - Precondition: slots never fall in a document, and positions never in a slot.
    @inline(__always)
    mutating func append(term: UInt32, place: TokenPlace, position next: UInt32) {
        if place.slot != slot {
            slot = place.slot
            position = 0
            words.append(Self.slotChange | slot)
        }
        let step = next &- position
        position = next
        let word = term | place.reading &<< 28
        if step < Self.farStep {
            words.append(word | step &<< 30)
        } else {
            words.append(word | Self.farStep &<< 30)
            words.append(next)
        }
    }

    mutating func endDocument() {
        starts.append(UInt64(words.count))
        slot = 0
        position = 0
    }

    /// Begins to fetch where a document's words are found.
    @inline(__always)
    func prefetchStart(_ document: Int) { souk_prefetch(starts.elements + document) }

    /// Begins to fetch a document's first words.
    @inline(__always)
    func prefetchWords(_ document: Int) { souk_prefetch(words.elements + Int(starts.elements[document])) }

    /// Calls `body` with term, place and position of every token of a document, in order.
    @inline(__always)
    func forEachToken(of document: Int, _ body: (UInt32, TokenPlace, UInt32) -> Void) {
        var word = words.elements + Int(starts.elements[document])
        let end = words.elements + Int(starts.elements[document &+ 1])
        var slot: UInt32 = 0
        var position: UInt32 = 0
        while word < end {
            let value = word.pointee
            word += 1
            let reading = value &>> 28 & 3
            if reading == 3 {
                slot = value & Self.termMask
                position = 0
                continue
            }
            let step = value &>> 30
            if step < Self.farStep {
                position &+= step
            } else {
                position = word.pointee
                word += 1
            }
            body(value & Self.termMask, TokenPlace(slot: slot, reading: reading), position)
        }
    }
}

/// A slot and a reading: where in a document, and how, a term stands.
struct TokenPlace: BitwiseCopyable, Equatable {
    let number: UInt32

    @inline(__always)
    init(slot: Int, reading: TokenReading) { number = UInt32(slot) &<< 2 | UInt32(reading.rawValue) }

    @inline(__always)
    init(slot: UInt32, reading: UInt32) { number = slot &<< 2 | reading }

    @inline(__always)
    init(number: UInt32) { self.number = number }

    var slot: UInt32 { number &>> 2 }
    var reading: UInt32 { number & 3 }
}
