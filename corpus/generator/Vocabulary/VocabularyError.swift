/// What is wrong with a vocabulary file, where, and what would make it right.
enum VocabularyError: Error, CustomStringConvertible {
    case unreadable(file: String, reason: String)
    case tooManyCells(shelf: String, row: String, found: Int, expected: Int)
    case missingColumn(shelf: String, row: String, column: String)
    case unknownSlot(shelf: String, slot: String, pattern: String)
    case unbalancedBracket(pattern: String)
    case unknownList(name: String, shelf: String)
    case badPrice(shelf: String, row: String, found: String)
    case badBrand(row: String)
    case duplicateShelf(key: String)
    case nothingWanted(query: String)
    case malformedPattern(String)

    var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .tooManyCells(let shelf, let row, let found, let expected):
            "shelf \(shelf), row “\(row)”: \(found) cells for \(expected) columns; remove a “|” or name the column"
        case .missingColumn(let shelf, let row, let column):
            "shelf \(shelf), row “\(row)”: no \(column); give it in the row or under defaults"
        case .unknownSlot(let shelf, let slot, let pattern):
            "shelf \(shelf): “{\(slot)}” in “\(pattern)” has no value; name a column, or put it in [ ]"
        case .unbalancedBracket(let pattern): "“\(pattern)”: every { needs its } and every [ its ]"
        case .unknownList(let name, let shelf): "shelf \(shelf): no list “@\(name)” in lists.json"
        case .badPrice(let shelf, let row, let found):
            "shelf \(shelf), row “\(row)”: “\(found)” is no price; write 199 or 150-250"
        case .badBrand(let row): "brands.json: “\(row)” is not “name | other name | fame 0...1”"
        case .duplicateShelf(let key): "two shelves have the key “\(key)”; product ids begin with it"
        case .nothingWanted(let query): "query “\(query)”: no product has grade 3; correct its rules"
        case .malformedPattern(let line): "grammar.txt: “\(line)” is not “language symbol weight: pattern”"
        }
    }
}
