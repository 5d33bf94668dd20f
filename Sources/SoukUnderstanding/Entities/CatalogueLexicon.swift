import SoukAnalysis

/// The brands and categories of one catalogue, ready to be found in query texts.
///
/// Built from the catalogue's own values alone. Each value gives one or more surfaces (`三星（SAMSUNG）` gives
/// 三星 and samsung; `耳机/耳麦` gives both; `Headphones` also its singular); a surface may mean several values,
/// each with its share. Lookup is one trie walk a place.
/// Immutable: all readings share one.
/// - Complexity: building O(total characters), lookup O(length of the longest surface) a place.
package final class CatalogueLexicon: Sendable {
    /// What one surface may mean.
    struct Surface: Sendable {
        var values: [Int32] = []
        var count = 0
    }

    /// One value with its frequency.
    struct Entry: Sendable {
        var path: [String]
        var count: Int
    }

    let brands: SurfaceTable
    let categories: SurfaceTable
    /// Values of attributes; a path is the attribute's name and the value.
    let attributes: SurfaceTable
    /// Document counts of the catalogue's words, to tell common words from names.
    private let words: any CatalogueWords

    /// - Parameters:
    ///   - brands: values of the brand field with their numbers of products.
    ///   - categories: paths from the root with the numbers of products directly at them.
    ///   - attributes: names and values of attributes with their numbers of products.
    ///   - words: the words of the catalogue's titles. They tell a brand from a common word (`target`, `storm`), and
    ///     a name the catalogue does not know from its everyday words. May be empty.
    package init(
        brands: [(value: String, count: Int)] = [], categories: [(path: [String], count: Int)] = [],
        attributes: [(name: String, value: String, count: Int)] = [],
        words: any CatalogueWords = ListedWords()
    ) {
        self.words = words
        self.brands = SurfaceTable { table in
            for (value, count) in brands {
                let cleaned = BrandSurfaces(value)
                table.add(Entry(path: [cleaned.canonical], count: count), surfaces: cleaned.surfaces)
            }
        }
        self.categories = SurfaceTable { table in
            var nodes: [[String]: Int] = [:]
            for (path, count) in categories {
                for depth in path.indices { nodes[Array(path[...depth]), default: 0] += count }
            }
            for (path, count) in nodes.sorted(by: { ($0.value, $1.key.count) > ($1.value, $0.key.count) }) {
                guard let name = path.last else { continue }
                table.add(Entry(path: path, count: count), surfaces: CategorySurfaces(name).surfaces)
            }
        }
        self.attributes = SurfaceTable { table in
            for (name, value, count) in attributes {
                let surfaces = AttributeSurfaces(value).surfaces
                table.add(Entry(path: [name, value], count: count), surfaces: surfaces)
            }
        }
    }

    package var isEmpty: Bool { brands.isEmpty && categories.isEmpty }

    /// Whether enough of the catalogue's Latin words are known that a word it never has says something.
    package var knowsLatinWords: Bool { words.holdsManyLatinWords }
    /// The same for pairs of Han characters.
    package var knowsHanPairs: Bool { words.holdsManyHanPairs }
    /// Whether a Latin word in so many products is rare in this catalogue.
    package func isRare(_ documentCount: Int) -> Bool { words.isRare(documentCount) }
    /// Finds what readings wait for that ask first.
    package func prepare() { words.prepare() }

    /// In how many products a folded word occurs; 0 when it is not known.
    package func documentCount(of word: ArraySlice<UInt32>) -> Int { words.documentCount(of: word) }

    /// How many of the products with a surface as their word have it as their brand: 1 when not known.
    func share(of surface: Surface, at range: Range<Int>, in text: FoldedText) -> Double {
        let documents = documentCount(of: text.scalars[range])
        return documents > 0 ? Swift.min(1, Double(surface.count) / Double(documents)) : 1
    }
}

/// Surfaces with the values they may mean.
struct SurfaceTable: Sendable {
    private var trie = CharacterTrie(expectedCount: 1_024)
    private var surfaces: [CatalogueLexicon.Surface] = []
    private var entries: [CatalogueLexicon.Entry] = []

    /// - Parameter fill: adds what the table holds.
    init(_ fill: (inout SurfaceTable) -> Void) {
        fill(&self)
        sortValues()
    }

    var isEmpty: Bool { surfaces.isEmpty }

    mutating func add(_ entry: CatalogueLexicon.Entry, surfaces list: [[UInt32]]) {
        guard !list.isEmpty else { return }
        let index = Int32(entries.count)
        entries.append(entry)
        for name in list {
            let payload: Int32
            if let known = trie.payload(of: name) {
                payload = known
            } else {
                payload = Int32(surfaces.count)
                surfaces.append(CatalogueLexicon.Surface())
                trie.insert(name, payload: payload)
            }
            surfaces[Int(payload)].values.append(index)
            surfaces[Int(payload)].count += entry.count
        }
    }

    /// Orders the values of each surface by frequency.
    private mutating func sortValues() {
        for index in surfaces.indices where surfaces[index].values.count > 1 {
            surfaces[index].values.sort { left, right in
                let (a, b) = (entries[Int(left)], entries[Int(right)])
                return a.count != b.count ? a.count > b.count : a.path.lexicographicallyPrecedes(b.path)
            }
        }
    }

    /// Every surface that begins at `place` on word boundaries, shortest first.
    func forEach(in text: FoldedText, at place: Int, _ body: (Range<Int>, CatalogueLexicon.Surface) -> Void) {
        guard text.isNameBoundary(place) else { return }
        var node: Int32 = 0
        var at = place
        while at < text.count, let next = trie.child(of: node, text.scalars[at]) {
            node = next
            at += 1
            if let payload = trie.payload(at: node), text.isNameBoundary(at) {
                body(place..<at, surfaces[Int(payload)])
            }
        }
    }

    /// Lengths of the surfaces that a word begins with, whatever follows them, longest first.
    func beginnings(of word: some Sequence<UInt32>) -> [Int] { trie.beginnings(of: word).map(\.length) }

    /// The values of a name, most frequent first; none for a name that is no surface.
    func values(named name: String) -> [[String]] {
        let folded = FoldedText(name, maximumCount: 64).scalars
        guard let payload = trie.payload(of: folded) else { return [] }
        return surfaces[Int(payload)].values.map { entries[Int($0)].path }
    }

    /// The values of a surface with their posteriors, at most `limit`.
    func values(of surface: CatalogueLexicon.Surface, limit: Int = 8) -> [EntityMatch.Value] {
        let total = Double(Swift.max(1, surface.count))
        return surface.values.prefix(limit).map { index in
            let entry = entries[Int(index)]
            return EntityMatch.Value(
                path: entry.path, count: entry.count, posterior: Double(entry.count) / total)
        }
    }
}

extension FoldedText {
    /// Whether a name may begin or end at `place`: not between letters, not between digits.
    func isNameBoundary(_ place: Int) -> Bool {
        let (before, after) = (kind(at: place - 1), kind(at: place))
        if before == .letter && after == .letter { return false }
        return !(before == .digit && after == .digit)
    }
}
