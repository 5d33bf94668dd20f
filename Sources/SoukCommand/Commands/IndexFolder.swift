import Foundation
import Souk
import SoukEngine
import SoukRanking
import SoukStorage

/// Opens the index that a command names.
enum IndexFolder {
    static func directory(_ path: String) throws -> FileSystemDirectory {
        do throws(StorageError) { return try FileSystemDirectory(path: path, createIfMissing: false) } catch {
            throw CommandFailure("\(path): no index here: make one with souk index \(path) FILE…")
        }
    }

    static func catalogue(_ path: String) throws -> Catalogue {
        do throws(SearchError) { return try Catalogue(try directoryOrFailure(path)) } catch {
            if case .notFound = error { throw CommandFailure("\(path): no index here: make one with souk index \(path) FILE…") }
            throw CommandFailure("\(path): \(error)")
        }
    }

    private static func directoryOrFailure(_ path: String) throws(SearchError) -> FileSystemDirectory {
        do throws(StorageError) { return try FileSystemDirectory(path: path, createIfMissing: false) } catch {
            throw SearchError(error)
        }
    }

    static let argument = CommandSpecification.Argument(name: "DIR", help: "Folder of the index.")
}
