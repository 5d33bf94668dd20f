/// The usual forms of a quantity, read from the bytes without the grammar: digits and a unit (`500ml`, `1.5 kg`, `15"`, `6-inch`,
/// `12片`), where nothing beside them could make more or less of it.
extension QuantityScanner {
    /// What stands at a number.
    enum PlainReading {
        case quantity(Quantity)
        /// The memory and the storage of a phone.
        case pair(Quantity, Quantity)
        /// Surely no quantity.
        case none
        /// The grammar decides.
        case unknown
    }

    /// - Parameter number: the bytes of a number of ASCII digits.
    func plain(_ number: Range<Int>) -> PlainReading {
        guard number.count <= 9, isBeginning(number.lowerBound),
            let (value, isWhole) = decimal(number)
        else { return .unknown }
        if isWhole, let pair = memoryAndStorage(number, value) { return pair }
        let isApart =
            number.upperBound < utf8.count
            && (utf8[number.upperBound] == 0x20 || utf8[number.upperBound] == 0x2D)
        let start = number.upperBound + (isApart ? 1 : 0)
        guard start < utf8.count else { return .unknown }
        if isHan(start) {
            return plainHan(number.lowerBound, value: value, isWhole: isWhole, isApart: isApart, unit: start)
        }
        var (letters, end) = letters(from: start)
        if letters == 0, !isApart, utf8[start] == 0x22 || utf8[start] == 0x27 {
            (letters, end) = (UInt64(utf8[start]), start + 1)
        }
        guard end - start <= 8, let found = hints.plainUnit(letters), !goesOn(end, found.continuations),
            isEnd(end, of: found.unit, isLetter: end == start + 1),
            let unit = meant(
                found.unit, value, isWhole: isWhole, number.lowerBound, separator: number.upperBound, end)
        else { return .unknown }
        return .quantity(make(value, unit, number.lowerBound..<end))
    }

    private func make(_ value: Double, _ unit: QuantityUnit, _ range: Range<Int>) -> Quantity {
        Quantity(
            kind: unit.kind, value: value, unit: unit.name,
            baseValue: (value * unit.factor * 1e6).rounded() / 1e6,
            baseUnit: unit.kind == .size ? "CN" : unit.kind.baseUnit, range: range)
    }

    /// Digits with at most one point, and whether there is none; nil where there are more behind it than are kept.
    private func decimal(_ number: Range<Int>) -> (value: Double, isWhole: Bool)? {
        var value = 0
        var divisor = 0
        for index in number {
            let byte = utf8[index]
            if byte == 0x2E, divisor == 0 {
                divisor = 1
            } else {
                guard byte &- 0x30 < 10 else { return nil }
                value = value * 10 + Int(byte - 0x30)
                divisor *= 10
            }
        }
        // The grammar rounds to millionths.
        guard divisor <= 1_000_000 else { return nil }
        return divisor == 0 ? (Double(value), true) : (Double(value) / Double(divisor), false)
    }

    /// Whether no letter, hyphen or point stands before a number, which might make a model of it.
    private func isBeginning(_ at: Int) -> Bool {
        guard at > 0 else { return true }
        let before = utf8[at - 1]
        if before < 0x80 { return before != 0x2D && before != 0x2E && (before | 0x20) &- 0x61 >= 26 }
        guard at > 2, let scalar = character(at - 3), !CharacterFolding.isMark(scalar) else { return false }
        let folded = CharacterFolding.fold(scalar)
        let kind = FoldedText.kind(of: folded)
        return kind != .letter && kind != .digit && folded != 0x2D && folded != 0x2E
    }

    /// The unit that letters behind a number mean, where the words around have no say in it.
    private func meant(
        _ unit: QuantityUnit, _ value: Double, isWhole: Bool, _ number: Int, separator: Int, _ end: Int
    ) -> QuantityUnit? {
        switch unit.ambiguity {
        case nil: return unit
        case .m:
            let isMetre = utf8[separator] | 0x20 == 0x6D && value != 3
            return isMetre && !QuantityReading.megabytes.contains(value) ? unit : nil
        case .watt: return end < utf8.count && (utf8[end] == 0x2B || utf8[end] >= 0x80) ? nil : unit
        case .count: return value >= 1 && isWhole && unit.factor == 1 ? unit : nil
        case .g:
            if Self.isMemory(value), precedesRAM(end) { return QuantityUnit(.memory, "GB", 1) }
            return Self.isGram(value, isWhole: isWhole) ? QuantityUnit(.weight, "g", 1) : nil
        case .gigabyte: return isMemory(number, end) ? nil : unit
        case .inch:
            let next = end < utf8.count && utf8[end] == 0x20 ? end + 1 : end
            return utf8[separator] != 0x20 && !(next < utf8.count && utf8[next] == 0x31) ? unit : nil
        default: return nil
        }
    }

