import SoukUnderstanding

/// A text whose characters carry labels: `O`, or `B-x` and `I-x` for entities of kind x.
package struct LabelledTitle: Sendable, Equatable {
    package var text: String
    /// One for each Unicode scalar of the text.
    package var labels: [String]
}

/// Trains a tagger on titles whose characters are labelled by hand, and measures it on others.
///
/// The labels' kinds are the caller's: nothing of them is known beforehand.
package struct TitleTagging: Sendable {
    package var trainer = LogLinearTrainer()
    private let reader: QueryUnderstanding

    /// - Parameter understanding: gives the evidence of each title: its vocabulary, and its catalogue if it has one.
    package init(_ understanding: QueryUnderstanding) { reader = understanding }

    /// Reads lines `character label`, a blank line after each title.
    package static func read(_ bytes: [UInt8], file: String) throws(LabError) -> [LabelledTitle] {
        var titles: [LabelledTitle] = []
        var title = LabelledTitle(text: "", labels: [])
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let text = String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
            guard !text.isEmpty else {
                if !title.labels.isEmpty { titles.append(title) }
                title = LabelledTitle(text: "", labels: [])
                continue
            }
            guard let space = text.unicodeScalars.lastIndex(of: " "), space > text.startIndex else {
                throw .malformedLine(
                    file: file, line: number, expected: "character, space, label", found: text)
            }
            let label = String(text[text.unicodeScalars.index(after: space)...])
            guard label == "O" || label.hasPrefix("B-") || label.hasPrefix("I-"),
                text[..<space].unicodeScalars.count == 1
            else {
                throw .malformedLine(
                    file: file, line: number, expected: "one character, and O, B-x or I-x", found: text)
            }
            title.text.unicodeScalars.append(contentsOf: text[..<space].unicodeScalars)
            title.labels.append(label)
        }
        if !title.labels.isEmpty { titles.append(title) }
        return titles
    }

    /// A tagger for the kinds that the titles have.
    package func model(of titles: [LabelledTitle]) -> LogLinearModel {
        let labels = ["O"] + Set(titles.flatMap(\.labels)).subtracting(["O"]).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, UInt8($0)) })
        let chains = titles.map { title in
            let (features, places) = features(of: title.text)
            let starts = title.text.scalarStarts
            let pieceLabels = places.map { numbers[title.labels[starts[$0.lowerBound] ?? 0]] ?? 0 }
            return LabelledChain(features: features, labels: pieceLabels)
        }
        return trainer.model(of: chains, labels: labels)
    }

    /// Agreement by kind on titles that the model has not seen.
    package func agreement(of model: LogLinearModel, on titles: [LabelledTitle]) -> [String: EntityAgreement]
    {
        let tagger = EntityTagger(model)
        var agreement: [String: EntityAgreement] = [:]
        for title in titles {
            let (pieces, evidence) = reader.evidence(of: title.text)
            let spans = tagger.spans(TaggingFeatures(pieces, evidence: evidence))
            let labelled = Self.entities(title)
            for kind in Set(spans.map(\.kind) + labelled.map(\.kind)) {
                agreement[kind, default: EntityAgreement()].add(
                    found: spans.filter { $0.kind == kind }.map { pieces.text.byteRange($0.places) },
                    labelled: labelled.filter { $0.kind == kind }.map(\.range))
            }
        }
        return agreement
    }

    private func features(of text: String) -> (features: [[UInt32]], bytes: [Range<Int>]) {
        let (pieces, evidence) = reader.evidence(of: text)
        let reader = TaggingFeatures(pieces, evidence: evidence)
        let features = pieces.pieces.indices.map { index in
            var features: [UInt32] = []
            reader.append(index, to: &features)
            return features
        }
        return (features, pieces.pieces.map { pieces.text.byteRange($0.places) })
    }

    /// Entities of the labels, as byte ranges of the text.
    private static func entities(_ title: LabelledTitle) -> [(kind: String, range: Range<Int>)] {
        var entities: [(kind: String, range: Range<Int>)] = []
        var offset = 0
        var last = "O"
        for (scalar, label) in zip(title.text.unicodeScalars, title.labels) {
            let end = offset + UTF8.width(scalar)
            let kind = String(label.dropFirst(2))
            if label.hasPrefix("I-"), last.dropFirst(2) == kind, let open = entities.popLast() {
                entities.append((kind, open.range.lowerBound..<end))
            } else if label != "O" {
                entities.append((kind, offset..<end))
            }
            last = label
            offset = end
        }
        return entities
    }
}

extension String {
    /// The number of the scalar that begins at each byte.
    fileprivate var scalarStarts: [Int: Int] {
        var starts: [Int: Int] = [:]
        var offset = 0
        for (number, scalar) in unicodeScalars.enumerated() {
            starts[offset] = number
            offset += UTF8.width(scalar)
        }
        return starts
    }
}
