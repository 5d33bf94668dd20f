import Foundation
import SoukTestKit
import Testing

@testable import SoukVectors

@Suite("Files of vectors")
struct VectorFileTests {
    private func text(_ text: String, limit: Int = .max) throws -> WordVectorFile {
        try WordVectorFile(Array(text.utf8), file: "w.vec", limit: limit)
    }

    @Test("word2vec's text, GloVe's text, and word2vec's binary hold the same")
    func formats() throws {
        let plain = try text("2 3\n手机 1 -2.5 3e-1\nphone 0 0 1\n")
        #expect(plain.words == ["手机", "phone"] && plain.dimension == 3)
        #expect(plain.vectors == [1, -2.5, 0.3, 0, 0, 1])
        #expect(try text("手机 1 -2.5 3e-1\r\nphone 0 0 1").vectors == plain.vectors)
        #expect(try text("2 3\n手机 1 -2.5 3e-1\nphone 0 0 1\n", limit: 1).words == ["手机"])
        for separator in ["", "\n"] {
            var bytes = Array("2 3\n".utf8)
            for (word, row) in zip(plain.words, [plain.vectors[0..<3], plain.vectors[3..<6]]) {
                bytes += word.utf8
                bytes.append(0x20)
                for number in row { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
                bytes += separator.utf8
            }
            let binary = try WordVectorFile(bytes, file: "w.bin")
            #expect(binary.words == plain.words && binary.vectors == plain.vectors)
            #expect(throws: VectorFileError.self) {
                _ = try WordVectorFile(Array(bytes.dropLast(3)), file: "w.bin")
            }
        }
    }

    @Test("what is no file of vectors is refused, with the line")
    func malformed() {
        for (bad, line) in [
            ("2 3\na 1 2 3\nb 1 2\n", 3), ("a 1 2\nb 1 x\n", 2), ("a 1 2\nb 1 nan\n", 2), ("0 0\n", 1),
            ("word\n", 1),
        ] {
            #expect("\(bad)") { _ = try text(bad) } throws: { error in
                guard case .malformed("w.vec", let found, _, _) = error as? VectorFileError else {
                    return false
                }
                return found == line
            }
        }
    }

    private func safetensors(_ header: String, _ data: [UInt8]) -> Data {
        var bytes = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { bytes += $0 }
        return bytes + Data(header.utf8) + Data(data)
    }

    @Test("safetensors of every float type are read, and damage is an error")
    func tensors() throws {
        let header =
            #"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"F16","shape":[3],"data_offsets":[8,14]},"c":{"dtype":"BF16","shape":[1],"data_offsets":[14,16]},"d":{"dtype":"I64","shape":[1],"data_offsets":[16,24]}}"#
        let data: [UInt8] = [
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0x3C, 0, 0xC0, 1, 0, 0x80, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0,
        ]
        let file = try SafetensorsFile(safetensors(header, data), file: "m")
        #expect(try file.floats("a") == [1, -2])
        #expect(try file.floats("b") == [1, -2, 0x1p-24])
        #expect(try file.floats("c") == [1])
        #expect(throws: VectorFileError.self) { _ = try file.floats("d") }
        #expect(throws: VectorFileError.self) { _ = try file.floats("missing") }
        #expect(SafetensorsFile.half(0x7C00) == .infinity && SafetensorsFile.half(0x7E00).isNaN)
        var random = SeededGenerator(orEnvironment: 61)
        let sound = safetensors(header, data)
        for _ in 0..<500 {
            var bytes = sound.prefix(Int.random(in: 0...sound.count, using: &random))
            if !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
                    in: 1...255, using: &random)
            }
            // Whatever it holds, it is read or refused.
            if let file = try? SafetensorsFile(bytes, file: "m") {
                for name in file.tensors.keys { _ = try? file.floats(name) }
            }
        }
    }
}
