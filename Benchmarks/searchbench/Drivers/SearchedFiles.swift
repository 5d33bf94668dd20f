import Foundation

/// The files of a peer's index that hold postings, positions, dictionary and lengths, and nothing else: what an index without
/// stored texts needs to answer.
enum SearchedFiles {
    /// Bytes of them; nil for an engine whose files do not tell the parts apart.
    static func bytes(of engine: Engine, index: String) -> Int? {
        guard let endings = endings(of: engine),
            let names = try? FileManager.default.contentsOfDirectory(atPath: index)
        else { return nil }
        let sizes = names.filter { endings.contains(String($0.split(separator: ".").last ?? "")) }.compactMap
        {
            try? FileManager.default.attributesOfItem(atPath: "\(index)/\($0)")[.size] as? Int
        }
        return sizes.isEmpty ? nil : sizes.reduce(0, +)
    }

    private static func endings(of engine: Engine) -> Set<String>? {
        switch engine {
        // Frequencies and documents, positions, terms with their index and metadata, norms with theirs.
        case .lucene, .luceneSorted: ["doc", "pos", "psm", "tim", "tip", "tmd", "nvd", "nvm"]
        case .tantivy: ["idx", "pos", "term", "fieldnorm"]
        case .souk, .soukOwn, .pisa, .sqlite, .xapian, .bm25s: nil
        }
    }
}
