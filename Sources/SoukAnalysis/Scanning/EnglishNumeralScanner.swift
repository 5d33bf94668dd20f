/// Reads English number words: five hundred, twenty-five, two grand, a hundred, a dozen is left to counts.
package struct EnglishNumeralScanner: Sendable {
    private let text: FoldedText

    package init(_ text: FoldedText) { self.text = text }

    private static let small: [String: Double] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
        "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]
    /// Scale words by value.
    package static let scales: [String: Double] = [
        "hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000,
    ]

    package func numeral(at place: Int) -> Numeral? {
        guard text.kind(at: place - 1) != .letter else { return nil }
        var at = place
        var total = 0.0
        var current: Double?
        var scale = 1.0
        var end = place
        for wordCount in 0..<8 {
            let stop = wordEnd(at)
            guard stop > at, stop - at <= 9 else { break }
            let word = text.string(at..<stop)
            if let value = Self.small[word] {
                if let known = current,
                    !(known >= 20 && known.truncatingRemainder(dividingBy: 10) == 0 && value < 10)
                        && !(known >= 100)
                {
                    break
                }
                current = (current ?? 0) + value
                scale = 1
            } else if let factor = Self.scales[word], current != nil || wordCount == 0 {
                if factor >= 1_000 {
                    total += (current ?? 1) * factor
                    current = nil
                } else {
                    current = (current ?? 1) * factor
                }
                scale = factor
            } else if word == "a", wordCount == 0, followedByScale(stop) {
                current = 1
            } else {
                break
            }
            end = stop
            at = stop
            let scalar = text.scalar(at: at)
            if scalar == 0x20 || (scalar == 0x2D && text.kind(at: at + 1) == .letter) {
                at += 1
            } else {
                break
            }
        }
        guard end > place else { return nil }
        let value = total + (current ?? 0)
        return Numeral(
            range: place..<end, form: .english, value: value, upper: nil, mantissa: value / scale,
            scale: scale)
    }

    private func wordEnd(_ place: Int) -> Int {
        var end = place
        while text.kind(at: end) == .letter { end += 1 }
        return end
    }

    private func followedByScale(_ place: Int) -> Bool {
        let start = text.skippingSpace(place)
        return Self.scales[text.string(start..<wordEnd(start))] != nil
    }
}
