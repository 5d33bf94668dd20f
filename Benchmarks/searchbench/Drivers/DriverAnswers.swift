import SoukConsole
import SoukImport

/// What a driver found for a cell's queries, as far as the mode gives it.
struct FoundAnswers: Equatable {
    /// Exact number of documents for each query.
    var counts: [Int]?
    /// Document number and score of the first hits of each query.
    var top: [[FoundDocument]]?
    /// For each query, for each facet, the most frequent values.
    var facets: [[[FacetCount]]]?

    struct FoundDocument: Equatable {
        var number: Int
        var score: Double
    }

    struct FacetCount: Equatable {
        var value: String
        var count: Int
    }

    init(counts: [Int]? = nil, top: [[FoundDocument]]? = nil, facets: [[[FacetCount]]]? = nil) {
        self.counts = counts
        self.top = top
        self.facets = facets
    }

    init(_ object: JSONObject) {
        counts = object["counts"]?.elements?.map { Int($0.numericValue ?? -1) }
        top = object["top"]?.elements?.map { query in
            (query.elements ?? []).map { hit in
                let parts = (hit.elements ?? []).compactMap(\.numericValue)
                return FoundDocument(number: Int(parts.first ?? -1), score: parts.count > 1 ? parts[1] : 0)
            }
        }
        facets = object["facets"]?.elements?.map { query in
            (query.elements ?? []).map { facet in
                (facet.elements ?? []).map { entry in
                    let parts = entry.elements ?? []
                    return FacetCount(
                        value: parts.first?.scalarText ?? "", count: Int(parts.last?.numericValue ?? -1))
                }
            }
        }
    }
}

/// What building an index took.
struct BuildReport {
    let documents: Int
    let seconds: Double
    let bytes: Int
    let peakResidentBytes: Int
    let peakAnonymousBytes: Int?
    let segments: Int?
    /// Of postings, positions, dictionary and lengths alone, where the driver tells.
    let searchedBytes: Int?

    init(_ object: JSONObject, engine: Engine) throws {
        func number(_ name: String) -> Double? { object[name]?.numericValue }
        guard let documents = number("documents"), let seconds = number("seconds"),
            let bytes = number("bytes"),
            let peak = number("peak_rss_bytes")
        else {
            throw CommandFailure(
                "\(engine.rawValue): the answer to build lacks documents, seconds, bytes or peak_rss_bytes")
        }
        self.documents = Int(documents)
        self.seconds = seconds
        self.bytes = Int(bytes)
        peakResidentBytes = Int(peak)
        peakAnonymousBytes = number("peak_anonymous_bytes").map { Int($0) }
        segments = number("segments").map { Int($0) }
        searchedBytes = number("searched_bytes").map { Int($0) }
    }

    var documentsPerSecond: Double { Double(documents) / max(seconds, 1e-9) }
}
