/// Where a term stands: the atom ordinal in the text of one field.
package struct FieldPosition: Sendable, Equatable, Hashable, Comparable {
    package var slot: Int
    package var position: Int

    package init(slot: Int, position: Int) {
        self.slot = slot
        self.position = position
    }

    package static func < (a: FieldPosition, b: FieldPosition) -> Bool {
        (a.slot, a.position) < (b.slot, b.position)
    }
}
