import CSoukICU

/// Folded text as the word scanner reads it: UTF-16 units with their class and source bytes.
///
/// Two forms give the same tokens: ``ASCIIText`` computes all of it from the source bytes, ``FoldedUnits``
/// reads what ICU folding wrote. The scanner is generic over them and specialised for each.
protocol TextUnits {
    var count: Int { get }
    func unit(_ index: Int) -> UInt16
    func characterClass(_ index: Int) -> UInt8
    /// The source bytes that unit `index` came from: the first, and the one after the last.
    func start(_ index: Int) -> Int
    func end(_ index: Int) -> Int
    /// Whether the source has a capital letter of ASCII there.
    func isCapital(_ index: Int) -> Bool
}

/// Text of ASCII bytes only, folded on the fly. `offset` is where it lies in the whole source.
struct ASCIIText: TextUnits {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    let offset: Int

    // SAFETY: every caller stays in 0..<count, which `bytes` covers while the analyzer runs.
    @inline(__always) func unit(_ index: Int) -> UInt16 { UInt16(souk_ascii_lower(bytes[index])) }
    @inline(__always) func characterClass(_ index: Int) -> UInt8 { souk_ascii_class(bytes[index]) }
    @inline(__always) func start(_ index: Int) -> Int { offset + index }
    @inline(__always) func end(_ index: Int) -> Int { offset + index + 1 }
    func isCapital(_ index: Int) -> Bool { bytes[index] &- 0x41 < 26 }
}

/// Text folded by `souk_icu_fold`. `offset` is where its source lies in the whole source.
struct FoldedUnits: TextUnits {
    let units: UnsafePointer<UInt16>
    let classes: UnsafePointer<UInt8>
    let starts: UnsafePointer<UInt32>
    let ends: UnsafePointer<UInt32>
    let count: Int
    let offset: Int
    private let source: UnsafePointer<UInt8>

    /// - Parameter source: the bytes that were folded.
    /// - Returns: nil when there is nothing to read.
    init?(_ folded: souk_folded_text, source: UnsafePointer<UInt8>, offset: Int) {
        guard folded.count > 0, let units = folded.units, let classes = folded.classes,
            let starts = folded.starts, let ends = folded.ends
        else { return nil }
        self.units = units
        self.classes = classes
        self.starts = starts
        self.ends = ends
        self.count = folded.count
        self.offset = offset
        self.source = source
    }

    // SAFETY: every caller stays in 0..<count; the buffers live until the next fold of the same analyzer.
    @inline(__always) func unit(_ index: Int) -> UInt16 { units[index] }
    @inline(__always) func characterClass(_ index: Int) -> UInt8 { classes[index] }
    @inline(__always) func start(_ index: Int) -> Int { offset + Int(starts[index]) }
    @inline(__always) func end(_ index: Int) -> Int { offset + Int(ends[index]) }
    func isCapital(_ index: Int) -> Bool { source[Int(starts[index])] &- 0x41 < 26 }

    /// Whether a character begins at `index` (it does not at the second half of a surrogate pair).
    @inline(__always) func beginsCharacter(_ index: Int) -> Bool { units[index] & 0xFC00 != 0xDC00 }

    /// The end of the run of units of class `runClass` that holds `index`.
    func runEnd(_ index: Int, of runClass: UInt8) -> Int {
        var end = index + 1
        while end < count && classes[end] == runClass { end += 1 }
        return end
    }
}
