import Souk
import SoukAnalysis
import SoukConsole
import SoukEngine
import SoukImport
import SoukUnderstanding

struct EnrichCommand: Command {
    static let usage = CommandUsage(
        "enrich", abstract: "Add to products what their reviews say: sentiment, praise and complaints.",
        discussion: """
            FILE is JSONL, CSV or TSV with a product id (item, product or id) and a text (review, text, content or \
            comment), Chinese or English. Every product with reviews gets reviewSentiment (0 to 1), reviewsRead, and the \
            facets reviewPraise and reviewComplaints; a shop without ratings ranks by the sentiment. The fields are part of \
            the stored product: products that are loaded anew are to be enriched anew. All or nothing, as loading is.
            """,
        examples: [
            .init(
                "enrich reviews shop.index reviews.tsv.gz",
                "Then: souk search shop.index 手机 --facet reviewPraise"),
            .init(
                "enrich reviews shop.index reviews.tsv --model shop.reviews",
                "With a model of souk train-reviews."),
        ])

    enum Source: String, ArgumentChoice { case reviews }

    @Argument("reviews", help: "What to enrich by") var kind: Source
    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("FILE", help: "Reviews, plain or .gz") var files: [String]
    @Option("--model", value: "FILE", help: "A model of souk train-reviews; the library's own without")
    var model: ModelFile<ReviewSentiment>?

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try folder.catalogue()
        var digests = ReviewDigests(
            try model?.model() ?? .shipped, try Analyzer(hanWords: catalogue.lexicon.hanWords))
        try ReviewFile(files).forEachReview { digests.add($1, of: $0) }
        let found = digests.digests()
        let directory = try folder.directory()
        let enriched = try ReviewEnrichment.write(found, to: directory)
        let unknown = found.count - enriched
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("reviews", digests.reviewCount)
                    json.member("enriched", enriched)
                    json.member("unknownItems", unknown)
                }
            }
        } else {
            console.output.writeLine(
                "read \(grouped(digests.reviewCount)) reviews; enriched \(grouped(enriched)) products")
            if unknown > 0 {
                console.remark("souk: note: \(unknown) products of these reviews are not in the index")
            }
        }
        return .success
    }
}
