import SoukAnalysis

/// Gathers what the catalogue, the vocabulary and the rules know about the pieces of a text.
struct EvidenceReader {
    let text: FoldedText
    let lexicon: CatalogueLexicon
    private var places: [PieceEvidence]
    private lazy var knowsHanPairs = lexicon.knowsHanPairs
    private lazy var knowsLatinWords = lexicon.knowsLatinWords

    init(text: FoldedText, lexicon: CatalogueLexicon) {
        self.text = text
        self.lexicon = lexicon
        places = Array(repeating: PieceEvidence(), count: text.count)
    }

    /// Notes what the rules read; what is noted first stays.
    mutating func mark(_ range: Range<Int>, _ mark: PieceEvidence.Mark) {
        for place in range where place < places.count && places[place].mark == .none {
            places[place].mark = mark
        }
    }

    /// One for each piece; a piece has the evidence of its first place.
    mutating func evidence(of pieces: TextPieces) -> [PieceEvidence] {
        let end = pieces.pieces.last?.places.upperBound ?? 0
        for piece in pieces.pieces {
            let place = piece.places.lowerBound
            noteWords(at: place)
            noteCatalogue(at: place)
            places[place].frequency = frequency(of: piece)
        }
        noteEndings(before: end)
        noteDictionary(before: end)
        return pieces.pieces.map { places[$0.places.lowerBound] }
    }

    // MARK: Vocabulary

    private mutating func noteWords(at place: Int) {
        guard places[place].word == .none else { return }
        if text.kinds[place] == .han {
            if let goods = GoodsVocabulary.finalWords.longest(in: text, at: place) {
                note(goods.range, .goodsBegin, .goodsInside)
            } else if let word = GoodsVocabulary.trailing.longest(in: text, at: place) {
                note(word.range, .describingBegin, .describingInside)
            }
        } else if text.kinds[place] == .letter {
            if let goods = GoodsVocabulary.nouns.longest(in: text, at: place) {
                note(goods.range, .goodsBegin, .goodsInside)
            } else if let word = TechnicalWords.table.longest(in: text, at: place) {
                note(word.range, .technical, .technical)
            }
        }
    }

    private mutating func note(_ range: Range<Int>, _ begin: PieceEvidence.Word, _ inside: PieceEvidence.Word)
    {
        for place in range { places[place].word = place == range.lowerBound ? begin : inside }
    }

    private mutating func noteEndings(before end: Int) {
        for place in 0..<end
        where places[place].word == .none && GoodsVocabulary.finalCharacters.contains(text.scalars[place]) {
            places[place].word = .goodsEnding
        }
    }

    // MARK: Dictionary

    /// Words of up to four characters, since longer ones hold shorter ones.
    private mutating func noteDictionary(before end: Int) {
        guard text.hasHan, let dictionary = Lexicon.icu else { return }
        for place in 0..<end where text.kinds[place] == .han {
            places[place].dictionary |= 8
            dictionary.forEachWord(in: text.scalars, from: place, limit: min(4, end - place)) { length in
                if length == 2 {
                    places[place].dictionary |= 1
                    places[place + 1].dictionary |= 2
                } else if length > 2 {
                    for inside in place..<place + length { places[inside].dictionary |= 4 }
                }
            }
        }
    }

    // MARK: Catalogue

    private mutating func noteCatalogue(at place: Int) {
        if places[place].brand == .none {
            var best: (range: Range<Int>, isStrong: Bool)?
            lexicon.brands.forEach(in: text, at: place) { range, surface in
                let isStrong =
                    range.count > 1 && lexicon.share(of: surface, at: range, in: text) >= 0.3
                if !isStrong, best?.isStrong == true { return }
                best = (range, isStrong)
            }
            if best == nil, let end = GeneralNames.endOfBrand(in: text, at: place) {
                for inside in place..<end {
                    places[inside].brand = inside == place ? .generalBegin : .generalInside
                }
            }
            if let best {
                for inside in best.range {
                    let isBegin = inside == place
                    places[inside].brand =
                        best.isStrong
                        ? isBegin ? .strongBegin : .strongInside : isBegin ? .weakBegin : .weakInside
                }
            }
        }
        if places[place].category == .none {
            var longest: Range<Int>?
            lexicon.categories.forEach(in: text, at: place) { range, _ in longest = range }
            for inside in longest ?? place..<place {
                places[inside].category = inside == place ? .begin : .inside
            }
        }
    }

    private mutating func frequency(of piece: TextPieces.Piece) -> PieceEvidence.Frequency {
        let count: Int
        let place = piece.places.lowerBound
        switch piece.kind {
        case .han:
            guard text.kind(at: place - 1) == .han, knowsHanPairs else { return .unknown }
            count = lexicon.documentCount(of: text.scalars[place - 1...place])
            return count == 0 ? .unseen : count <= 3 ? .rare : .common
        case .letter:
            guard knowsLatinWords else { return .unknown }
            count = lexicon.documentCount(of: text.scalars[piece.places])
            return count == 0 ? .unseen : lexicon.isRare(count) ? .rare : .common
        default: return .unknown
        }
    }
}

extension IntentVocabulary.Mark {
    /// What the tagger is told of it.
    var evidence: PieceEvidence.Mark? {
        switch self {
        case .service: .service
        case .question: .question
        case .chat: .chat
        case .shop: .shop
        case .series: .series
        case .voucher: .voucher
        case .work: .work
        case .audience: .audience
        case .bestOf: .bestOf
        case .ordinary: nil
        }
    }
}
