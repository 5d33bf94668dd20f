import Foundation

/// A cell with its queries, in files as drivers read them.
struct MeasuredCell {
    /// The name in the driver protocol.
    let name: String
    let queryClass: String
    let mode: SearchMode
    let queries: [String]
    let file: String
    /// The first queries only, for engines that would take too long for all.
    let firstFile: String

    init(queryClass: String, mode: SearchMode, queries: [String], file: String, firstFile: String) {
        name = "\(queryClass).\(mode.name)"
        self.queryClass = queryClass
        self.mode = mode
        self.queries = queries
        self.file = file
        self.firstFile = firstFile
    }

    /// The cells that there are queries for.
    static func cells(_ cells: [Cell], _ sets: QuerySets, folder: String) throws -> [MeasuredCell] {
        let files = try sets.write(to: folder)
        let firstFiles = try sets.write(to: folder, first: ServedEngine.slowCount)
        return cells.compactMap { cell in
            guard let file = files[cell.queries], let firstFile = firstFiles[cell.queries] else { return nil }
            return MeasuredCell(
                queryClass: cell.queries.rawValue, mode: cell.mode, queries: sets[cell.queries], file: file,
                firstFile: firstFile)
        }
    }
}
