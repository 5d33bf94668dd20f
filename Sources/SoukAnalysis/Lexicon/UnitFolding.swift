import CSoukICU

/// Folds words of Han characters as texts are folded: traditional to simplified, unit by unit.
struct UnitFolding {
    /// The simplified form of every unit of ``HanCharacters/range``.
    private let table = HanCharacters.range.map { souk_icu_simplified($0) }

    func simplified(_ unit: UInt16) -> UInt16 {
        HanCharacters.range.contains(unit) ? table[Int(unit - HanCharacters.range.lowerBound)] : unit
    }

    func simplified(_ word: String) -> [UInt16] { word.utf16.map(simplified) }
}
