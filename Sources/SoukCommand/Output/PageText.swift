import Souk
import SoukConsole
import SoukEngine
import SoukImport

/// A page of results for people.
struct PageText {
    private let page: SearchPage
    private let query: String
    private let offset: Int
    private let console: Console

    init(_ page: SearchPage, query: String, offset: Int, console: Console) {
        self.page = page
        self.query = query
        self.offset = offset
        self.console = console
    }

    func write() {
        console.output.writeLine(style.bold(terminalSafe(query)) + "  " + style.dim(terminalSafe(understood)))
        if let corrected = page.interpretation.correctedText {
            console.output.writeLine("  " + style.dim("also searched as: ") + terminalSafe(corrected))
        }
        for (index, hit) in page.hits.enumerated() { write(hit, number: offset + index + 1) }
        if page.hits.isEmpty {
            console.output.writeLine("  nothing found" + (page.total > 0 ? " on this page" : ""))
            for sentence in page.nothingFound?.sentences(AnswerLanguage(of: query)) ?? [] {
                console.output.writeLine("  " + terminalSafe(sentence))
            }
        }
        writeRelated()
        for facet in page.facets {
            var counts = facet.counts.prefix(10).map {
                "\(terminalSafe($0.value)) \(style.dim(String($0.count)))"
            }
            let more = facet.otherValues + facet.counts.count - counts.count
            if more > 0 { counts.append(style.dim("\(grouped(more)) more")) }
            console.output.writeLine("  \(style.cyan(facet.field)): " + counts.joined(separator: ", "))
        }
        if let question = page.clarification {
            let answers = question.options.map {
                "\(terminalSafe($0.label)) \(style.dim(String($0.count)))"
            }
            console.output.writeLine(
                "  " + terminalSafe(question.text) + " " + answers.joined(separator: ", "))
        }
        let took = page.took.components
        let milliseconds = Double(took.seconds) * 1000 + Double(took.attoseconds) / 1e15
        console.output.writeLine(
            style.dim("  \(counted(page.total, "product")), \((milliseconds * 10).rounded() / 10) ms"))
    }

    private func writeRelated() {
        if !page.related.isEmpty {
            console.output.writeLine(
                style.dim(page.hits.isEmpty ? "  perhaps instead:" : "  near, without the words:"))
        }
        for entry in page.related {
            let title = productTitle(entry.source, id: entry.id)
            let reason =
                entry.reason.map { " · " + $0.text() } ?? entry.cosine.map { " · cosine \(fixed($0, 2))" }
                ?? ""
            console.output.writeLine(
                "   · " + terminalSafe(title) + "  " + style.dim(terminalSafe(entry.id + reason)))
        }
    }

    private var style: Style { console.style }

    /// What the query was taken to mean.
    private var understood: String {
        let interpretation = page.interpretation
        var parts = [interpretation.intent.rawValue]
        if let brand = interpretation.brand { parts.append("brand \(brand.surface)") }
        if let category = interpretation.category { parts.append("category \(category.surface)") }
        if let price = interpretation.price {
            let low = price.min.map { trimmed($0) } ?? ""
            let high = price.max.map { trimmed($0) } ?? ""
            parts.append(
                "price \(low)…\(high)\(price.currency.map { " \($0)" } ?? "")\(price.isSoft ? " about" : "")")
        }
        for exclusion in interpretation.exclusions {
            parts.append("without \(interpretation.surface(exclusion.range))")
        }
        return parts.joined(separator: " · ")
    }

    private func write(_ hit: SearchPage.Hit, number: Int) {
        let product = (try? JSONParser().parse(hit.source)) ?? .null
        let title = product.productTitle ?? hit.id
        let tier = hit.isPinned ? style.dim(" (pinned)") : !hit.holdsEveryWord ? style.dim(" (related)") : ""
        let label = String(number)
        console.output.writeLine(
            String(repeating: " ", count: max(3 - label.count, 0)) + label + ". "
                + marked(title, hit.highlights["title"] ?? []) + tier)
        console.output.writeLine("     " + style.dim(terminalSafe(details(product, hit))))
        if let explanation = hit.explanation { write(explanation, depth: 3) }
    }

    private func details(_ product: JSONValue, _ hit: SearchPage.Hit) -> String {
        var parts: [String] = []
        if let brand = product["brand"]?.scalarText { parts.append(brand) }
        if let category = product["category"]?.scalarText { parts.append(category) }
        if let price = product["price"]?.numericValue {
            parts.append("\(ShopNumbers.sign(product["currency"]?.scalarText))\(trimmed(price))")
        }
        if let variants = hit.variants, variants.count > 1 {
            parts.append(
                "\(variants.count) variants"
                    + (variants.prices.map { " \(trimmed($0.lowerBound))–\(trimmed($0.upperBound))" } ?? ""))
        }
        if let rating = product["rating"]?.numericValue { parts.append("★ \(trimmed(rating))") }
        if let sales = product["sales"]?.numericValue { parts.append("\(trimmed(sales)) sold") }
        parts.append("score \((hit.score * 1000).rounded() / 1000)")
        parts.append(hit.id)
        return parts.joined(separator: " · ")
    }

    private func trimmed(_ number: Double) -> String {
        ShopNumbers.text(number, digits: 2)
    }

    private func marked(_ title: String, _ highlights: [Highlight]) -> String {
        let bytes = Array(title.utf8)
        var result = ""
        var done = 0
        for range in highlights.map(\.range)
        where range.lowerBound >= done && range.upperBound <= bytes.count {
            result += shown(bytes[done..<range.lowerBound])
            result += style.highlighted(shown(bytes[range]))
            done = range.upperBound
        }
        return result + shown(bytes[done...])
    }

    private func shown(_ bytes: ArraySlice<UInt8>) -> String {
        terminalSafe(String(decoding: bytes, as: UTF8.self))
    }

    private func write(_ explanation: Explanation, depth: Int) {
        ExplanationText.write(explanation, depth: depth, to: console)
    }
}

/// An explanation as an indented tree.
enum ExplanationText {
    static func write(_ explanation: Explanation, depth: Int = 0, to console: Console) {
        let sign =
            switch explanation.combination {
            case .sum: " (sum)"
            case .product: " (product)"
            case .quotient: " (first ÷ second)"
            case .value: ""
            }
        let value = String((explanation.value * 100_000).rounded() / 100_000)
        let padding = String(repeating: " ", count: max(0, 9 - value.count) + 1)
        console.output.writeLine(
            String(repeating: "  ", count: depth) + value + padding + explanation.label
                + console.style.dim(sign))
        for part in explanation.parts { write(part, depth: depth + 1, to: console) }
    }
}
