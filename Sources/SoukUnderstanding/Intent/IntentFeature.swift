/// What a text shows about its intent: each true feature adds its row of ``IntentWeights``.
package enum IntentFeature: Int, Sendable, CaseIterable {
    case price, priceWording, comparison, asksPrice
    case knownBrand, shapedBrand, knownCategory, headNoun
    case model, series, namePrefix
    case shop, shopAfterName, voucher, work, audience, bestOf, quantity
    /// A coupon for a kind of goods.
    case voucherForGoods
    case service, question, englishQuestion, chat, digitsOnly, noWords, gibberish
    /// Brand and shop words are all there is.
    case brandIsAll
    /// A brand, and more text beside it.
    case brandAndMore
    /// A short Han text without a head noun: a name.
    case shortName
    /// A single Latin word the catalogue does not use.
    case unknownWord
    /// Several Latin words without a head noun.
    case loneWords
    case longText
}

/// The features that hold of a text, in the order of their numbers.
package struct IntentFeatureSet: Sendable, Equatable {
    private var bits: UInt64 = 0

    package init() {}

    package mutating func insert(_ feature: IntentFeature) { bits |= 1 << UInt64(feature.rawValue) }
    package func contains(_ feature: IntentFeature) -> Bool { bits & 1 << UInt64(feature.rawValue) != 0 }

    /// Their numbers, rising.
    package var numbers: [UInt32] {
        var numbers: [UInt32] = []
        var rest = bits
        while rest != 0 {
            numbers.append(UInt32(rest.trailingZeroBitCount))
            rest &= rest - 1
        }
        return numbers
    }
}
