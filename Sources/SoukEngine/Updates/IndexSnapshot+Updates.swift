extension IndexSnapshot {
    /// Whether `other` is a later commit of the same products with the same texts and values, in which at most numbers are new.
    package func differsOnlyInNumbers(from other: IndexSnapshot) -> Bool {
        var mine = manifest
        var theirs = other.manifest
        for index in mine.segments.indices { mine.segments[index].columnFiles = nil }
        for index in theirs.segments.indices { theirs.segments[index].columnFiles = nil }
        mine.generation = theirs.generation
        mine.nextSegment = theirs.nextSegment
        return mine == theirs
            && zip(segments, other.segments).allSatisfy { $0.withoutUpdates === $1.withoutUpdates }
    }

    /// The fields of which a number is another than in an earlier commit of the same segments.
    package func fieldsUpdated(since other: IndexSnapshot) -> Set<Int> {
        var fields: Set<Int> = []
        for (segment, earlier) in zip(segments, other.segments) {
            for (field, pages) in segment.numberPages where earlier.numberPages[field] !== pages {
                fields.insert(field)
            }
        }
        return fields
    }
}
