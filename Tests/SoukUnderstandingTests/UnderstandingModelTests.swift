import SoukStorage
import Testing

@testable import SoukUnderstanding

@Suite
struct UnderstandingModelTests {
    private static func small() -> UnderstandingModel {
        let count = EntityTagger.labels.count
        return UnderstandingModel(
            tagger: LogLinearModel(
                labels: EntityTagger.labels, features: [3, 9, 40],
                weights: Array(repeating: -7, count: 3 * count),
                scale: 0.5, transitions: Array(repeating: 0.25, count: (count + 1) * count)),
            intent: UnderstandingModel.untrained.intent, temperature: 1.5)
    }

    private func bytes(_ model: UnderstandingModel) throws -> [UInt8] {
        let directory = InMemoryDirectory()
        try model.write(to: directory, name: "m")
        return directory.contents["m"] ?? []
    }

    @Test("a model is read as it was written")
    func roundTrip() throws {
        let model = Self.small()
        let directory = InMemoryDirectory(["m": try bytes(model)])
        #expect(try UnderstandingModel(from: directory, name: "m") == model)
    }

    @Test("a model that was cut or changed in any byte is refused with a typed error")
    func damage() throws {
        let sound = try bytes(Self.small())
        for length in 0..<sound.count {
            #expect(throws: StorageError.self) {
                _ = try UnderstandingModel(from: InMemoryDirectory(["m": Array(sound[..<length])]), name: "m")
            }
        }
        for place in sound.indices {
            var changed = sound
            changed[place] ^= 0x10
            #expect(throws: StorageError.self, "byte \(place)") {
                _ = try UnderstandingModel(from: InMemoryDirectory(["m": changed]), name: "m")
            }
        }
    }

    @Test("sections whose checksums are right but whose contents are not are refused")
    func contents() throws {
        func write(_ body: (SectionFileWriter) throws -> Void) throws -> InMemoryDirectory {
            let directory = InMemoryDirectory()
            let file = try SectionFileWriter(
                directory: directory, name: "m", kind: UnderstandingModel.fileKind, version: 1, fileID: 0)
            try body(file)
            _ = try file.finish()
            return directory
        }
        let falling = try write { file in
            var shape = ByteWriter()
            shape.appendVarUInt(1)
            shape.append(string: "O")
            shape.appendFloat32(1)
            shape.appendFloat32(0)
            shape.appendFloat32(0)
            shape.appendVarUInt(2)
            try file.beginSection("tagger.shape")
            try file.append(shape.bytes)
            try file.beginSection("tagger.features")
            try file.append([9, 0, 0, 0, 3, 0, 0, 0])
            try file.beginSection("tagger.weights")
            try file.append([1, 1])
        }
        #expect(throws: StorageError.self) { _ = try UnderstandingModel(from: falling, name: "m") }
        let empty = try write { _ in }
        #expect(throws: StorageError.self) { _ = try UnderstandingModel(from: empty, name: "m") }
    }

    @Test("the model that ships is sound")
    func shipped() {
        #expect(UnderstandingModel.shipped != .untrained)
        #expect(UnderstandingModel.shipped.tagger.labels == EntityTagger.labels)
        #expect(UnderstandingModel.shipped.tagger.features.count > 10_000)
    }

    @Test("an untrained model still reads prices, and is unsure of every intent")
    func untrained() {
        let found = QueryUnderstanding(model: .untrained).interpret("2000元以下的手机")
        #expect(found.price?.max == 2_000)
        #expect(found.confidence < 0.21)
    }

    @Test("base 64 of any length is read as it was written")
    func base64() {
        #expect(Base64.decoded("AAECAw==") == [0, 1, 2, 3])
        #expect(Base64.encoded([0, 1, 2, 3]) == "AAECAw")
        #expect(Base64.decoded("//79") == [255, 254, 253])
        #expect(Base64.encoded([255, 254, 253]) == "//79")
        #expect(Base64.decoded("").isEmpty)
    }

    @Test("scores are the sums of the weights of the features that are there")
    func scores() {
        let model = LogLinearModel(
            labels: ["a", "b"], features: [1, 17, 33], weights: [1, -1, 2, 0, 100, 27], scale: 0.5,
            transitions: Array(repeating: 0, count: 6))
        var scores: [Float] = [9, 9]
        scores.withUnsafeMutableBufferPointer { model.score([17, 5, 33, 49], into: $0) }
        #expect(scores == [51, 13.5])
        #expect(model.row(of: 1) == [0.5, -0.5])
        #expect(model.row(of: 2) == nil)
    }
}
