extension Array {
    /// `init(unsafeUninitializedCapacity:initializingWith:)` for a count that may be 0.
    ///
    /// For no elements the library writes the count 0 over the 0 of the one empty array that all threads share. That harms nothing, and is a race to the thread sanitizer.
    /// - Parameter fill: initialises elements from the first on and sets how many; is not called for a count of 0.
    @inlinable
    package init(roomFor count: Int, _ fill: (inout UnsafeMutableBufferPointer<Element>, inout Int) -> Void) {
        guard count > 0 else {
            self = []
            return
        }
        self.init(unsafeUninitializedCapacity: count, initializingWith: fill)
    }
}
