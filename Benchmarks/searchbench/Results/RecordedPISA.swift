/// PISA's own program, as it was measured once beside Lucene: its wheel, which runs here, has no counts.
///
/// On another machine its times are taken to be Lucene's of the run, times what they were of Lucene's then: the corpus was
/// short-texts, and real product titles with brand and category for the other. Of its three algorithms (MaxScore, block-max
/// MaxScore, block-max WAND) the best of each number counts. A rare word is left out: PISA looks it up in a hash table
/// and reads nothing else.
enum RecordedPISA {
    /// The name that tables use: no engine that was run.
    static let name = "pisa-scaled"

    private struct Times {
        let corpus, queryClass, mode: String
        /// Lucene's p50, p99 and mean, in µs.
        let lucene: (Double, Double, Double)
        let pisa: (Double, Double, Double)
    }

    /// What it would need for the cells that Lucene answered.
    static func rows(_ measured: [BenchmarkResults.LatencyRow]) -> [BenchmarkResults.LatencyRow] {
        measured.compactMap { row($0) }
    }

    /// What it would need for a cell; nil where it was not measured, or Lucene was not run.
    private static func row(_ lucene: BenchmarkResults.LatencyRow) -> BenchmarkResults.LatencyRow? {
        guard lucene.engine == Engine.lucene.rawValue,
            let times = measured.first(where: {
                $0.corpus == lucene.corpus && $0.queryClass == lucene.queryClass && $0.mode == lucene.mode
            })
        else { return nil }
        var row = lucene
        row.engine = name
        row.median *= times.pisa.0 / times.lucene.0
        row.percentile99 *= times.pisa.1 / times.lucene.1
        row.mean *= times.pisa.2 / times.lucene.2
        return row
    }

    private static let measured = shortTexts + titles

    private static let shortTexts = [
        Times(
            corpus: "short-texts", queryClass: "term_high", mode: "or_top10", lucene: (48.7, 139, 57.1),
            pisa: (94.3, 507, 113)),
        Times(
            corpus: "short-texts", queryClass: "term_mid", mode: "or_top10", lucene: (11.8, 31.1, 13.2),
            pisa: (24.3, 85.1, 34.4)),
        Times(
            corpus: "short-texts", queryClass: "multi", mode: "or_top10", lucene: (138, 1472, 219),
            pisa: (129, 2407, 249)),
        Times(
            corpus: "short-texts", queryClass: "freq", mode: "or_top10", lucene: (444, 2544, 553),
            pisa: (438, 2570, 578)),
        Times(
            corpus: "short-texts", queryClass: "long", mode: "or_top10", lucene: (1011, 2915, 1115),
            pisa: (861, 2766, 939)),
        Times(
            corpus: "short-texts", queryClass: "multi", mode: "or_top100", lucene: (285, 2029, 375),
            pisa: (388, 3315, 535)),
        Times(
            corpus: "short-texts", queryClass: "freq", mode: "or_top100", lucene: (718, 3338, 820),
            pisa: (651, 3053, 790)),
        Times(
            corpus: "short-texts", queryClass: "multi", mode: "and_top10", lucene: (22.8, 1087, 59.4),
            pisa: (13.1, 2005, 68.3)),
        Times(
            corpus: "short-texts", queryClass: "freq", mode: "and_top10", lucene: (130, 1418, 206),
            pisa: (97.5, 2798, 269)),
        Times(
            corpus: "short-texts", queryClass: "multi", mode: "or_count", lucene: (109, 669, 138),
            pisa: (219, 3082, 539)),
        Times(
            corpus: "short-texts", queryClass: "freq", mode: "or_count", lucene: (203, 512, 210),
            pisa: (850, 4685, 1214)),
        Times(
            corpus: "short-texts", queryClass: "multi", mode: "and_count", lucene: (21.5, 323, 41.3),
            pisa: (11.2, 1165, 48.8)),
        Times(
            corpus: "short-texts", queryClass: "freq", mode: "and_count", lucene: (105, 739, 149),
            pisa: (89.1, 2804, 217)),
    ]

    private static let titles = [
        Times(
            corpus: "products-en-titles", queryClass: "term_high", mode: "or_top10", lucene: (19, 43.3, 20.8),
            pisa: (20.7, 51.4, 22.6)),
        Times(
            corpus: "products-en-titles", queryClass: "term_mid", mode: "or_top10", lucene: (9.3, 20.9, 10.3),
            pisa: (13.1, 32.4, 14.6)),
        Times(
            corpus: "products-en-titles", queryClass: "multi", mode: "or_top10", lucene: (47.8, 182, 59.5),
            pisa: (32.2, 239, 46.5)),
        Times(
            corpus: "products-en-titles", queryClass: "freq", mode: "or_top10", lucene: (147, 429, 155),
            pisa: (117, 477, 137)),
        Times(
            corpus: "products-en-titles", queryClass: "long", mode: "or_top10", lucene: (214, 496, 228),
            pisa: (149, 479, 160)),
        Times(
            corpus: "products-en-titles", queryClass: "multi", mode: "or_top100", lucene: (77.9, 297, 95.3),
            pisa: (68.2, 380, 92.9)),
        Times(
            corpus: "products-en-titles", queryClass: "freq", mode: "or_top100", lucene: (194, 608, 214),
            pisa: (201, 698, 228)),
        Times(
            corpus: "products-en-titles", queryClass: "multi", mode: "and_top10", lucene: (15.9, 121, 20.4),
            pisa: (6.4, 84, 10.6)),
        Times(
            corpus: "products-en-titles", queryClass: "freq", mode: "and_top10", lucene: (22.9, 165, 31.5),
            pisa: (14.4, 146, 24)),
        Times(
            corpus: "products-en-titles", queryClass: "multi", mode: "or_count", lucene: (23.3, 79.5, 26.7),
            pisa: (21.9, 184, 37.1)),
        Times(
            corpus: "products-en-titles", queryClass: "freq", mode: "or_count", lucene: (42, 104, 44.4),
            pisa: (96.2, 334, 106)),
        Times(
            corpus: "products-en-titles", queryClass: "multi", mode: "and_count", lucene: (13.2, 46.5, 14.7),
            pisa: (4.5, 48.8, 7.4)),
        Times(
            corpus: "products-en-titles", queryClass: "freq", mode: "and_count", lucene: (19.5, 68.1, 22),
            pisa: (11.5, 78.6, 16.5)),
    ]
}
