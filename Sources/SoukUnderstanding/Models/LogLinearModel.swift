/// Weights of features for a few labels: the sum over a text's features gives each label its score.
///
/// Features are 32-bit hashes of what they say, and only those with a weight are kept; the table is open-addressing, its
/// weights are one byte each with a common scale. Two features may share a hash: with *n* kept features, one in
/// 2³²/*n* that were never seen takes the weights of another.
/// - Complexity: one probe and one addition a label for each feature.
package struct LogLinearModel: Sendable, Equatable {
    package let labels: [String]
    /// Kept features in ascending order, for writing; none is 0.
    package let features: [UInt32]
    /// For each feature, its weights by label.
    package let weights: [Int8]
    /// What a weight of 1 is worth.
    package let scale: Float
    /// Scores of a label after another, the first row after none: `(labels + 1) × labels`, previous label first.
    package let transitions: [Float]

    /// Slots of the hash table: the feature, or 0; and its weights.
    private let slots: [UInt32]
    private let slotWeights: [Int8]

    /// - Precondition: `features` ascends without 0, `weights` has a row for each, `transitions` its full size.
    package init(
        labels: [String], features: [UInt32], weights: [Int8], scale: Float, transitions: [Float]
    ) {
        precondition(weights.count == features.count * labels.count)
        precondition(transitions.count == (labels.count + 1) * labels.count)
        self.labels = labels
        self.features = features
        self.weights = weights
        self.scale = scale
        self.transitions = transitions
        var capacity = 16
        while capacity < features.count * 2 { capacity *= 2 }
        var slots = [UInt32](repeating: 0, count: capacity)
        var slotWeights = [Int8](repeating: 0, count: capacity * labels.count)
        for (row, feature) in features.enumerated() {
            var slot = Int(feature) & (capacity - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = feature
            for label in labels.indices {
                slotWeights[slot * labels.count + label] = weights[row * labels.count + label]
            }
        }
        self.slots = slots
        self.slotWeights = slotWeights
    }

    /// The scores of the labels for a set of features.
    ///
    /// The first slots of all features are read before any is looked at: the table is larger than the caches, and so the memory is waited
    /// for once.
    /// - Parameter scores: one for each label, overwritten.
    package func score(_ present: [UInt32], into scores: UnsafeMutableBufferPointer<Float>) {
        let count = labels.count
        let mask = slots.count - 1
        // SAFETY: a slot is masked by the capacity, and each has a row; the caller's buffer has a place a label.
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: present.count) { found in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { sums in
                sums.initialize(repeating: 0)
                slots.withUnsafeBufferPointer { slots in
                    slotWeights.withUnsafeBufferPointer { rows in
                        for (place, feature) in present.enumerated() {
                            found[place] = slots[Int(feature) & mask]
                        }
                        for (place, feature) in present.enumerated() where found[place] != 0 {
                            var slot = Int(feature) & mask
                            while slots[slot] != feature, slots[slot] != 0 { slot = (slot + 1) & mask }
                            guard slots[slot] == feature else { continue }
                            let row = slot * count
                            for label in 0..<count { sums[label] &+= Int32(rows[row + label]) }
                        }
                    }
                }
                for label in 0..<count { scores[label] = Float(sums[label]) * scale }
            }
        }
    }

    /// The weights of one feature; nil when it is not kept.
    package func row(of feature: UInt32) -> [Float]? {
        let count = labels.count
        var slot = Int(feature) & (slots.count - 1)
        while slots[slot] != feature, slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        guard slots[slot] == feature, feature != 0 else { return nil }
        return slotWeights[slot * count..<(slot + 1) * count].map { Float($0) * scale }
    }
}
