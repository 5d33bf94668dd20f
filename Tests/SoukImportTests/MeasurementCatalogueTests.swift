import Foundation
import Testing

@testable import SoukImport

@Suite("The measurement catalogues", .enabled(if: ProcessInfo.processInfo.environment["SOUK_DATA"] != nil))
struct MeasurementCatalogueTests {
    static var files: [String] {
        let folder = (ProcessInfo.processInfo.environment["SOUK_DATA"] ?? "") + "/catalogue"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".jsonl.gz") }.sorted().map { folder + "/" + $0 }
    }

    @Test("every row decodes with the inferred schema", arguments: files)
    func decodes(file: String) throws {
        let reader = try CatalogueReader(files: [file])
        let inferred = SchemaInference.infer(from: reader.sample())
        print(inferred)
        var decoder = ProductDecoder(schema: try inferred.makeSchema(), collectsUnknown: true)
        var count = 0
        while let row = try reader.next() {
            let product = try decoder.decode(row)
            for member in product.unknownMembers {
                if let field = InferredFieldGrower.field(for: member, in: decoder.schema) {
                    try decoder.add(field)
                }
            }
            count += 1
        }
        print(file, count, "rows", reader.bytesRead, reader.totalBytes ?? -1)
        #expect(count > 100)
        #expect(reader.bytesRead == reader.totalBytes)
    }
}
