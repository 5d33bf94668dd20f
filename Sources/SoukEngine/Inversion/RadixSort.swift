/// Sorts plain values by a number of 64 bits, keeping the order of equal ones.
///
/// Byte by byte from the lowest (least significant digit first: Knuth, The Art of Computer Programming 3, 5.2.5); bytes
/// that all numbers share cost nothing.
/// - Complexity: O(n) for each byte in which the numbers differ, and as much memory again.
enum RadixSort {
    private static let digits = 256
    private static let smallCount = 64

    @inline(__always)
    static func sort<Element: BitwiseCopyable>(
        _ elements: UnsafeMutableBufferPointer<Element>, by key: (Element) -> UInt64
    ) {
        guard let base = elements.baseAddress, elements.count > 1 else { return }
        if elements.count <= smallCount { return insertionSort(base, elements.count, key) }
        let scratch = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
        defer { scratch.deallocate() }
        let counts = UnsafeMutablePointer<Int>.allocate(capacity: 8 * digits)
        defer { counts.deallocate() }
        counts.initialize(repeating: 0, count: 8 * digits)
        for index in 0..<elements.count {
            var rest = key(base[index])
            for digit in 0..<8 {
                counts[digit &* digits &+ Int(truncatingIfNeeded: rest & 0xFF)] &+= 1
                rest &>>= 8
            }
        }
        var (source, target) = (base, scratch)
        for digit in 0..<8 {
            let shift = UInt64(8 * digit)
            let places = counts + digit * digits
            if places[Int(truncatingIfNeeded: key(source[0]) &>> shift & 0xFF)] == elements.count { continue }
            var sum = 0
            for value in 0..<digits {
                let count = places[value]
                places[value] = sum
                sum &+= count
            }
            for index in 0..<elements.count {
                let value = Int(truncatingIfNeeded: key(source[index]) &>> shift & 0xFF)
                target[places[value]] = source[index]
                places[value] &+= 1
            }
            swap(&source, &target)
        }
        if source != base { base.update(from: source, count: elements.count) }
    }

    @inline(__always)
    private static func insertionSort<Element: BitwiseCopyable>(
        _ elements: UnsafeMutablePointer<Element>, _ count: Int, _ key: (Element) -> UInt64
    ) {
        for index in 1..<count {
            let element = elements[index]
            let number = key(element)
            var place = index
            while place > 0, key(elements[place &- 1]) > number {
                elements[place] = elements[place &- 1]
                place &-= 1
            }
            elements[place] = element
        }
    }

    @inline(__always)
    static func sort<Element: BitwiseCopyable>(_ elements: inout [Element], by key: (Element) -> UInt64) {
        elements.withUnsafeMutableBufferPointer { sort($0, by: key) }
    }
}
