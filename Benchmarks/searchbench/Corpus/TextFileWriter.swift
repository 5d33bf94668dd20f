import Foundation
import SoukConsole

/// Writes a text file line by line through a buffer.
final class TextFileWriter {
    private let path: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 20

    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CommandFailure("\(path): cannot be written") }
        self.path = path
        self.handle = handle
    }

    /// Adds the cells with tabs between them, and a newline.
    func writeRow(_ cells: [[UInt8]]) throws {
        for (place, cell) in cells.enumerated() {
            if place > 0 { buffer.append(UInt8(ascii: "\t")) }
            buffer += cell
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferSize { try drain() }
    }

    func close() throws {
        try drain()
        try handle.close()
    }

    private func drain() throws {
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

extension Array where Element == UInt8 {
    /// A cell of a tab-separated file: what would end it becomes a space.
    var asCell: [UInt8] { map { $0 < 0x20 ? UInt8(ascii: " ") : $0 } }
}
