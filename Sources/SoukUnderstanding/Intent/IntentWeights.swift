/// The log-linear model: score(intent) = bias + sum of the weights of the features that hold.
package enum IntentWeights {
    /// brand, category, product, priceComparison, other.
    package typealias Row = (Double, Double, Double, Double, Double)

    package static let bias: Row = (0, 1.2, 0, -2, -1)

    package static func row(_ feature: IntentFeature) -> Row {
        switch feature {
        case .price: (0, 0, 0, 11, -1)
        case .priceWording: (0, 0, 0, 10, 0)
        case .comparison: (0, 0, 0, 11, 0)
        case .asksPrice: (0, 0, 0, 11, 0)
        case .knownBrand: (1.5, -1.5, 1.5, 0, -1)
        case .shapedBrand: (0.5, -0.8, 1.2, 0, 0)
        case .knownCategory: (-2, 1.5, 0.5, 0, -1)
        case .headNoun: (-2.5, 1.2, 0.4, 0, -0.8)
        case .model: (-1.5, -0.5, 2.8, 0, 0)
        case .series: (-1, -1.5, 3, 0, 0)
        case .namePrefix: (0, -1.2, 1.8, 0, 0)
        case .shop: (1, -0.5, 0, 0, 0)
        case .shopAfterName: (3, -1, -0.5, 0, 0)
        case .voucher: (-4, 0.3, 2, 0.3, 0)
        case .voucherForGoods: (0, 0, 0, 6, 0)
        case .work: (-1, 0.8, 0.4, 0, 0)
        case .audience: (-1, 0.6, 0, 0, 0)
        case .bestOf: (-0.5, 0.6, 0, 0, 0)
        case .quantity: (-1.5, 0.8, 0.4, 0, -0.5)
        case .service: (0, 0, 0, -6, 6)
        case .englishQuestion: (0, 0, 0, -1, 8)
        case .question: (-0.5, 0, 0, 0, 2.2)
        case .chat: (0, 0, 0, 0, 5)
        case .digitsOnly: (0, 0, 0, 0, 5)
        case .noWords: (0, 0, 0, 0, 7)
        case .gibberish: (-1, -1, -1, 0, 5)
        case .brandIsAll: (3, -2, -1.5, 0, 0)
        case .brandAndMore: (-1.5, 0, 1.2, 0, 0)
        case .shortName: (2.4, -0.6, 0.6, 0, 0.4)
        case .unknownWord: (2.8, -0.8, 0, 0, 0.6)
        case .loneWords: (0.6, 0, 0.4, 0, 0.3)
        case .longText: (-1.5, 0.3, 0.3, 0, 0)
        }
    }
}
