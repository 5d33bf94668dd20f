/// British and American spellings of one English word: `grey` and `gray`, `organiser` and `organizer`; and plurals that no
/// stemmer finds, `knife` and `knives`, `lens` and `lenses`.
///
/// A few rules and a list of words that follow none. Rules also give spellings that no one writes (`advertize`): callers
/// keep those that the catalogue holds.
package enum SpellingVariants {
    /// What a product earns that spells the word the other way.
    static let weight = 0.85
    /// Of shorter words only those of the list have another spelling: man, bus.
    static let shortestWord = 4

    /// Other spellings of a word of small letters; without the word itself.
    package static func variants(of word: String) -> [String] {
        guard word.utf8.allSatisfy({ (97...122).contains($0) }) else { return [] }
        guard word.utf8.count >= shortestWord else { return pairs[word].map { [$0] } ?? [] }
        var found: [String] = []
        func add(_ variant: String) { if variant != word, !found.contains(variant) { found.append(variant) } }
        let inflections = inflections(of: word)
        for (ending, stem) in inflections {
            if let other = pairs[stem] { add(other + ending) }
        }
        let letters = Array(word.utf8)
        let held = letterSet(letters)
        for (british, american, common) in middles where held & common == common {
            if let other = replacing(british, american, in: letters) { add(other) }
            if let other = replacing(american, british, in: letters) { add(other) }
        }
        for (british, american) in endings {
            for (ending, stem) in inflections {
                if stem.hasSuffix(british) { add(stem.dropLast(british.count) + american + ending) }
                if stem.hasSuffix(american) { add(stem.dropLast(american.count) + british + ending) }
            }
        }
        return found
    }

    /// Whether two words of small letters are one in British and American spelling beyond doubt, so that neither is a mistyped other.
    ///
    /// By the list, and by the rules that hardly any typing error follows: fense is no American fence, controler no controller.
    static func areOneWord(_ a: String, _ b: String) -> Bool {
        guard variants(of: a).contains(b) else { return false }
        let isListed = inflections(of: a).contains { ending, stem in
            pairs[stem].map { $0 + ending == b } ?? false
        }
        if isListed { return true }
        let shared = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
        return shared >= lettersBeforeDifference
            && sureRules.contains { british, american in
                (a.contains(british) && b.contains(american)) || (a.contains(american) && b.contains(british))
            }
    }

    /// hourse is no horse.
    private static let lettersBeforeDifference = 3
    private static let sureRules = [
        ("our", "or"), ("is", "iz"), ("ys", "yz"), ("tre", "ter"), ("bre", "ber"), ("ogue", "og"),
    ]

    /// The word with its endings taken away, and the word itself.
    private static func inflections(of word: String) -> [(ending: String, stem: String)] {
        [("", word)]
            + ["s", "ed", "d", "ing"].filter { word.hasSuffix($0) && word.count > $0.count + 2 }
            .map { ($0, String(word.dropLast($0.count))) }
    }

    /// The word with another part in the place of the last of these, unless it begins with that.
    private static func replacing(_ part: [UInt8], _ other: [UInt8], in word: [UInt8]) -> String? {
        guard word.count > part.count else { return nil }
        for start in (1...word.count - part.count).reversed()
        where word[start..<start + part.count].elementsEqual(part) {
            return String(decoding: word[..<start] + other + word[(start + part.count)...], as: UTF8.self)
        }
        return nil
    }

    /// Inside a word.
    private static let middles: [(british: [UInt8], american: [UInt8], common: UInt32)] = [
        ("our", "or"), ("isation", "ization"), ("ising", "izing"), ("iser", "izer"), ("ised", "ized"),
        ("lling", "ling"),
        ("lled", "led"), ("ller", "ler"), ("ould", "old"), ("aem", "em"), ("oed", "ed"),
    ].map { british, american in
        (Array(british.utf8), Array(american.utf8), letterSet(british.utf8) & letterSet(american.utf8))
    }

    /// One bit for each of the letters from a to z.
    private static func letterSet(_ letters: some Sequence<UInt8>) -> UInt32 {
        letters.reduce(0) { $0 | 1 << UInt32($1 - 0x61) }
    }

    /// At a word's end, before s, ed, ing.
    private static let endings = [
        ("ise", "ize"), ("yse", "yze"), ("tre", "ter"), ("bre", "ber"), ("ogue", "og"), ("ence", "ense"),
        ("ou", "o"), ("eable", "able"),
    ]

    /// Words that follow no rule, both ways.
    private static let pairs: [String: String] = {
        let table = """
            grey gray;aluminium aluminum;jewellery jewelry;doughnut donut;pyjama pajama;tyre tire;plough plow;cheque check;
            draught draft;cosy cozy;kerb curb;aeroplane airplane;whisky whiskey;yoghurt yogurt;programme program;
            mum mom;storey story;sceptic skeptic;moustache mustache;licence license;practice practise;sulphur sulfur;
            artefact artifact;chilli chili;fulfil fulfill;skilful skillful;wilful willful;woollen woolen;
            omelette omelet;tonne ton;axe ax;carat karat;disc disk;racquet racket;barbecue barbeque;
            mediaeval medieval;anaesthetic anesthetic;caesarean cesarean;encyclopaedia encyclopedia;orthopaedic orthopedic;
            paediatric pediatric;diarrhoea diarrhea;oestrogen estrogen;foetal fetal;haemorrhoid hemorrhoid;
            learnt learned;speciality specialty;centrepiece centerpiece;
            fibreglass fiberglass;colourful colorful;microfibre microfiber;
            knife knives;mouse mice;child children;woman women;foot feet;tooth teeth;goose geese;shelf shelves;leaf leaves;
            loaf loaves;scarf scarves;wolf wolves;calf calves;half halves;wife wives;hoof hooves;elf elves;thief thieves;
            bookshelf bookshelves;penknife penknives;dwarf dwarves;man men;gentleman gentlemen;fireman firemen;
            snowman snowmen;fisherman fishermen;policeman policemen;grandchild grandchildren;ox oxen;
            lens lenses;canvas canvases;bus buses;gas gases;atlas atlases;iris irises;trellis trellises;mantis mantises;
            bias biases;quiz quizzes;cactus cacti;octopus octopi;fungus fungi;bacterium bacteria;
            lite light;nite night;thru through;
            """
        var pairs: [String: String] = [:]
        for entry in table.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let words = entry.split(separator: " ").map(String.init)
            guard words.count == 2 else { continue }
            pairs[words[0]] = words[1]
            pairs[words[1]] = words[0]
        }
        return pairs
    }()
}
