import Foundation
import SoukEngine
import SoukStorage

/// The text that stands for the next page: where it begins, in which commit, with which tiers open, and for which search.
///
/// `commit.offset.tier.second.search`: the second is the one for which rules were asked on the first page, the last part a checksum over
/// everything that decides the list. Behind it stands the ``ListPlace`` of the last hit where the list can go on from there. Pages by cursor
/// are parts of the one list of that commit, however the index changes meanwhile.
package struct PageCursor: Sendable, Equatable {
    package let generation: UInt64
    package let offset: Int
    package let lastTier: Int
    /// Seconds since 1970.
    private let time: Int
    private let search: UInt32
    private let place: ListPlace?

    /// The cursor of the page after `page`; nil at the end.
    package init?(
        after page: SearchPage, _ query: String, _ options: SearchOptions, _ snapshot: IndexSnapshot
    ) {
        guard let offset = page.nextOffset else { return nil }
        generation = snapshot.manifest.generation
        self.offset = offset
        lastTier = page.lastTier
        time = Int(options.time ?? Date().timeIntervalSince1970)
        search = Self.checksum(query, options)
        place = page.lastPlace
    }

    /// Reads a cursor; nil when the text is none.
    package init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 5 || parts.count == 9, let generation = UInt64(parts[0]),
            let offset = Int(parts[1]), offset >= 0,
            let lastTier = Int(parts[2]), (0...ConceptSearch.lastTierOfAll).contains(lastTier),
            let time = Int(parts[3], radix: 36), let search = UInt32(parts[4], radix: 36)
        else { return nil }
        self.generation = generation
        self.offset = offset
        self.lastTier = lastTier
        self.time = time
        self.search = search
        place = parts.count == 9 ? ListPlace(parts[5...]) : nil
        if parts.count == 9, place == nil { return nil }
    }

    package var text: String {
        "\(generation).\(offset).\(lastTier).\(String(time, radix: 36)).\(String(search, radix: 36))"
            + (place.map { "." + $0.text } ?? "")
    }

    /// Points a search to the page.
    ///
    /// - Throws: ``SearchError/invalidCursor(_:)`` when the cursor is of another search or commit.
    package func apply(
        to options: inout SearchOptions, _ query: String, _ snapshot: IndexSnapshot
    ) throws(SearchError) {
        guard search == Self.checksum(query, options) else {
            throw .invalidCursor(
                "the cursor belongs to another search: give the text and the options that it was made with")
        }
        guard generation == snapshot.manifest.generation else { throw expired }
        if let place, place.candidate(snapshot, nil) == nil { throw expired }
        options.after = place
        options.offset = offset
        options.lastTier = lastTier
        options.time = Double(time)
    }

    package var expired: SearchError {
        .invalidCursor(
            "the cursor is of commit \(generation) of the index, which is no longer kept: begin again with the first page"
        )
    }

    /// Over everything that decides the list, but not over how much of it is shown.
    private static func checksum(_ query: String, _ options: SearchOptions) -> UInt32 {
        var parts = [query, options.group ?? "", options.user ?? ""]
        parts += options.filters
        for selection in options.selections { parts += [selection.field] + selection.values.sorted() + [""] }
        if let sort = options.sort { parts += [sort.field, sort.direction.rawValue] }
        parts += options.ignoredParts.map(\.rawValue).sorted()
        parts += [options.spelling.rawValue, options.names.rawValue, options.rerank.rawValue]
        parts += options.vector?.map(\.description) ?? []
        parts.append(options.profile.fingerprint)
        parts += [options.rules?.text ?? "", "\(options.diversity)"]
        let bytes = Array(parts.joined(separator: "\u{1F}").utf8)
        return bytes.withUnsafeBytes { CRC32C.checksum($0, seed: 0) }
    }
}
