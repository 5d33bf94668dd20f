import Souk
import SoukEngine
import SoukImport

/// A page of results for people.
struct PageText {
    private let page: SearchPage
    private let query: String
    private let offset: Int

    init(_ page: SearchPage, query: String, offset: Int) {
        self.page = page
        self.query = query
        self.offset = offset
    }

    func write() {
        Output.line(Style.bold(query) + "  " + Style.dim(understood))
        for (index, hit) in page.hits.enumerated() { write(hit, number: offset + index + 1) }
        if page.hits.isEmpty { Output.line("  nothing found" + (page.total > 0 ? " on this page" : "")) }
        for facet in page.facets {
            let counts = facet.counts.prefix(10).map { "\($0.value) \(Style.dim(String($0.count)))" }
            Output.line("  \(Style.accent(facet.field)): " + counts.joined(separator: ", "))
        }
        let took = page.took.components
        let milliseconds = Double(took.seconds) * 1000 + Double(took.attoseconds) / 1e15
        Output.line(Style.dim("  \(page.total) products, \((milliseconds * 10).rounded() / 10) ms"))
    }

    /// What the query was taken to mean.
    private var understood: String {
        let interpretation = page.interpretation
        var parts = [interpretation.intent.rawValue]
        if let brand = interpretation.brand { parts.append("brand \(brand.surface)") }
        if let category = interpretation.category { parts.append("category \(category.surface)") }
        if let price = interpretation.price {
            let low = price.min.map { trimmed($0) } ?? ""
            let high = price.max.map { trimmed($0) } ?? ""
            parts.append("price \(low)…\(high)\(price.currency.map { " \($0)" } ?? "")\(price.isSoft ? " about" : "")")
        }
        return parts.joined(separator: " · ")
    }

    private func write(_ hit: SearchPage.Hit, number: Int) {
        let product = (try? JSONParser().parse(hit.source)) ?? .null
        let title = product["title"]?.scalarText ?? product["name"]?.scalarText ?? hit.id
        let tier = hit.tier > 0 ? Style.dim(" (related)") : ""
        let label = String(number)
        Output.line(String(repeating: " ", count: max(3 - label.count, 0)) + label + ". " + marked(title, hit.highlights["title"] ?? []) + tier)
        Output.line("     " + Style.dim(details(product, hit)))
        if let explanation = hit.explanation { write(explanation, depth: 3) }
    }

    private func details(_ product: JSONValue, _ hit: SearchPage.Hit) -> String {
        var parts: [String] = []
        if let brand = product["brand"]?.scalarText { parts.append(brand) }
        if let category = product["category"]?.scalarText { parts.append(category) }
        if let price = product["price"]?.numericValue {
            parts.append("\(currencySign(product["currency"]?.scalarText))\(trimmed(price))")
        }
        if let rating = product["rating"]?.numericValue { parts.append("★ \(trimmed(rating))") }
        if let sales = product["sales"]?.numericValue { parts.append("\(trimmed(sales)) sold") }
        parts.append("score \((hit.score * 1000).rounded() / 1000)")
        parts.append(hit.id)
        return parts.joined(separator: " · ")
    }

    private func currencySign(_ currency: String?) -> String {
        switch currency {
        case "CNY": "¥"
        case "USD": "$"
        case "EUR": "€"
        case "GBP": "£"
        case let other?: other + " "
        case nil: ""
        }
    }

    private func trimmed(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String((number * 100).rounded() / 100)
    }

    private func marked(_ title: String, _ ranges: [Range<Int>]) -> String {
        let bytes = Array(title.utf8)
        var result = ""
        var done = 0
        for range in ranges where range.lowerBound >= done && range.upperBound <= bytes.count {
            result += String(decoding: bytes[done..<range.lowerBound], as: UTF8.self)
            result += Style.mark(String(decoding: bytes[range], as: UTF8.self))
            done = range.upperBound
        }
        return result + String(decoding: bytes[done...], as: UTF8.self)
    }

    private func write(_ explanation: Explanation, depth: Int) {
        ExplanationText.write(explanation, depth: depth)
    }
}

/// An explanation as an indented tree.
enum ExplanationText {
    static func write(_ explanation: Explanation, depth: Int = 0) {
        let sign = switch explanation.combination {
        case .sum: " (sum)"
        case .product: " (product)"
        case .quotient: " (first ÷ second)"
        case .value: ""
        }
        let value = String((explanation.value * 100_000).rounded() / 100_000)
        Output.line(String(repeating: "  ", count: depth) + DisplayWidth.pad(value, to: 9) + " " + explanation.label + Style.dim(sign))
        for part in explanation.parts { write(part, depth: depth + 1) }
    }
}
