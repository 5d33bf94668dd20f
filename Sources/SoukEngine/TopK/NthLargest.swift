extension Array where Element: Comparable {
    /// The n-th largest element, found by partitioning.
    /// - Precondition: 1 ≤ n ≤ count.
    /// - Complexity: O(count) on average.
    consuming func nthLargest(_ n: Int) -> Element {
        var values = self
        var low = 0
        var high = values.count - 1
        while low < high {
            let pivot = values[(low + high) / 2]
            var left = low
            var right = high
            while left <= right {
                while values[left] > pivot { left += 1 }
                while values[right] < pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if n - 1 <= right { high = right } else if n - 1 >= left { low = left } else { break }
        }
        return values[n - 1]
    }
}
