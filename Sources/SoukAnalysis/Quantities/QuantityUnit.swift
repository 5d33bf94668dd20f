/// One unit of measure: what it measures, its name in the interpretation, its size in base units.
package struct QuantityUnit: Sendable, Equatable {
    /// What decides the reading of a unit whose letters have several.
    package enum Ambiguity: Sendable, Equatable {
        /// `g`: gram, gigabyte, gigahertz or a mobile network.
        case g
        /// `m`: metre, the brand 3M, or megabytes of memory.
        case m
        /// `w`: watt, or ten thousand (100W像素, 3w+).
        case watt
        /// `t`: terabyte in storage, else displacement or tonnes.
        case t
        /// `oz`: weight of food, volume of drinkware.
        case oz
        /// `a`, `安`: ampere beside electrical words, else part of a model.
        case ampere
        /// `p`, `匹`: horsepower of air conditioners.
        case horsepower
        /// `度`: diopter, alcohol, temperature or angle.
        case degree
        /// `%`: alcohol beside drinks.
        case percent
        /// `in`: inch, or the preposition.
        case inch
        /// `GB`: memory beside RAM words, else storage.
        case gigabyte
        /// `个月`, `month`: an age, unless a duration of a service.
        case month
        /// Counts: only where a pack is spoken of.
        case count
        /// `码`: a shoe or garment size.
        case size
        /// `磅`, `pound`: weight unless a price was read.
        case pound
    }

    package var kind: Quantity.Kind
    package var name: String
    package var factor: Double
    package var ambiguity: Ambiguity?

    package init(_ kind: Quantity.Kind, _ name: String, _ factor: Double, _ ambiguity: Ambiguity? = nil) {
        self.kind = kind
        self.name = name
        self.factor = factor
        self.ambiguity = ambiguity
    }
}
