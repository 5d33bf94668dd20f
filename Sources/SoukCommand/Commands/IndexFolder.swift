import Souk
import SoukConsole
import SoukEngine
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// The index that a command names by its folder.
struct IndexFolder: ArgumentValue {
    let path: String

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        path = argument
    }

    var argumentText: String { path }
    static var expectation: String { "a folder" }

    func directory() throws(CommandFailure) -> FileSystemDirectory {
        do throws(StorageError) { return try FileSystemDirectory(path: path, createIfMissing: false) } catch {
            throw missing
        }
    }

    func catalogue(model: UnderstandingModel = .shipped) throws(CommandFailure) -> Catalogue {
        do throws(SearchError) { return try Catalogue(try directory(orThrow: ()), model: model) } catch {
            if case .notFound = error { throw missing }
            throw CommandFailure("\(path): \(error)")
        }
    }

    private func directory(orThrow: Void) throws(SearchError) -> FileSystemDirectory {
        do throws(StorageError) { return try FileSystemDirectory(path: path, createIfMissing: false) } catch {
            throw SearchError(error)
        }
    }

    private var missing: CommandFailure {
        CommandFailure("\(path): no index here: make one with souk index \(path) FILE…")
    }
}
