import SoukRecommend
import SoukStorage

/// What is learnt from a shop's events, each part when it is first needed, once.
///
/// Shoppers' own choices are no part of it: they are read anew for every answer. So the same models serve on while
/// events are added, until the log has grown enough to be learnt from again; erasing a shopper ends them at once.
final class LearntModels: Sendable {
    /// What everything here is learnt from.
    let log: EventLog
    private let parts = Locked(Parts())

    private struct Parts {
        var matrix: PreferenceMatrix?
        var neighbours: ItemNeighbours?
        var factors: ItemFactors?
        var linear: LinearItemModel?
        var transitions: ItemTransitions?
    }

    /// Shares of new events, and their number, that do not make models old.
    private static let growth = (share: 10, least: 100)

    init(_ log: EventLog) { self.log = log }

    /// Whether these models may serve a log: one that begins with theirs and is not much longer.
    func serve(_ other: EventLog) -> Bool {
        other.count <= log.count + max(log.count / Self.growth.share, Self.growth.least)
            && other.begins(with: log)
    }

    private func part<Part>(
        _ path: WritableKeyPath<Parts, Part?> & Sendable, _ make: (inout Parts) -> Part
    ) -> Part {
        parts.withLock { parts in
            if let made = parts[keyPath: path] { return made }
            let made = make(&parts)
            parts[keyPath: path] = made
            return made
        }
    }

    private func matrix(_ parts: inout Parts) -> PreferenceMatrix {
        let made = parts.matrix ?? PreferenceMatrix(log)
        parts.matrix = made
        return made
    }

    var matrix: PreferenceMatrix { part(\.matrix) { matrix(&$0) } }
    var neighbours: ItemNeighbours { part(\.neighbours) { ItemNeighbours(matrix(&$0)) } }
    var factors: ItemFactors { part(\.factors) { ItemFactors(matrix(&$0)) } }
    var linear: LinearItemModel { part(\.linear) { LinearItemModel(matrix(&$0)) } }
    var transitions: ItemTransitions { part(\.transitions) { ItemTransitions(matrix(&$0)) } }
}
