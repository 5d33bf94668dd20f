/// The JSON of `souk understand --json`: every key always present, absent parts explicit nulls.
package struct InterpretationJSON: Encodable, Sendable {
    private let interpretation: Interpretation

    package init(_ interpretation: Interpretation) { self.interpretation = interpretation }

    private enum Key: String, CodingKey {
        case text, intent, confidence, brand, category, price, quantities, keywords, corrections, corrected
        case audience, models, attributes, exclusions
    }
    private enum AttributeKey: String, CodingKey { case text, name, value }
    private enum CorrectionKey: String, CodingKey { case text, start, end, replacement, confidence, kind }
    private enum PriceKey: String, CodingKey { case min, max, currency }
    private enum QuantityKey: String, CodingKey {
        case kind, value, unit, baseValue, baseUnit, max, baseMax
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(interpretation.text, forKey: .text)
        try object.encode(interpretation.intent, forKey: .intent)
        try object.encode(interpretation.confidence, forKey: .confidence)
        try object.encode(interpretation.brand?.surface, forKey: .brand)
        try object.encode(interpretation.category?.surface, forKey: .category)
        if let price = interpretation.price {
            var part = object.nestedContainer(keyedBy: PriceKey.self, forKey: .price)
            try part.encode(price.min, forKey: .min)
            try part.encode(price.max, forKey: .max)
            try part.encode(price.currency, forKey: .currency)
        } else {
            try object.encodeNil(forKey: .price)
        }
        var list = object.nestedUnkeyedContainer(forKey: .quantities)
        for quantity in interpretation.quantities {
            var part = list.nestedContainer(keyedBy: QuantityKey.self)
            try part.encode(quantity.kind, forKey: .kind)
            try part.encode(quantity.value, forKey: .value)
            try part.encode(quantity.unit, forKey: .unit)
            try part.encode(quantity.baseValue, forKey: .baseValue)
            try part.encode(quantity.baseUnit, forKey: .baseUnit)
            try part.encodeIfPresent(quantity.max, forKey: .max)
            try part.encodeIfPresent(quantity.baseMax, forKey: .baseMax)
        }
        try object.encode(interpretation.keywords.map(\.text), forKey: .keywords)
        var corrections = object.nestedUnkeyedContainer(forKey: .corrections)
        for correction in interpretation.corrections {
            var part = corrections.nestedContainer(keyedBy: CorrectionKey.self)
            try part.encode(interpretation.surface(correction.range), forKey: .text)
            try part.encode(correction.range.lowerBound, forKey: .start)
            try part.encode(correction.range.upperBound, forKey: .end)
            try part.encode(correction.replacement, forKey: .replacement)
            try part.encode(correction.confidence, forKey: .confidence)
            try part.encode(correction.kind, forKey: .kind)
        }
        try object.encode(interpretation.correctedText, forKey: .corrected)
        var exclusions = object.nestedUnkeyedContainer(forKey: .exclusions)
        for exclusion in interpretation.exclusions {
            var part = exclusions.nestedContainer(keyedBy: CorrectionKey.self)
            try part.encode(interpretation.surface(exclusion.range), forKey: .text)
            try part.encode(exclusion.whole.lowerBound, forKey: .start)
            try part.encode(exclusion.whole.upperBound, forKey: .end)
            try part.encode(exclusion.kind, forKey: .kind)
        }
        let description = interpretation.description
        try object.encode(description.audience.map(\.surface), forKey: .audience)
        try object.encode(description.models.map(\.surface), forKey: .models)
        var attributes = object.nestedUnkeyedContainer(forKey: .attributes)
        for attribute in description.attributes {
            var part = attributes.nestedContainer(keyedBy: AttributeKey.self)
            try part.encode(attribute.part.surface, forKey: .text)
            try part.encode(attribute.name, forKey: .name)
            try part.encode(attribute.value, forKey: .value)
        }
    }
}
