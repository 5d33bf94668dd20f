import Foundation

/// Named tensors: 8 bytes of length, a JSON header of types, shapes and places, then the numbers
/// (https://github.com/huggingface/safetensors).
package struct SafetensorsFile {
    package struct Tensor: Sendable, Equatable {
        package var type: String
        package var shape: [Int]
        /// In the data that follows the header.
        fileprivate var range: Range<Int>

        package var count: Int { shape.reduce(1, *) }
    }

    private let bytes: Data
    private let dataStart: Int
    private let file: String
    package let tensors: [String: Tensor]

    private static let largestHeader = 100_000_000
    private static let sizes = [
        "F32": 4, "F16": 2, "BF16": 2, "F64": 8, "I64": 8, "I32": 4, "I8": 1, "U8": 1,
    ]

    private struct Entry: Decodable {
        var dtype: String?
        var shape: [Int]?
        var places: [Int]?

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case places = "data_offsets"
        }
    }

    /// Reads the header and checks that every tensor lies inside the file and has the bytes that its shape asks for.
    package init(_ bytes: Data, file: String) throws(VectorFileError) {
        self.bytes = bytes
        self.file = file
        func malformed(_ expected: String, _ found: String) -> VectorFileError {
            .malformed(file: file, line: nil, expected: expected, found: found)
        }
        guard bytes.count >= 8 else { throw malformed("a safetensors file", "\(bytes.count) bytes") }
        let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(min(bytes.count - 8, Self.largestHeader)) else {
            throw malformed("the length of a header", "\(length) in a file of \(bytes.count) bytes")
        }
        dataStart = 8 + Int(length)
        let start = bytes.startIndex
        let entries: [String: Entry]
        do {
            entries = try JSONDecoder().decode(
                [String: Entry].self, from: bytes[start + 8..<start + dataStart])
        } catch { throw malformed("a header of tensors in JSON", "\(error)") }
        var tensors: [String: Tensor] = [:]
        for (name, entry) in entries where name != "__metadata__" {
            guard let type = entry.dtype, let shape = entry.shape, let places = entry.places,
                places.count == 2, places[0] >= 0, places[0] <= places[1],
                places[1] <= bytes.count - dataStart, shape.allSatisfy({ $0 >= 0 && $0 <= 1 << 32 })
            else { throw malformed("type, shape and place of '\(name)'", "others") }
            var count = 1
            for size in shape {
                let (product, overflow) = count.multipliedReportingOverflow(by: size)
                count = overflow ? .max : product
            }
            if let size = Self.sizes[type],
                count > (places[1] - places[0]) / size || count * size != places[1] - places[0]
            {
                throw malformed("\(count) numbers of \(type) in '\(name)'", "\(places[1] - places[0]) bytes")
            }
            tensors[name] = Tensor(type: type, shape: shape, range: places[0]..<places[1])
        }
        self.tensors = tensors
    }

    /// The numbers of a tensor as floats; F32, F16, BF16 and F64 are read.
    package func floats(_ name: String) throws(VectorFileError) -> [Float] {
        guard let tensor = tensors[name] else { throw .missing(file: file, what: "no tensor '\(name)'") }
        let start = bytes.startIndex + dataStart
        let data = bytes[start + tensor.range.lowerBound..<start + tensor.range.upperBound]
        let count = tensor.count
        let result: [Float]? = data.withUnsafeBytes { raw in
            switch tensor.type {
            case "F32":
                (0..<count).map {
                    Float(
                        bitPattern: UInt32(
                            littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
                }
            case "F64":
                (0..<count).map {
                    Float(
                        Double(
                            bitPattern: UInt64(
                                littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))))
                }
            case "BF16":
                (0..<count).map {
                    Float(
                        bitPattern: UInt32(
                            UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 2, as: UInt16.self)))
                            << 16)
                }
            case "F16":
                (0..<count).map {
                    Self.half(
                        UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 2, as: UInt16.self)))
                }
            default: nil
            }
        }
        guard let result else {
            throw .malformed(
                file: file, line: nil, expected: "floats in '\(name)'", found: tensor.type)
        }
        return result
    }

    /// IEEE 754 half precision.
    static func half(_ bits: UInt16) -> Float {
        let sign: Float = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Float(bits & 0x3FF)
        switch exponent {
        case 0: return sign * fraction * 0x1p-24
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default:
            return sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
        }
    }
}
