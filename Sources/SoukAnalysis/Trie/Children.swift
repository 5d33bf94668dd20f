/// The children of every node of a trie, in ascending order of their codes.
struct Children {
    private var starts: [Int]
    private var ordered: [UInt32]
    private var orderedCodes: [UInt16]

    /// - Parameter codes: by the unit's distance from the beginning of ``HanCharacters/range``.
    init(_ trie: WordTrie, _ codes: [UInt16]) {
        func code(_ node: Int) -> UInt16 { codes[Int(trie.units[node] - HanCharacters.range.lowerBound)] }
        // Sorted by code, then, keeping that order, by parent.
        var byCode = Self.starts(trie.count, keys: codes.count + 1) { $0 == 0 ? 0 : Int(code($0)) }
        var sorted = [UInt32](repeating: 0, count: trie.count)
        for node in 0..<trie.count {
            let key = node == 0 ? 0 : Int(code(node))
            sorted[byCode[key]] = UInt32(node)
            byCode[key] += 1
        }
        starts = Self.starts(trie.count, keys: trie.count + 1) {
            $0 == 0 ? trie.count : Int(trie.parents[$0])
        }
        var next = starts
        ordered = .init(repeating: 0, count: trie.count)
        orderedCodes = .init(repeating: 0, count: trie.count)
        for node in sorted where node != 0 {
            let parent = Int(trie.parents[Int(node)])
            ordered[next[parent]] = node
            orderedCodes[next[parent]] = code(Int(node))
            next[parent] += 1
        }
    }

    func count(of node: Int) -> Int { starts[node + 1] - starts[node] }
    func nodes(of node: Int) -> some Sequence<Int> {
        ordered[starts[node]..<starts[node + 1]].lazy.map(Int.init)
    }
    func codes(of node: Int) -> ArraySlice<UInt16> { orderedCodes[starts[node]..<starts[node + 1]] }

    /// The nodes that have children, those with most first.
    var parentsByCount: [Int] {
        let most = (0..<starts.count - 1).reduce(0) { max($0, count(of: $1)) }
        let parents = (0..<starts.count - 2).filter { count(of: $0) > 0 }
        var next = Self.starts(parents.count, keys: most + 1) { most - count(of: parents[$0]) }
        var sorted = [Int](repeating: 0, count: parents.count)
        for parent in parents {
            let key = most - count(of: parent)
            sorted[next[key]] = parent
            next[key] += 1
        }
        return sorted
    }

    /// Where the items of each key begin when `count` items are sorted by key.
    private static func starts(_ count: Int, keys: Int, _ key: (Int) -> Int) -> [Int] {
        var starts = [Int](repeating: 0, count: keys + 1)
        for item in 0..<count { starts[key(item) + 1] += 1 }
        for index in 1...keys { starts[index] += starts[index - 1] }
        return starts
    }
}
