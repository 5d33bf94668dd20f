import Foundation
import SoukConsole
import SoukStorage
import SoukUnderstanding

/// A model that one command writes into a file of its own, and others read.
protocol StoredModel: Sendable {
    /// The command that writes it.
    static var trainer: String { get }

    init(from directory: any Directory, name: String) throws(StorageError)
    func write(to directory: any Directory, name: String) throws(StorageError)
}

extension ReviewSentiment: StoredModel { static let trainer = "souk train-reviews" }
extension UnderstandingModel: StoredModel { static let trainer = "souk train-intent" }

/// The file of a model, as the user names it.
struct ModelFile<Model: StoredModel>: ArgumentValue {
    let argumentText: String

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        argumentText = argument
    }

    static var expectation: String { "a file that \(Model.trainer) wrote" }

    private var url: URL { URL(fileURLWithPath: argumentText) }

    private var folder: String { url.deletingLastPathComponent().path }

    /// The model in the file.
    func model() throws -> Model {
        let directory = try FileSystemDirectory(path: folder, createIfMissing: false)
        return try Model(from: directory, name: url.lastPathComponent)
    }

    /// Writes a model into the file.
    func write(_ model: Model) throws {
        let directory = try FileSystemDirectory(path: folder, createIfMissing: true)
        try model.write(to: directory, name: url.lastPathComponent)
    }
}
