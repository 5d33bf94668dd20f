import Foundation
import SoukAnalysis
import SoukConsole
import SoukEngine
import SoukImport
import SoukStorage

/// Builds Souk's index from a file of the protocol, and reports what it took.
struct SoukIndexBuild {
    let input: String
    let index: String
    let threads: Int
    let memory: Int

    /// One field, the parity tokens or raw text for Souk's own analyzer. Nothing is stored.
    func buildSingleField(_ analyzer: AnalyzerConfiguration) throws -> JSONBuildAnswer {
        let schema = try Schema([Field(name: "text", type: .text, weight: 1)])
        return try build(schema, analyzer) { line, writer in
            let tab = UInt8(ascii: "\t")
            guard let first = line.firstIndex(of: tab), let second = line[(first + 1)...].firstIndex(of: tab)
            else {
                throw CommandFailure("\(input): expected number, title and body on each line")
            }
            line[second] = UInt8(ascii: " ")
            try writer.upsert(
                Document(
                    id: String(decoding: line[..<first], as: UTF8.self), source: [],
                    values: [
                        FieldValue(field: 0, .text(String(decoding: line[(first + 1)...], as: UTF8.self)))
                    ]))
        }
    }

    /// - Parameter add: gives the writer the document of a line.
    func build(
        _ schema: Schema, _ analyzer: AnalyzerConfiguration, skipsHeader: Bool = false,
        _ add: (inout [UInt8], IndexWriter) throws -> Void
    ) throws -> JSONBuildAnswer {
        let directory = try FileSystemDirectory(path: index, createIfMissing: true)
        let memoryPeak = AnonymousMemoryPeak()
        let start = ContinuousClock.now
        // A factor of 2 merges down to one segment of that size, as the peers' forced merges do.
        let writer = try IndexWriter(
            directory, schema: schema,
            options: IndexWriter.Options(
                memoryBudget: memory, mergeFactor: 2, threads: threads, analyzer: analyzer),
            replace: true)
        defer { writer.close() }
        var lines = LineReader(try InputFile(path: input))
        if skipsHeader { _ = try lines.next() }
        while var line = try lines.next() { try add(&line, writer) }
        let snapshot = try writer.commit()
        let elapsed = (ContinuousClock.now - start).components
        return JSONBuildAnswer(
            documents: snapshot.documentCount,
            seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18,
            bytes: try Self.size(of: index), peakResidentBytes: ProcessMemory.peakResidentBytes,
            peakAnonymousBytes: memoryPeak.finish(), segments: snapshot.segments.count,
            searchedBytes: snapshot.segments.reduce(0) { sum, segment in
                sum
                    + segment.partByteCounts.filter { Self.searchedParts.contains($0.key) }.values.reduce(
                        0, +)
            })
    }

    /// Postings with positions, dictionary, lengths; not keys, stored texts, or what TF-IDF alone reads.
    private static let searchedParts: Set = ["postings", "terms", "lengths"]

    /// Bytes of the files of a folder.
    static func size(of folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return sum + ((attributes[.size] as? Int) ?? 0)
        }
    }
}

/// The protocol's answer to a build.
struct JSONBuildAnswer: JSONEncodable {
    let documents: Int
    let seconds: Double
    let bytes: Int
    let peakResidentBytes: Int
    let peakAnonymousBytes: Int?
    let segments: Int
    let searchedBytes: Int

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("documents", documents)
            json.member("seconds", seconds)
            json.member("bytes", bytes)
            json.member("peak_rss_bytes", peakResidentBytes)
            json.member("peak_anonymous_bytes", peakAnonymousBytes)
            json.member("segments", segments)
            json.member("searched_bytes", searchedBytes)
        }
    }
}
