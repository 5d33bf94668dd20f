/// Memory and storage side by side: `16+512`, `12GB 512GB`, `2TB+16GB`.
extension QuantityGrammar {
    /// 16+512, 8gb+128gb, 8/256g, 12GB 512GB: memory and storage of a phone.
    func memoryShorthand(_ memory: Numeral) -> Parsed? {
        guard memory.form == .digits, Self.memorySizes.contains(memory.value) else { return nil }
        let sign = gigabytes(after: memory.range.upperBound)
        let isGlued = sign == memory.range.upperBound
        guard [0x2B, 0x2F, 0x20].contains(text.scalar(at: sign)),
            // 2TB+16GB: the storage stands first.
            text.scalar(at: memory.range.upperBound) != 0x74,
            let storage = numbers.numeral(at: sign + 1), storage.form == .digits
        else { return nil }
        let end = gigabytes(after: storage.range.upperBound)
        let isTerabyte = text.scalar(at: storage.range.upperBound) == 0x74
        let isLarge = isTerabyte || storage.value >= 64 && storage.value >= 4 * memory.value
        switch text.scalar(at: sign) {
        case 0x2B: break
        case 0x2F:
            // 1/64 is a fraction.
            guard !isGlued || isLarge && memory.value > 1 && end > storage.range.upperBound else {
                return nil
            }
        default:
            // 64GB 128GB 256GB are what one may choose from.
            guard isLarge, hasByte(sign), hasByte(end), !hasByte(memory.range.lowerBound - 1),
                text.scalar(at: end) != 0x20 || text.kind(at: end + 1) != .digit
            else { return nil }
        }
        guard Self.isStorage(storage.value, isTerabyte: isTerabyte, memory: memory.value) else { return nil }
        guard text.kind(at: end) != .letter, text.kind(at: end) != .digit else { return nil }
        let unit = isTerabyte ? QuantityUnit(.storage, "TB", 1_024) : QuantityUnit(.storage, "GB", 1)
        return Parsed(
            quantities: [
                make(memory.value, nil, QuantityUnit(.memory, "GB", 1), memory.range.lowerBound..<sign),
                make(storage.value, nil, unit, sign + 1..<end),
            ], end: end)
    }

    /// Whether gb or tb ends at a place.
    private func hasByte(_ end: Int) -> Bool {
        text.scalar(at: end - 1) == 0x62 && text.kind(at: end - 2) == .letter
    }

    static let memorySizes: [Double] = [1, 2, 3, 4, 6, 8, 12, 16, 18, 24, 32, 64]
    private static let storageSizes: [Double] = [8, 16, 32, 64, 128, 256, 512, 1_024]

    /// Whether a phone with so much memory, in gigabytes, is sold with so much storage.
    static func isStorage(_ value: Double, isTerabyte: Bool, memory: Double) -> Bool {
        isTerabyte ? value == 1 || value == 2 || value == 4 : storageSizes.contains(value) && value >= memory
    }

    private func gigabytes(after place: Int) -> Int {
        for spelling in ["gb", "tb", "g", "t"] as [StaticString] where text.has(spelling, at: place) {
            return place + spelling.utf8CodeUnitCount
        }
        return place
    }

    /// 2TB+16GB, 512G/16G: the storage of a computer before its memory, both with their unit. 1TB+128GB are two disks, and so
    /// are sizes behind which a disk is named.
    func storageBeforeMemory(_ storage: Numeral) -> Parsed? {
        guard storage.form == .digits, let first = bytes(after: storage.range.upperBound),
            [0x2B, 0x2F].contains(text.scalar(at: first.end)),
            let memory = numbers.numeral(at: first.end + 1), memory.form == .digits,
            let second = bytes(after: memory.range.upperBound), !second.isTerabytes
        else { return nil }
        let isStorage =
            first.isTerabytes
            ? [1, 2, 4, 8].contains(storage.value) : [128, 256, 512, 1_000, 1_024].contains(storage.value)
        let most: Double = first.isTerabytes ? 64 : 32
        guard isStorage, [4, 6, 8, 12, 16, 18, 24, 32, 36, 48, 64].contains(memory.value),
            memory.value <= most,
            text.kind(at: second.end) != .letter, text.kind(at: second.end) != .digit,
            Self.disks.longest(in: text, at: text.skippingSpace(second.end)) == nil
        else { return nil }
        let unit =
            first.isTerabytes ? QuantityUnit(.storage, "TB", 1_024) : QuantityUnit(.storage, "GB", 1)
        return Parsed(
            quantities: [
                make(storage.value, nil, unit, storage.range.lowerBound..<first.end),
                make(memory.value, nil, QuantityUnit(.memory, "GB", 1), first.end + 1..<second.end),
            ], end: second.end)
    }

    private static let disks = PhraseTrie(["ssd|hdd|固态|硬盘|机械|闪存|emmc|nvme|u盘|优盘"])

    /// The end of `gb`, `g`, `tb` or `t`.
    private func bytes(after place: Int) -> (end: Int, isTerabytes: Bool)? {
        let unit = text.scalar(at: place)
        guard unit == 0x67 || unit == 0x74 else { return nil }
        return (text.scalar(at: place + 1) == 0x62 ? place + 2 : place + 1, unit == 0x74)
    }
}
