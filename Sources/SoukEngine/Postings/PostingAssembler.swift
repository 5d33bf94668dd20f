import SoukAnalysis

/// Makes the postings of one term of its records: tokens of one document become one posting with its code.
struct PostingAssembler: ~Copyable {
    /// Occurrences of the open posting by place; zero but for `places`.
    private let counts: UnsafeMutablePointer<UInt32>
    private var places: [UInt32] = []
    /// What each occurrence at a place adds to a code, and how many a code can hold; by place.
    private let codes = PlaceCodes()

    // SAFETY: a place is below the slots of the largest schema times the readings.
    private static let placeCount = Schema.maximumFieldCount * 4

    init() {
        counts = .allocate(capacity: Self.placeCount)
        counts.initialize(repeating: 0, count: Self.placeCount)
    }

    deinit { counts.deallocate() }

    /// Appends the postings of `records`, which come by document, then slot, then position.
    mutating func assemble(_ records: UnsafeBufferPointer<UInt64>, into postings: inout PostingBuffer) {
        guard var next = records.baseAddress else { return }
        let end = next + records.count
        while next < end {
            let document = PostingRecord.document(next[0])
            if let position = PostingRecord.plainPosition(next[0]),
                next + 1 == end || PostingRecord.document(next[1]) != document
            {
                postings.addPosition(position)
                postings.endPosting(document, code: PlaceCodes.plain, frequencies: [])
                next += 1
            } else {
                assembleSeveral(document, &next, end, into: &postings)
            }
        }
    }

    private mutating func assembleSeveral(
        _ document: UInt32, _ next: inout UnsafePointer<UInt64>, _ end: UnsafePointer<UInt64>,
        into postings: inout PostingBuffer
    ) {
        places.removeAll(keepingCapacity: true)
        var slot = UInt32.max
        var previous: UInt32 = 0
        while next < end, PostingRecord.document(next[0]) == document {
            let (place, position) = PostingRecord.read(&next)
            if place.slot != slot {
                slot = place.slot
                previous = 0
            }
            postings.addPosition(position &- previous)
            previous = position
            let index = Int(place.number)
            if counts[index] == 0 { places.append(place.number) }
            counts[index] &+= 1
        }
        let code = codes.code(of: places, counts)
        postings.endPosting(document, code: code, frequencies: frequencies())
        for place in places { counts[Int(place)] = 0 }
    }

    /// By slot, then reading.
    private func frequencies() -> [FieldFrequency] {
        places.sorted().map { place in
            FieldFrequency(
                slot: Int(place >> 2), reading: TokenReading(rawValue: UInt8(place & 3)) ?? .aligned,
                count: Int(counts[Int(place)]))
        }
    }
}

/// The arithmetic of ``PostingCode`` by place: a code is the sum of what each occurrence adds.
struct PlaceCodes {
    /// The code of a term that stands once, in the first slot, aligned.
    static let plain: UInt8 = 1

    private struct Step {
        var code: UInt32
        var limit: UInt32
    }

    /// Steps and limits of the coded places.
    private let steps: [Step]
    private let firsts: [UInt32]

    init() {
        var steps: [Step] = []
        for slot in 0..<PostingCode.codedFieldCount {
            for reading in TokenReading.allCases {
                let limits = PostingCode.limits(of: reading)
                let step = limits[..<slot].reduce(1) { $0 * ($1 + 1) }
                steps.append(Step(code: UInt32(step), limit: UInt32(limits[slot])))
            }
            steps.append(Step(code: 0, limit: 0))
        }
        self.steps = steps
        firsts = TokenReading.allCases.map { UInt32(PostingCode.firstCode(of: $0)) }
    }

    /// The code of a posting, as ``PostingCode/code(for:)`` has it.
    /// - Parameters:
    ///   - places: the places where the term stands, in any order.
    ///   - counts: how often, by place.
    func code(of places: [UInt32], _ counts: UnsafePointer<UInt32>) -> UInt8 {
        guard let first = places.first else { return PostingCode.escape }
        var sum: UInt32 = firsts[Int(first & 3)] - 1
        for place in places {
            let count = counts[Int(place)]
            guard place & 3 == first & 3, place < steps.count, count <= steps[Int(place)].limit else {
                return PostingCode.escape
            }
            sum += steps[Int(place)].code * count
        }
        return UInt8(sum)
    }
}
