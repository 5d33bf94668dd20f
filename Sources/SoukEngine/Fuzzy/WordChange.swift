/// A typing error at a place of a word.
struct WordChange {
    enum Kind {
        case deletion, exchange
        case substitution(UInt32)
        /// Before the scalar at the place.
        case insertion(UInt32)
    }

    var kind: Kind
    var place: Int

    /// All changes of words of `count` scalars.
    static func all(of count: Int, alphabet: [UInt32]) -> [WordChange] {
        var changes: [WordChange] = []
        changes.reserveCapacity((count + 1) * 2 * (alphabet.count + 1))
        for place in 0...count {
            if place < count {
                changes.append(WordChange(kind: .deletion, place: place))
                for scalar in alphabet {
                    changes.append(WordChange(kind: .substitution(scalar), place: place))
                }
            }
            if place + 1 < count { changes.append(WordChange(kind: .exchange, place: place)) }
            for scalar in alphabet { changes.append(WordChange(kind: .insertion(scalar), place: place)) }
        }
        return changes
    }

    /// By how much a word becomes longer.
    var growth: Int {
        switch kind {
        case .deletion: -1
        case .insertion: 1
        case .exchange, .substitution: 0
        }
    }

    /// The first place of the changed word behind the change.
    var end: Int {
        switch kind {
        case .deletion: place
        case .substitution, .insertion: place + 1
        case .exchange: place + 2
        }
    }

    /// Writes the changed word over `result`.
    func apply(to word: [UInt32], into result: inout [UInt32]) {
        result.removeAll(keepingCapacity: true)
        for index in word.indices {
            if index == place {
                switch kind {
                case .deletion: continue
                case .substitution(let scalar):
                    result.append(scalar)
                    continue
                case .insertion(let scalar): result.append(scalar)
                case .exchange:
                    result.append(word[place + 1])
                    continue
                }
            }
            if index == place + 1, case .exchange = kind {
                result.append(word[place])
            } else {
                result.append(word[index])
            }
        }
        if case .insertion(let scalar) = kind, place == word.count { result.append(scalar) }
    }
}
