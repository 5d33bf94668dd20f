/// A part of a query's reading that a caller may undo: what it was read from is then plain text.
package enum InterpretationPart: String, Sendable, Codable, CaseIterable {
    case brand, category, price, quantities, exclusions
}
