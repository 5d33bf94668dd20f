/// Names of brands that nobody has, so that a model learns what a name looks like and not only which names there are.
struct InventedNames {
    let lists: QueryLists

    /// Two to five Han characters: sounds of a foreign name, signs of a Chinese one, words, or a number and a thing.
    func han(_ draw: inout Draw) -> String {
        switch draw.below(21) {
        case 0..<6: joined("zh", "sound", 2 + draw.below(3), &draw)
        case 6..<12: joined("zh", "sign", 2 + (draw.below(4) == 0 ? 1 : 0), &draw)
        case 12..<14: joined("zh", "sign", 1, &draw) + joined("zh", "sound", 1 + draw.below(2), &draw)
        case 14..<16: joined("zh", "word", 2, &draw)
        case 16: joined("zh", "word", 1, &draw) + joined("zh", "ending", 1, &draw)
        case 17: joined("zh", "sign", 2, &draw) + joined("zh", "ending", 1, &draw)
        case 18:
            joined("zh", "count", 1, &draw) + joined("zh", "counted", 1, &draw)
                + joined("zh", "sign", 1, &draw)
        case 19:
            String(1 + draw.below(9)) + joined("zh", "counted", 1, &draw)
                + (draw.below(2) == 0 ? joined("zh", "sign", 1, &draw) : "")
        default: joined("zh", "sign", 1, &draw) + joined("zh", "word", 1, &draw)
        }
    }

    /// A Latin name as Chinese shops have it: pinyin or syllables.
    func latin(_ draw: inout Draw) -> String {
        if draw.below(6) == 0 { return english(&draw) + " " + joined("any", "syllable", 2, &draw) }
        return draw.below(3) > 0
            ? joined("any", "pinyin", 2 + draw.below(2), &draw)
            : joined("any", "syllable", 2 + draw.below(2), &draw)
                + (draw.below(2) == 0 ? joined("any", "ending", 1, &draw) : "")
    }

    /// A Latin name as English catalogues have it: a first name, or syllables with an ending.
    func english(_ draw: inout Draw) -> String {
        switch draw.below(6) {
        case 0, 1: return joined("any", "first", 1, &draw)
        case 2: return joined("any", "first", 1, &draw) + " " + joined("any", "syllable", 2, &draw)
        default:
            let name = joined("any", "syllable", 2 + draw.below(2), &draw)
            return draw.below(2) == 0 ? name : name + joined("any", "ending", 1, &draw)
        }
    }

    /// A name with one letter doubled, dropped or exchanged with its neighbour.
    func mistyped(_ name: String, _ draw: inout Draw) -> String {
        var letters = Array(name)
        guard letters.count > 3 else { return name }
        let place = 1 + draw.below(letters.count - 2)
        switch draw.below(3) {
        case 0: letters.insert(letters[place], at: place)
        case 1: letters.remove(at: place)
        default: letters.swapAt(place, place + 1)
        }
        return String(letters)
    }

    private func joined(_ language: String, _ kind: String, _ count: Int, _ draw: inout Draw) -> String {
        (0..<count).map { _ in draw.one(of: lists.words(language, kind)) ?? "" }.joined()
    }
}
