#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What went wrong between the engine and its files. Each case says what, where and what to do about it.
package enum StorageError: Error, Equatable, Sendable, CustomStringConvertible {
    case notFound(file: String)
    case io(operation: String, file: String, errno: Int32)
    case diskFull(file: String)
    case locked(file: String, owner: String)
    case corrupt(Corruption)
    case notAnIndexFile(file: String, expected: String, found: String)
    case tooNew(file: String, found: UInt32, supported: UInt32)
    case tooOld(file: String, found: UInt32, supported: UInt32)

    package var description: String {
        switch self {
        case .notFound(let file): "\(file): no such file: is this the folder of an index?"
        case .io(let operation, let file, let errno):
            "\(file): cannot \(operation): \(String(cString: strerror(errno))): \(Self.remedy(errno))"
        case .diskFull(let file):
            "\(file): the disk is full: free some space and run again; nothing was committed"
        case .locked(_, let owner): "the index is locked by \(owner): wait for it to end"
        case .corrupt(let corruption): corruption.description
        case .notAnIndexFile(let file, let expected, let found):
            "\(file): not an index file of the expected kind: expected \(expected), found \(found)"
        case .tooNew(let file, let found, let supported):
            "\(file): format \(found) was written by a newer version (this one reads up to \(supported)): update Souk"
        case .tooOld(let file, let found, let supported):
            "\(file): format \(found) is older than \(supported), the oldest that this version reads: build the index anew"
        }
    }

    private static func remedy(_ errno: Int32) -> String {
        switch errno {
        case EACCES, EPERM: "see that this user may read and write it"
        case EROFS: "choose a folder that can be written to"
        case EMFILE, ENFILE: "close other files or raise the limit (ulimit -n)"
        case ENOMEM: "free some memory and run again"
        case EINVAL, ENAMETOOLONG: "use a plain, shorter name"
        default: "see that the disk is sound and run again; nothing was committed"
        }
    }
}

/// Where the bytes of a file are not what its format demands.
package struct Corruption: Error, Equatable, Sendable, CustomStringConvertible {
    package var file: String
    package var section: String
    package var byteOffset: Int
    package var expected: String
    package var found: String

    package init(file: String, section: String, byteOffset: Int, expected: String, found: String) {
        self.file = file
        self.section = section
        self.byteOffset = byteOffset
        self.expected = expected
        self.found = found
    }

    package var description: String {
        "\(file): damaged in '\(section)' at byte \(byteOffset): expected \(expected), found \(found): "
            + "restore the file from a copy or build the index anew"
    }
}
