import SoukStorage
import Synchronization

/// Holds the ``TermTable`` of a segment once a query has wanted it.
///
/// Readers on several threads that come at the same time each make one, and all use the first: no one waits.
final class TermTableCache: Sendable {
    /// Address of a retained table; 0: none yet.
    private let address = Atomic<UInt>(0)

    deinit {
        if let table = Self.table(address.load(ordering: .acquiring)) { table.release() }
    }

    func table(of dictionary: TermDictionaryReader) throws(StorageError) -> TermTable {
        if let known = Self.table(address.load(ordering: .acquiring)) { return known.takeUnretainedValue() }
        let made = Unmanaged.passRetained(try TermTable(dictionary))
        let (exchanged, found) = address.compareExchange(
            expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
        if exchanged { return made.takeUnretainedValue() }
        made.release()
        return (Self.table(found) ?? made).takeUnretainedValue()
    }

    private static func table(_ address: UInt) -> Unmanaged<TermTable>? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged<TermTable>.fromOpaque($0) }
    }
}
