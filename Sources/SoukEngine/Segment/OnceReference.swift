import Synchronization

/// Holds something made from a segment once a query has wanted it.
///
/// Readers on several threads that come at the same time each make one, and all use the first: no one waits.
final class OnceReference<Value: AnyObject & Sendable>: Sendable {
    /// Address of a retained value; 0: none yet.
    private let address = Atomic<UInt>(0)

    deinit {
        if let value = Self.value(address.load(ordering: .acquiring)) { value.release() }
    }

    /// The value if it has been made.
    var known: Value? { Self.value(address.load(ordering: .acquiring))?.takeUnretainedValue() }

    func value<E: Error>(orMake make: () throws(E) -> Value) throws(E) -> Value {
        if let known = Self.value(address.load(ordering: .acquiring)) { return known.takeUnretainedValue() }
        let made = Unmanaged.passRetained(try make())
        let (exchanged, found) = address.compareExchange(
            expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
        if exchanged { return made.takeUnretainedValue() }
        made.release()
        return (Self.value(found) ?? made).takeUnretainedValue()
    }

    private static func value(_ address: UInt) -> Unmanaged<Value>? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged<Value>.fromOpaque($0) }
    }
}
