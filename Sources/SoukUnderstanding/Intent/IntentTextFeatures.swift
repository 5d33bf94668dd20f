/// The features of a text's intent as the classifier takes them: the named ones, the order of what was found, and the
/// words beside it.
extension InterpretationStages {
    /// What a piece is to the intent, one letter each.
    private enum Role: UInt32 {
        case end = 1
        case brand, category, han, latin, number, describing, goods, punctuation
        /// Marks follow, by their number.
        case mark = 32
    }

    func intentFeatures() -> [UInt32] {
        var features: [UInt32] = [FeatureHash.hash(100, 0)]
        features.reserveCapacity(80)
        let named = namedFeatures().numbers
        for (index, feature) in named.enumerated() {
            features.append(FeatureHash.hash(101, feature))
            for other in named[..<index] { features.append(FeatureHash.hash(102, other, feature)) }
        }
        features.append(FeatureHash.hash(103, confidence(brand), confidence(category)))
        features.append(FeatureHash.hash(104, UInt32(min(pieces.pieces.count, 12)), text.hasHan ? 1 : 0))
        let roles = roles()
        appendOrder(roles, to: &features)
        // Beside an entity, the words say which goods were in the examples rather than what is wanted.
        if brand == nil, category == nil { appendWords(roles, to: &features) }
        return features
    }

    /// 0 without the entity, else 1 to 4 by confidence.
    private func confidence(_ found: EntityMatcher.Found?) -> UInt32 {
        guard let found else { return 0 }
        return found.match.confidence < 0.5
            ? 1 : found.match.confidence < 0.75 ? 2 : found.match.confidence < 0.95 ? 3 : 4
    }

    private func roles() -> [UInt32] {
        zip(pieces.pieces, evidence).map { piece, evidence in
            if brand?.places.overlaps(piece.places) == true { return Role.brand.rawValue }
            if category?.places.overlaps(piece.places) == true { return Role.category.rawValue }
            if evidence.mark != .none { return Role.mark.rawValue + UInt32(evidence.mark.rawValue) }
            switch evidence.word {
            case .describingBegin, .describingInside: return Role.describing.rawValue
            case .goodsBegin, .goodsInside: return Role.goods.rawValue
            default: break
            }
            switch piece.kind {
            case .han: return Role.han.rawValue
            case .letter: return Role.latin.rawValue
            case .digit: return Role.number.rawValue
            case .space, .other: return Role.punctuation.rawValue
            }
        }
    }

    /// What follows what: runs of one role are one, and describing words are text.
    private func appendOrder(_ roles: [UInt32], to features: inout [UInt32]) {
        var runs = [Role.end.rawValue]
        for role in roles where role != Role.punctuation.rawValue {
            let isText =
                role == Role.describing.rawValue || role == Role.goods.rawValue || role == Self.audience
            let plain = isText ? Role.han.rawValue : role
            if plain != runs.last { runs.append(plain) }
        }
        if runs.count <= Self.orderLimit { features.append(FeatureHash.hash(110, FeatureHash.text(runs))) }
        let rest = roles.filter { $0 == Role.han.rawValue || $0 == Role.latin.rawValue }.count
        features.append(
            FeatureHash.hash(113, UInt32(min(rest, 6)), brand == nil ? 0 : 1, category == nil ? 0 : 1))
    }

    private static let audience = Role.mark.rawValue + UInt32(PieceEvidence.Mark.audience.rawValue)
    private static let orderLimit = 6

    /// The pieces beside the entities: Han characters in pairs, Latin words alone.
    private func appendWords(_ roles: [UInt32], to features: inout [UInt32]) {
        func isFree(_ index: Int) -> Bool {
            index < roles.count && roles[index] != Role.brand.rawValue
                && roles[index] != Role.category.rawValue
        }
        for index in roles.indices.prefix(Self.wordLimit) where isFree(index) {
            let piece = pieces.pieces[index]
            if piece.kind == .letter {
                features.append(FeatureHash.hash(120, piece.value))
            } else if piece.kind == .han, isFree(index + 1), pieces.pieces[index + 1].kind == .han {
                features.append(FeatureHash.hash(121, piece.value, pieces.pieces[index + 1].value))
            }
        }
    }

    private static let wordLimit = 48
}