    /// Numbers of g that are neither sizes of memory or disks nor a mobile network or a frequency.
    private static func isGram(_ value: Double, isWhole: Bool) -> Bool {
        !(isWhole && value <= 6) && !otherGrams.contains(value)
    }

    /// Whether a space and the word RAM follow, with which a number of g is of memory whatever else is named.
    private func precedesRAM(_ end: Int) -> Bool {
        guard end < utf8.count, utf8[end] == 0x20 else { return false }
        let (letters, stop) = letters(from: end + 1)
        return letters == Self.ram && (stop == utf8.count || utf8[stop] < 0x80)
    }

    private static let ram = word("ram")

    /// Numbers of g before such a word that are surely gigabytes.
    private static func isMemory(_ value: Double) -> Bool {
        switch value {
        case 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128, 256, 512: true
        default: false
        }
    }

    private static let otherGrams: [Double] = [
        2.4, 5.2, 5.8, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 120, 128, 240, 250, 256, 480, 500, 512, 960,
        1_000, 1_024,
    ]

    /// Whether a word of memory may stand beside the bytes of a quantity.
    private func isMemory(_ start: Int, _ end: Int) -> Bool {
        let after = end < utf8.count && utf8[end] == 0x20 ? end + 1 : end
        if after < utf8.count, utf8[after] >= 0x80 {
            guard let scalar = character(after).map(CharacterFolding.fold), scalar >= 0x80 else {
                return true
            }
            if scalar == 0x5185 || scalar == 0x8FD0 { return true }  // 内存, 运存
        } else if after < utf8.count, Self.memoryWords.contains(letters(from: after).letters) {
            return true
        }
        let before = start > 0 && utf8[start - 1] == 0x20 ? start - 1 : start
        guard before > 0 else { return false }
        if utf8[before - 1] >= 0x80 {
            guard before > 2, let scalar = character(before - 3).map(CharacterFolding.fold), scalar >= 0x80
            else { return true }
            return scalar == 0x5B58 || scalar == 0x6761  // 内存, 内存条
        }
        // ddr3
        return utf8[before - 1] &- 0x33 < 3 || Self.memoryWords.contains(word(endingAt: before))
    }

    private static let memoryWords = ["ram", "ddr", "memory", "dimm", "lpddr", "sodimm"].map(word)

    private static let upTo = word("to")

    /// Whether the words at `end` may belong to the unit: `pack of`, `years old`, `year-old`, `fl. oz`.
    private func goesOn(_ end: Int, _ continuations: UInt32) -> Bool {
        guard continuations != 0, end < utf8.count else { return false }
        if utf8[end] >= 0x80 { return true }
        guard utf8[end] == 0x20 || utf8[end] == 0x2D || utf8[end] == 0x2E, end + 1 < utf8.count else {
            return false
        }
        let next = utf8[end + 1]
        return next == 0x20 || next >= 0x80 || continuations >> UInt32(next & 31) & 1 != 0
    }

    /// Whether what stands at a unit's end neither multiplies, adds nor goes on.
    /// - Parameter isLetter: whether the unit is one byte.
    private func isEnd(_ end: Int, of unit: QuantityUnit, isLetter: Bool) -> Bool {
        guard end < utf8.count else { return true }
        if utf8[end] &- 0x30 < 10 { return false }
        let at = utf8[end] == 0x20 ? end + 1 : end
        guard at < utf8.count else { return true }
        switch utf8[at] {
        // 12GB 512GB
        case 0x2B, 0x2F, 0x30...0x39: return unit.kind != .storage
        case 0x2A, 0x58, 0x78: return unit.kind != .length
        case 0x2D, 0x7E: return at + 1 < utf8.count && utf8[at + 1] &- 0x30 >= 10 && utf8[at + 1] != 0x20
        case 0x54, 0x74: return letters(from: at).letters != Self.upTo
        case 0x80...: return isEnd(character: at, of: unit)
        default: return true
        }
    }

    /// The same of a character that is not ASCII.
    private func isEnd(character at: Int, of unit: QuantityUnit) -> Bool {
        guard let scalar = character(at), !CharacterFolding.isMark(scalar) else { return false }
        let folded = CharacterFolding.fold(scalar)
        // 一斤半, 1米八
        if hints.isNumeral(scalar) { return folded >= 0x80 && unit.kind == .count }
        if folded == 0x5230 || folded == 0x81F3 || folded == 0x7E || folded == 0x2D { return false }
        return folded >= 0x80 && folded != 0x2715 && FoldedText.kind(of: folded) != .letter
    }

    // MARK: Memory and storage

