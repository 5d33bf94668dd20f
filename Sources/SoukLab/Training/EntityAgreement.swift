/// How far found entities agree with the labelled ones: the same kind over exactly the same characters.
package struct EntityAgreement: Sendable, Equatable {
    package private(set) var found = 0
    package private(set) var labelled = 0
    package private(set) var right = 0

    package init() {}

    package mutating func add(found: [Range<Int>], labelled: [Range<Int>]) {
        self.found += found.count
        self.labelled += labelled.count
        right += found.filter(labelled.contains).count
    }

    package var precision: Double { found > 0 ? Double(right) / Double(found) : 1 }
    package var recall: Double { labelled > 0 ? Double(right) / Double(labelled) : 1 }
    package var f1: Double { found + labelled > 0 ? 2 * Double(right) / Double(found + labelled) : 1 }
}
