/// The tables of a ``Lexicon`` as bytes: what a file keeps of it, and the way back.
///
/// The bytes are used where they lie, without a copy, once they are found sound: whatever they hold, the lattice reads
/// inside them.
package struct LexiconTables {
    /// Why tables cannot be used.
    package struct Problem: Error, Equatable {
        package var table: String
        package var expected: String
        package var found: String
    }

    /// Two bytes for each character of the range.
    package var codes: UnsafeRawBufferPointer
    /// Twelve bytes a code: base 4, code 2, costs 1 + 1 + 1, flags 1, reserved 2.
    package var characters: UnsafeRawBufferPointer
    /// Eight bytes a slot: base and cost 4, parent 4.
    package var nodes: UnsafeRawBufferPointer

    package init(
        codes: UnsafeRawBufferPointer, characters: UnsafeRawBufferPointer, nodes: UnsafeRawBufferPointer
    ) {
        (self.codes, self.characters, self.nodes) = (codes, characters, nodes)
    }

    /// The tables of a lexicon, which must outlive them.
    package init(of lexicon: Lexicon) {
        codes = UnsafeRawBufferPointer(start: lexicon.codes, count: 2 * HanCharacters.range.count)
        characters = UnsafeRawBufferPointer(
            UnsafeBufferPointer(start: lexicon.characters, count: lexicon.characterCount))
        nodes = UnsafeRawBufferPointer(
            UnsafeBufferPointer(start: lexicon.nodes, count: lexicon.nodeCount))
    }

    /// The lexicon that lies in the bytes.
    ///
    /// - Parameter owner: keeps the bytes.
    /// - Throws: ``Problem`` when a step of the lattice could leave the tables: a code without a character, a base from
    ///   which a code leads outside.
    /// - Complexity: O(bytes), some milliseconds.
    package func lexicon(wordCount: Int, owner: AnyObject) throws(Problem) -> Lexicon {
        try check(codes, "codes", size: 2, count: HanCharacters.range.count...HanCharacters.range.count)
        try check(characters, "characters", size: 12, count: 1...0x1_0000)
        try check(nodes, "nodes", size: 8, count: 1...DoubleArray.slotLimit)
        let codes = codes.assumingMemoryBound(to: UInt16.self)
        let characters = characters.assumingMemoryBound(to: Lexicon.Character.self)
        let nodes = nodes.assumingMemoryBound(to: DoubleArray.Node.self)
        let largestCode = Int(codes.max() ?? 0)
        guard largestCode < characters.count else {
            throw Problem(
                table: "codes", expected: "codes below \(characters.count)", found: "\(largestCode)")
        }
        // A character's code is its place: it is compared with parents, and leads to children.
        let isInPlace = characters.indices.allSatisfy { place in
            Int(characters[place].code) == place || characters[place].code == 0
        }
        let bases = max(
            Int(characters.lazy.map(\.base).max() ?? 0), Int(nodes.lazy.map(\.base).max() ?? 0))
        guard isInPlace, bases + characters.count <= nodes.count else {
            throw Problem(
                table: "nodes", expected: "every base plus every code among \(nodes.count) slots",
                found: isInPlace
                    ? "base \(bases) and code \(characters.count - 1)" : "a code in another's place")
        }
        // SAFETY: the codes hold the whole range, checked above.
        return Lexicon(
            codes: codes.baseAddress.unsafelyUnwrapped, characters: characters, nodes: nodes,
            wordCount: wordCount, owner: owner)
    }

    private func check(
        _ bytes: UnsafeRawBufferPointer, _ table: String, size: Int, count: ClosedRange<Int>
    ) throws(Problem) {
        let isAligned = Int(bitPattern: bytes.baseAddress) % 4 == 0
        guard isAligned, bytes.count % size == 0, count.contains(bytes.count / size) else {
            throw Problem(
                table: table, expected: "\(count.lowerBound) to \(count.upperBound) entries of \(size) bytes",
                found: "\(bytes.count) bytes")
        }
    }
}

extension Lexicon {
    /// Whether another lexicon cuts every text alike: its tables are the same bytes.
    package func hasSameTables(as other: Lexicon) -> Bool {
        let (own, others) = (LexiconTables(of: self), LexiconTables(of: other))
        return own.codes.elementsEqual(others.codes) && own.characters.elementsEqual(others.characters)
            && own.nodes.elementsEqual(others.nodes)
    }
}