    /// `8+256`, `6GB+64GB`, `4G/64G`; nil where the grammar decides.
    private func memoryAndStorage(_ number: Range<Int>, _ memory: Double) -> PlainReading? {
        let (plus, isTerabytes) = bytes(after: number.upperBound)
        guard plus < utf8.count, utf8[plus] == 0x2B || utf8[plus] == 0x2F && plus > number.upperBound,
            !isTerabytes, QuantityGrammar.memorySizes.contains(memory)
        else { return nil }
        let start = plus + 1
        guard start < utf8.count, utf8[start] &- 0x30 < 10 else { return nil }
        let end = digitsEnd(start)
        guard end - start <= 4, let (storage, _) = decimal(start..<end) else { return nil }
        let (stop, isTerabyte) = bytes(after: end)
        guard QuantityGrammar.isStorage(storage, isTerabyte: isTerabyte, memory: memory), endsStorage(stop)
        else { return nil }
        let unit = isTerabyte ? QuantityUnit(.storage, "TB", 1_024) : QuantityUnit(.storage, "GB", 1)
        return .pair(
            make(memory, QuantityUnit(.memory, "GB", 1), number.lowerBound..<plus),
            make(storage, unit, start..<stop))
    }

    /// The end of `gb`, `g`, `tb` or `t` at a place, or the place.
    private func bytes(after place: Int) -> (end: Int, isTerabytes: Bool) {
        guard place < utf8.count else { return (place, false) }
        let unit = utf8[place] | 0x20
        guard unit == 0x67 || unit == 0x74 else { return (place, false) }
        let hasByte = place + 1 < utf8.count && utf8[place + 1] | 0x20 == 0x62
        return (hasByte ? place + 2 : place + 1, unit == 0x74)
    }

    /// Whether what stands behind a size of storage surely neither goes on with its number nor makes a word with its unit.
    private func endsStorage(_ at: Int) -> Bool {
        guard at < utf8.count else { return true }
        let byte = utf8[at]
        if byte < 0x80 {
            return byte &- 0x30 >= 10 && (byte | 0x20) &- 0x61 >= 26 && byte != 0x2C && byte != 0x2E
        }
        guard isHan(at), let scalar = character(at) else { return false }
        return !hints.isNumeral(scalar) && !Self.joins(scalar)
    }

    // MARK: Units of Han characters

    private func isHan(_ at: Int) -> Bool { at < utf8.count && utf8[at] &- 0xE4 < 6 }

    /// The unit, or word that begins like one, of Han characters at a place.
    private func hanUnit(_ start: Int) -> (unit: QuantityUnit?, end: Int)? {
        var at = start
        let found = UnitTable.longest {
            guard isHan(at), let scalar = character(at) else { return nil }
            at += 3
            return CharacterFolding.fold(scalar)
        }
        return found.map { ($0.unit, start + 3 * $0.count) }
    }

    private func plainHan(
        _ number: Int, value: Double, isWhole: Bool, isApart: Bool, unit start: Int
    ) -> PlainReading {
        guard let first = character(start), !hints.isNumeral(first), !Self.joins(first) else {
            return .unknown
        }
        guard let (found, end) = hanUnit(start), let unit = found else { return .none }
        switch unit.ambiguity {
        case nil: break
        case _ where isApart: return .none
        case .horsepower, .degree: return .unknown
        case .count:
            guard isWhole else { return .none }
            if value < 2 { return isPacked(end) || unit.factor > 1 ? .unknown : .none }
        case .size where value < 1 || value > 60: return .none
        case .size: break
        default: return .unknown
        }
        // 零下20摄氏度
        guard unit.kind != .temperature, isEnd(end, of: unit, isLetter: false) else { return .unknown }
        return .quantity(make(value, unit, number..<end))
    }

    /// Whether 装 follows: `12片装`.
    private func isPacked(_ at: Int) -> Bool { character(at).map(CharacterFolding.fold) == 0x88C5 }

    /// 到 至 多 余 点: what joins a number to another, makes it vague, or divides it.
    private static func joins(_ scalar: UInt32) -> Bool {
        switch CharacterFolding.fold(scalar) {
        case 0x5230, 0x81F3, 0x591A, 0x4F59, 0x70B9: true
        default: false
        }
    }

    /// Whether a single Han numeral is surely no quantity: 三只松鼠 is a name, 一米线 no length.
    /// - Parameter unit: where the unit may stand.
    func countsNothing(_ numeral: UInt32, unit start: Int) -> Bool {
        guard numeral >= 0x3007, numeral < 0xA000, isHan(start), let first = character(start),
            !Self.joins(first)
        else { return false }
        guard let (found, end) = hanUnit(start), let unit = found else { return true }
        let isOne = numeral == 0x4E00 && unit.factor == 1
        return unit.ambiguity == .count && end == start + 3 && (isOne || isHan(end)) && !isPacked(end)
    }
}
