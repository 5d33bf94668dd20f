import Foundation
import SoukAnalysis
import SoukStorage

/// The list of what makes up an index: replaced as a whole by every commit.
///
/// Kept as JSON inside a checked section file, so that a person can read it and damage is noticed.
package struct Manifest: Codable, Sendable, Equatable {
    package struct Segment: Codable, Sendable, Equatable {
        package var id: SegmentID
        package var documentCount: Int
        package var byteCount: Int
        /// File of the deleted documents; nil when there are none.
        package var deletedFile: String?
        package var deletedCount: Int
        /// Files of ``ColumnUpdates``, the oldest first; nil when there are none.
        package var columnFiles: [String]?
    }

    /// Rises by one with every commit.
    package var generation: UInt64 = 0
    package var nextSegment: UInt64 = 1
    package var analyzer: AnalyzerConfiguration
    package var schema: Schema
    package var segments: [Segment] = []
    /// Files that belong to the index beside its segments, by purpose (`"events"`).
    package var attachments: [String: String] = [:]

    package init(schema: Schema, analyzer: AnalyzerConfiguration = .current) {
        self.schema = schema
        self.analyzer = analyzer
    }

    package static let fileName = "manifest.souk"
    static let kind = "MNFS"
    static let version: UInt32 = 1

    /// Every file that the index needs.
    package var fileNames: Set<String> {
        var names: Set<String> = [Self.fileName]
        for segment in segments {
            names.insert(segment.id.fileName)
            if let deleted = segment.deletedFile { names.insert(deleted) }
            names.formUnion(segment.columnFiles ?? [])
        }
        return names.union(attachments.values)
    }

    /// Documents that a search can find.
    package var documentCount: Int { segments.reduce(0) { $0 + $1.documentCount - $1.deletedCount } }

    /// The current manifest; nil when the directory holds no index.
    package static func read(from directory: any Directory) throws(StorageError) -> Manifest? {
        guard directory.fileExists(fileName) else { return nil }
        let file = try SectionFileReader(
            directory: directory, name: fileName, kind: kind, supported: version...version)
        try file.verifyChecksums()
        let section = try file.section("json")
        do {
            return try JSONDecoder().decode(Manifest.self, from: Data(section))
        } catch {
            throw .corrupt(
                Corruption(
                    file: fileName, section: "json", byteOffset: 0, expected: "a manifest",
                    found: String(describing: error)))
        }
    }

    /// Makes this the current manifest: when the call returns, the commit survives a power failure.
    ///
    /// Order: temporary file written and synchronised, directory synchronised, so that no file that the manifest names
    /// can be missing when its new name survives a crash; renamed over the old one; directory synchronised again. Every
    /// file that the manifest names must be synchronised before. When the call throws, either manifest may be there.
    func publish(to directory: any Directory) throws(StorageError) {
        let temporary = "manifest.tmp"
        let file = try SectionFileWriter(
            directory: directory, name: temporary, kind: Self.kind, version: Self.version, fileID: generation)
        do throws(StorageError) {
            try file.beginSection("json")
            try file.append(try encoded())
            _ = try file.finish()
            try directory.synchronize()
            try directory.rename(temporary, to: Self.fileName)
            try directory.synchronize()
        } catch {
            file.abandon()
            throw error
        }
    }

    private func encoded() throws(StorageError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(self))
        } catch {
            throw .corrupt(
                Corruption(
                    file: Self.fileName, section: "json", byteOffset: 0,
                    expected: "a manifest that can be encoded", found: String(describing: error)))
        }
    }
}
