/// The term that stands for a quantity in an index: equal for equal quantities, however they were written, and in the
/// order of their values within a kind.
///
/// ```
/// term  = (U+0004 kind value) | (U+0005 kind value value)     a quantity; a range of them
/// kind  = one letter, see `letters`; a capital where the unit is imperial
/// value = "@" | exponent 6digit                               zero; "A" + exponent + 12, and the first digits
///       | "?" exponent 6digit                                 below zero, each byte taken from that of the highest
/// ```
/// Text cannot contain U+0004 or U+0005: controls separate. Values are in base units, to six digits. What is sold as whole
/// thousands of gigabytes counts 1,024 each: 1 TB is either.
package struct QuantityTerm: Sendable, Hashable {
    /// What begins the terms of single quantities, and those of ranges.
    package static let pointMark: UInt8 = 4
    package static let rangeMark: UInt8 = 5
    private static let valueLength = 7

    /// What terms of one sort begin with: a kind, in the metric or the imperial system.
    package struct Group: Sendable, Hashable {
        package var letter: UInt8

        package init(letter: UInt8) { self.letter = letter }

        init(_ quantity: Quantity) {
            let letter = QuantityTerm.letter(of: quantity)
            let isImperial =
                QuantityTerm.kindsOfTwoSystems.contains(letter)
                && QuantityTerm.isImperial(quantity.unit)
            self.letter = isImperial ? letter - 0x20 : letter
        }

        /// The same kind in the other system; nil for kinds that have one.
        package var inOtherSystem: Group? {
            QuantityTerm.kindsOfTwoSystems.contains(letter | 0x20) ? Group(letter: letter ^ 0x20) : nil
        }
    }

    package var group: Group
    package var value: Double
    /// The upper end of a range.
    package var upper: Double?

    package init(_ quantity: Quantity) {
        group = Group(quantity)
        let isStorage = quantity.kind == .storage || quantity.kind == .memory
        value = isStorage ? Self.binary(quantity.baseValue) : quantity.baseValue
        upper = quantity.baseMax.map { isStorage ? Self.binary($0) : $0 }
    }

    /// Whole thousands of gigabytes as multiples of 1,024.
    package static func binary(_ gigabytes: Double) -> Double {
        gigabytes >= 1_000 && gigabytes.truncatingRemainder(dividingBy: 1_000) == 0
            ? gigabytes * 1.024 : gigabytes
    }

    /// The bytes in the index.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 + 2 * (Self.valueLength + 1))
        bytes.append(upper == nil ? Self.pointMark : Self.rangeMark)
        bytes.append(group.letter)
        Self.append(value, to: &bytes)
        if let upper { Self.append(upper, to: &bytes) }
        return bytes
    }

    /// What a term of ``pointMark`` or ``rangeMark`` says; nil for any other term. Values are as good as six digits.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count > 2, bytes[0] == Self.pointMark || bytes[0] == Self.rangeMark else { return nil }
        var rest = bytes[2...]
        guard let value = Self.takeValue(&rest) else { return nil }
        group = Group(letter: bytes[1])
        self.value = value
        if bytes[0] == Self.rangeMark {
            guard let upper = Self.takeValue(&rest) else { return nil }
            self.upper = upper
        }
        guard rest.isEmpty else { return nil }
    }

    /// The groups of a kind: sizes have one for every system, lengths, weights and volumes one for metric and imperial units.
    package static func groups(of kind: Quantity.Kind) -> [Group] {
        letters.filter { $0.kind == kind }.flatMap { entry in
            let group = Group(letter: entry.letter)
            return [group] + (group.inOtherSystem.map { [$0] } ?? [])
        }
    }

    // MARK: Values

    private static let lowestExponent = -12
    private static let highestExponent = 18

    /// Six digits and their power of ten, as bytes that compare as the values do.
    package static func append(_ value: Double, to bytes: inout [UInt8]) {
        if value < -1e-12 {
            let start = bytes.count
            bytes.append(belowZero)
            append(-value, to: &bytes)
            reverse(&bytes[(start + 1)...])
            return
        }
        guard value > 1e-12 else { return bytes.append(0x40) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: valueLength) { room in
            writePositive(value, room)
            bytes.append(contentsOf: room)
        }
    }

    /// The ``valueLength`` bytes of a value above zero.
    private static func writePositive(_ value: Double, _ bytes: UnsafeMutableBufferPointer<UInt8>) {
        var exponent = 0
        var mantissa = min(value, 9.99e18)
        while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        var digits = Int((mantissa * 1e5).rounded())
        if digits >= 1_000_000 { (digits, exponent) = (100_000, exponent + 1) }
        bytes[0] = UInt8(
            truncatingIfNeeded: 0x41 + min(max(exponent, lowestExponent), highestExponent) - lowestExponent)
        for place in 1..<valueLength {
            bytes[valueLength - place] = UInt8(truncatingIfNeeded: 0x30 + digits % 10)
            digits /= 10
        }
    }

    /// Writes the bytes in the index into a term: for the usual quantity without an array.
    func write(to term: inout TermBuffer) {
        guard upper == nil, value > 1e-12 else {
            for byte in bytes { term.append(byte) }
            return
        }
        term.append(Self.pointMark)
        term.append(group.letter)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.valueLength) { room in
            Self.writePositive(value, room)
            for byte in room { term.append(byte) }
        }
    }

    private static let belowZero: UInt8 = 0x3F

    /// Turns the order of positive values around, and back.
    private static func reverse(_ value: inout ArraySlice<UInt8>) {
        guard let first = value.indices.first else { return }
        let highest = 0x82 + UInt8(highestExponent - lowestExponent)
        value[first] = highest &- value[first]
        for index in value.indices.dropFirst() { value[index] = 0x69 &- value[index] }
    }

    /// A value as good as terms hold it.
    package static func rounded(_ value: Double) -> Double {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        var rest = bytes[...]
        return takeValue(&rest) ?? value
    }

    private static func takeValue(_ bytes: inout ArraySlice<UInt8>) -> Double? {
        if bytes.first == belowZero {
            bytes.removeFirst()
            guard bytes.count >= valueLength else { return nil }
            var value = ArraySlice(Array(bytes.prefix(valueLength)))
            bytes.removeFirst(valueLength)
            reverse(&value)
            return takePositiveValue(&value).map { -$0 }
        }
        return takePositiveValue(&bytes)
    }

    private static func takePositiveValue(_ bytes: inout ArraySlice<UInt8>) -> Double? {
        guard let first = bytes.popFirst() else { return nil }
        if first == 0x40 { return 0 }
        guard first >= 0x41, bytes.count >= valueLength - 1 else { return nil }
        var digits = 0.0
        for _ in 1..<valueLength {
            guard let byte = bytes.popFirst(), byte >= 0x30, byte <= 0x39 else { return nil }
            digits = digits * 10 + Double(byte - 0x30)
        }
        var exponent = Int(first) - 0x41 + lowestExponent - 5
        guard exponent + 5 <= highestExponent else { return nil }
        while exponent > 0 { (digits, exponent) = (digits * 10, exponent - 1) }
        var divisor = 1.0
        while exponent < 0 { (divisor, exponent) = (divisor * 10, exponent + 1) }
        return digits / divisor
    }

    // MARK: Kinds

    /// The letters are written into indexes and never change.
    private static let letters: [(kind: Quantity.Kind, system: String?, letter: UInt8)] = [
        (.storage, nil, 0x61), (.memory, nil, 0x62), (.length, nil, 0x63), (.weight, nil, 0x64),
        (.volume, nil, 0x65),
        (.count, nil, 0x66), (.power, nil, 0x67), (.frequency, nil, 0x68), (.charge, nil, 0x69),
        (.voltage, nil, 0x6A), (.current, nil, 0x6B), (.luminous, nil, 0x6C), (.temperature, nil, 0x6D),
        (.age, nil, 0x6E), (.angle, nil, 0x6F), (.diopter, nil, 0x70), (.abv, nil, 0x71),
        (.horsepower, nil, 0x72),
        (.size, "CN", 0x73), (.size, "EU", 0x74), (.size, "US", 0x75), (.size, "UK", 0x76),
    ]

    private static func letter(of quantity: Quantity) -> UInt8 {
        let kind = quantity.kind.number
        // Sizes have a letter for every system.
        if kind < letterOfKind.count, letterOfKind[kind] != 0 { return letterOfKind[kind] }
        return letters.first { $0.kind == quantity.kind && $0.system == quantity.baseUnit }?.letter ?? 0x73
    }

    /// Letters by the kind's number; 0 for sizes.
    private static let letterOfKind: [UInt8] = Quantity.Kind.allCases.map { kind in
        letters.first { $0.kind == kind && $0.system == nil }?.letter ?? 0
    }

    fileprivate static func names(of letter: UInt8) -> (kind: String, unit: String) {
        let kindLetter = kindsOfTwoSystems.contains(letter | 0x20) ? letter | 0x20 : letter
        guard let entry = letters.first(where: { $0.letter == kindLetter }) else { return ("quantity", "") }
        return (entry.kind.rawValue, entry.system ?? entry.kind.baseUnit)
    }

    /// Lengths, weights, volumes.
    private static let kindsOfTwoSystems: ClosedRange<UInt8> = 0x63...0x65

    private static func isImperial(_ unit: String) -> Bool {
        // By packed letters: hashing the name took longer than making the term.
        switch unit.utf8.reduce(UInt64(0), { $0 << 8 | UInt64($1) }) {
        case letters("inch"), letters("ft"), letters("yd"), letters("lb"), letters("oz"), letters("floz"),
            letters("gal"), letters("qt"), letters("pint"):
            true
        default: false
        }
    }

    @inline(__always)
    private static func letters(_ name: StaticString) -> UInt64 {
        name.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }
}

extension QuantityTerm.Group {
    /// The kind, and the unit of its values: the system of sizes.
    var names: (kind: String, unit: String) { QuantityTerm.names(of: letter) }
}
