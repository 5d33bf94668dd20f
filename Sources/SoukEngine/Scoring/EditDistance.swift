/// Typing errors between two words, counted in the plainest way: the oracle of ``FuzzySearch``.
package enum EditDistance {
    /// Insertions, deletions, substitutions and exchanges of neighbours that turn `a` into `b`, where no scalar is
    /// changed twice (optimal string alignment).
    /// - Complexity: O(|a| · |b|).
    package static func alignment(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var rows = [[Int](repeating: 0, count: b.count + 1)]
        for column in 0...b.count { rows[0][column] = column }
        for row in 1..<a.count + 1 {
            rows.append([Int](repeating: row, count: b.count + 1))
            for column in 1..<b.count + 1 {
                let isSame = a[row - 1] == b[column - 1]
                var best = min(rows[row - 1][column], rows[row][column - 1]) + 1
                best = min(best, rows[row - 1][column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
                    best = min(best, rows[row - 2][column - 2] + 1)
                }
                rows[row][column] = best
            }
        }
        return rows[a.count][b.count]
    }

    /// What ``FuzzySearch`` finds: see there for words and terms that are taken as they stand.
    static func matches(_ word: [UInt8], _ term: [UInt8], atMost distance: Int) -> Bool {
        if word == term { return true }
        let a = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
        let b = Array(String(decoding: term, as: UTF8.self).unicodeScalars)
        let distance = min(distance, FuzzySearch.largestDistance)
        if distance <= 0 || a.count > FuzzySearch.longestWord || abs(a.count - b.count) > distance {
            return false
        }
        let isHan = { (scalar: Unicode.Scalar) in HanCharacter.contains(scalar.value) }
        return !a.contains(where: isHan) && !b.contains(where: isHan) && alignment(a, b) <= distance
    }
}
