/// The rows of several files, one file after the other, each in its own format.
///
/// A file's format is the one asked for, else the one its name tells (`.jsonl .ndjson .json .csv .tsv`, with
/// or without `.gz`), else the one its first bytes tell. ``sample(rows:bytes:)`` looks ahead without losing
/// rows, so that standard input can be sampled too.
package final class CatalogueReader: RowSource {
    package let files: [String]
    package let totalBytes: Int?

    private let format: RowFormat?
    /// Files that are not begun, the next one last.
    private var waiting: [InputFile]
    private var current: (any RowSource)?
    private var readBefore = 0
    private var lookahead: [Result<Row, ImportError>] = []
    private var replayed = 0

    /// Opens every file, so that a missing one is reported before anything is read.
    package init(files: [String], format: RowFormat? = nil) throws(ImportError) {
        guard files.count(where: { $0 == "-" }) <= 1 else { throw .standardInputTwice }
        self.files = files
        self.format = format
        waiting = []
        for file in files.reversed() { waiting.append(try InputFile(path: file)) }
        totalBytes = waiting.reduce(0 as Int?) { sum, file in
            if let sum, let size = file.totalBytes { sum + size } else { nil }
        }
    }

    package var bytesRead: Int { readBefore + (current?.bytesRead ?? 0) }

    package func next() throws(ImportError) -> Row? {
        if replayed < lookahead.count {
            let entry = lookahead[replayed]
            replayed += 1
            if replayed == lookahead.count {
                lookahead = []
                replayed = 0
            }
            return try entry.get()
        }
        return try read()
    }

    /// Rows at the beginning, to be returned by ``next()`` all the same. Bad rows are left out here and
    /// reported there.
    /// - Complexity: O(bytes read); holds at most about `bytes` of them.
    package func sample(rows: Int = 10_000, bytes: Int = 64 << 20) -> [Row] {
        var held = lookahead.reduce(0) { $0 + (((try? $1.get())?.byteCount) ?? 0) }
        while lookahead.count < rows, held < bytes {
            do throws(ImportError) {
                guard let row = try read() else { break }
                held += row.byteCount
                lookahead.append(.success(row))
            } catch {
                lookahead.append(.failure(error))
                if !error.isRecoverable { break }
            }
        }
        return lookahead.compactMap { try? $0.get() }
    }

    private func read() throws(ImportError) -> Row? {
        while true {
            if let current, let row = try current.next() { return row }
            readBefore = bytesRead
            current = nil
            guard let file = waiting.popLast() else { return nil }
            current = try source(of: file)
        }
    }

    private func source(of file: InputFile) throws(ImportError) -> (any RowSource)? {
        var buffer = InputBuffer(file)
        var found = format ?? RowFormat(fileName: file.name)
        if found == nil {
            try buffer.open(lookahead: 4096)
            guard buffer.count > 0 else { return nil }
            found = RowFormat(beginning: buffer.bytes[buffer.start...])
        }
        switch found {
        case .jsonl: return JSONLinesSource(buffer)
        case .csv, .tsv: return DelimitedSource(buffer, format: found ?? .csv)
        case nil: throw .unknownFormat(file: file.name)
        }
    }
}
