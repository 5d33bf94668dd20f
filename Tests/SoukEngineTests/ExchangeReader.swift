/// Reads the Common Index File Format by its definition alone: `CommonIndexFileFormat.proto` of osirrc/ciff.
struct ExchangeReader {
    struct Header {
        var version = 0
        var totalTerms = 0
        var averageLength = 0.0
        var description = ""
    }

    struct List {
        var term: [UInt8] = []
        var documentFrequency = 0
        var occurrences = 0
        var postings: [(number: Int, count: Int)] = []
    }

    struct Record {
        var number = 0
        var id = ""
        var length = 0
    }

    enum Problem: Error {
        case ended
        case unknownField(Int)
        case countsDiffer
    }

    private(set) var header = Header()
    private(set) var lists: [List] = []
    private(set) var records: [Record] = []

    init(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        var listCount = 0
        var documentCount = 0
        var totals = (lists: 0, documents: 0)
        try Self.forEachField(try Self.message(&rest)) { field, number, data in
            switch field {
            case 1: header.version = number
            case 2: listCount = number
            case 3: documentCount = number
            case 4: totals.lists = number
            case 5: totals.documents = number
            case 6: header.totalTerms = number
            case 7: header.averageLength = Double(bitPattern: UInt64(number))
            case 8: header.description = String(decoding: data, as: UTF8.self)
            default: throw Problem.unknownField(field)
            }
        }
        guard totals == (listCount, documentCount) else { throw Problem.countsDiffer }
        for _ in 0..<listCount { lists.append(try Self.list(try Self.message(&rest))) }
        for _ in 0..<documentCount { records.append(try Self.record(try Self.message(&rest))) }
        guard rest.isEmpty else { throw Problem.countsDiffer }
    }

    private static func list(_ bytes: ArraySlice<UInt8>) throws -> List {
        var list = List()
        var last = 0
        try forEachField(bytes) { field, number, data in
            switch field {
            case 1: list.term = Array(data)
            case 2: list.documentFrequency = number
            case 3: list.occurrences = number
            case 4:
                var posting = (number: 0, count: 0)
                try forEachField(data) { field, number, _ in
                    if field == 1 { posting.number = number } else { posting.count = number }
                }
                last += posting.number
                list.postings.append((last, posting.count))
            default: throw Problem.unknownField(field)
            }
        }
        return list
    }

    private static func record(_ bytes: ArraySlice<UInt8>) throws -> Record {
        var record = Record()
        try forEachField(bytes) { field, number, data in
            switch field {
            case 1: record.number = number
            case 2: record.id = String(decoding: data, as: UTF8.self)
            case 3: record.length = number
            default: throw Problem.unknownField(field)
            }
        }
        return record
    }

    private static func varint(_ bytes: inout ArraySlice<UInt8>) throws -> Int {
        var value = 0
        var shift = 0
        while let byte = bytes.popFirst() {
            value |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        throw Problem.ended
    }

    private static func message(_ bytes: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
        let length = try varint(&bytes)
        guard length <= bytes.count else { throw Problem.ended }
        defer { bytes = bytes.dropFirst(length) }
        return bytes.prefix(length)
    }

    private static func forEachField(
        _ message: ArraySlice<UInt8>, _ body: (Int, Int, ArraySlice<UInt8>) throws -> Void
    ) throws {
        var rest = message
        while !rest.isEmpty {
            let key = try varint(&rest)
            switch key & 7 {
            case 0: try body(key >> 3, try varint(&rest), [])
            case 1:
                guard rest.count >= 8 else { throw Problem.ended }
                let bits = rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
                rest = rest.dropFirst(8)
                try body(key >> 3, Int(bitPattern: UInt(bits)), [])
            case 2: try body(key >> 3, 0, try self.message(&rest))
            default: throw Problem.unknownField(key)
            }
        }
    }
}
