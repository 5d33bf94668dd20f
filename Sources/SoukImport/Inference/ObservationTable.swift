/// The fields seen so far, in order of appearance.
struct ObservationTable {
    private(set) var entries: [(name: String, observation: FieldObservation)] = []
    private var places: [String: Int] = [:]

    subscript(name: String) -> FieldObservation? { places[name].map { entries[$0].observation } }

    /// Changes the observation of a field, which begins empty.
    mutating func update(_ name: String, _ change: (inout FieldObservation) -> Void) {
        if let place = places[name] { return change(&entries[place].observation) }
        places[name] = entries.count
        var observation = FieldObservation()
        change(&observation)
        entries.append((name, observation))
    }
}
