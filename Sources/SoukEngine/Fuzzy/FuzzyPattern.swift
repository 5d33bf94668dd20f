/// A word and how far a term may be from it, as an automaton that reads terms one scalar after another.
///
/// Distance counts insertions, deletions, substitutions and exchanges of neighbours, where no scalar is changed twice
/// (optimal string alignment). Bit i of register j says whether the first i scalars of the word are within j changes of
/// what was read, so that a step is a handful of operations on numbers, and no set bit means that no term going on
/// from here can match.
/// - Paper: Wu & Manber, "Fast text searching allowing errors", 1992; the exchange is a transition over two scalars.
struct FuzzyPattern {
    static let largestDistance = 2
    /// So that a register holds a bit for every scalar and the end.
    static let longest = 62

    let scalars: [UInt32]
    let distance: Int
    // SAFETY: 128 elements from init to `deallocate`.
    private let masks: UnsafeMutablePointer<UInt64>
    private let otherMasks: [(scalar: UInt32, mask: UInt64)]
    private let all: UInt64

    /// Registers after some scalars: by number of changes, and those waiting for the second of two exchanged scalars.
    struct State {
        var exact: UInt64
        var one: UInt64
        var two: UInt64
        fileprivate var exchangedExact: UInt64
        fileprivate var exchangedOne: UInt64
    }

    /// - Precondition: at most ``longest`` scalars, and a distance of 0 to ``largestDistance``.
    init(_ scalars: [UInt32], distance: Int) {
        precondition(scalars.count <= Self.longest && (0...Self.largestDistance).contains(distance))
        self.scalars = scalars
        self.distance = distance
        all = 1 << UInt64(scalars.count + 1) - 1
        masks = .borrow(128)
        masks.initialize(repeating: 0, count: 128)
        var others: [(scalar: UInt32, mask: UInt64)] = []
        for (place, scalar) in scalars.enumerated() {
            let bit: UInt64 = 1 << UInt64(place)
            if scalar < 128 {
                masks[Int(scalar)] |= bit
            } else if let index = others.firstIndex(where: { $0.scalar == scalar }) {
                others[index].mask |= bit
            } else {
                others.append((scalar, bit))
            }
        }
        otherMasks = others
    }

    func deallocate() { masks.giveBack() }

    /// Before the first scalar.
    var start: State {
        State(exact: 1, one: 0b11 & all, two: 0b111 & all, exchangedExact: 0, exchangedOne: 0)
    }

    @inline(__always)
    private func mask(_ scalar: UInt32) -> UInt64 {
        if scalar < 128 { return masks[Int(scalar)] }
        for other in otherMasks where other.scalar == scalar { return other.mask }
        return 0
    }

    @inline(__always)
    func step(_ state: State, _ scalar: UInt32) -> State {
        let mask = mask(scalar)
        let exact = (state.exact & mask) << 1
        let one =
            ((state.one & mask) << 1 | state.exact | state.exact << 1 | exact << 1
                | (state.exchangedExact & mask) << 2) & all
        let two =
            ((state.two & mask) << 1 | state.one | state.one << 1 | one << 1
                | (state.exchangedOne & mask) << 2) & all
        return State(
            exact: exact, one: one, two: two, exchangedExact: state.exact & mask >> 1,
            exchangedOne: state.one & mask >> 1)
    }

    /// Whether no continuation is within the distance.
    @inline(__always)
    func isDead(_ state: State) -> Bool { register(state) == 0 }

    @inline(__always)
    private func register(_ state: State) -> UInt64 {
        distance == 2 ? state.two : distance == 1 ? state.one : state.exact
    }

    /// How far what was read is from the word; nil if farther than ``distance``.
    @inline(__always)
    func distance(_ state: State) -> Int? {
        let end: UInt64 = 1 << UInt64(scalars.count)
        guard register(state) & end != 0 else { return nil }
        return state.exact & end != 0 ? 0 : state.one & end != 0 ? 1 : 2
    }
}

/// Characters to which typing errors of single scalars do not apply.
enum HanCharacter {
    /// Unified ideographs of all planes, and their compatibility forms.
    @inline(__always)
    static func contains(_ scalar: UInt32) -> Bool {
        scalar >= 0x3400
            && (scalar <= 0x9FFF || (0xF900...0xFAFF).contains(scalar)
                || (0x20000...0x3FFFF).contains(scalar))
    }
}
