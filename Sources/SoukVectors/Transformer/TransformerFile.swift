#if Transformer
    import Foundation
    import SoukStorage

    /// An encoder as a file of an index: sections `configuration` (config.json), `vocabulary` (vocab.txt) and `weights` (safetensors),
    /// byte by byte as they were given.
    package enum TransformerFile {
        static let kind = "TENC"
        static let version: UInt32 = 1

        /// The files of a folder as Hugging Face lays it out.
        private static let names = [
            "configuration": "config.json", "vocabulary": "vocab.txt", "weights": "model.safetensors",
        ]

        /// Copies the files of a model's folder into an index.
        ///
        /// - Throws: ``VectorFileError`` when one is missing, `StorageError` when writing fails.
        package static func write(folder: String, to name: String, in directory: any Directory) throws {
            let file = try SectionFileWriter(
                directory: directory, name: name, kind: kind, version: version, fileID: 0)
            do {
                for (section, source) in names.sorted(by: { $0.key < $1.key }) {
                    let path = folder + "/" + source
                    guard let bytes = FileManager.default.contents(atPath: path) else {
                        throw VectorFileError.missing(
                            file: path, what: "no such file, which a model's folder has")
                    }
                    try file.beginSection(section)
                    try file.append([UInt8](bytes))
                }
                _ = try file.finish()
            } catch {
                file.abandon()
                throw error
            }
        }

        /// - Throws: `StorageError` for damage, ``VectorFileError`` when the parts do not fit together.
        package static func open(_ name: String, in directory: any Directory) throws -> TransformerEncoder {
            let file = try SectionFileReader(
                directory: directory, name: name, kind: kind, supported: version...version)
            try file.verifyChecksums()
            // SAFETY: the bytes stay mapped while `file` lives; the encoder keeps copies.
            return try withExtendedLifetime(file) {
                func data(_ section: String) throws(StorageError) -> Data {
                    let bytes = try file.section(section)
                    guard let base = bytes.baseAddress else { return Data() }
                    return Data(
                        bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: bytes.count,
                        deallocator: .none)
                }
                return try TransformerEncoder(
                    try TransformerConfiguration.read(try data("configuration"), file: name),
                    vocabulary: String(decoding: try data("vocabulary"), as: UTF8.self),
                    weights: try SafetensorsFile(try data("weights"), file: name), name: name)
            }
        }
    }
#endif
