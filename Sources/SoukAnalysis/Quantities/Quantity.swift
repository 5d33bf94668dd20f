/// A measured quantity: `256g`, `1.5升`, `20寸`, `3-6岁`.
package struct Quantity: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case storage, memory, length, weight, volume, count, power, frequency, charge, voltage, current
        case luminous, temperature, age, angle, diopter, abv, horsepower, size

        /// The place among all cases.
        var number: Int {
            // A kind is compared by its name, letter by letter, unless told otherwise.
            switch self {
            case .storage: 0
            case .memory: 1
            case .length: 2
            case .weight: 3
            case .volume: 4
            case .count: 5
            case .power: 6
            case .frequency: 7
            case .charge: 8
            case .voltage: 9
            case .current: 10
            case .luminous: 11
            case .temperature: 12
            case .age: 13
            case .angle: 14
            case .diopter: 15
            case .abv: 16
            case .horsepower: 17
            case .size: 18
            }
        }

        /// The unit in which quantities of the kind compare.
        package var baseUnit: String {
            switch self {
            case .storage, .memory: "GB"
            case .length: "mm"
            case .weight: "g"
            case .volume: "ml"
            case .count: "unit"
            case .power: "W"
            case .frequency: "Hz"
            case .charge: "mAh"
            case .voltage: "V"
            case .current: "A"
            case .luminous: "lm"
            case .temperature: "C"
            case .age: "month"
            case .angle, .diopter: "degree"
            case .abv: "percent"
            case .horsepower: "hp"
            case .size: "size"
            }
        }
    }

    package var kind: Kind
    package var value: Double
    /// The unit as the project names it (`GB`, `inch`, `jin`, `floz`), not as it stands in the text.
    package var unit: String
    package var baseValue: Double
    /// ``Kind/baseUnit``; for sizes the system (`EU`, `US`, `CN`).
    package var baseUnit: String
    /// Upper end of a range, in ``unit``.
    package var max: Double?
    package var baseMax: Double?
    /// UTF-8 bytes of the query.
    package var range: Range<Int>
}
