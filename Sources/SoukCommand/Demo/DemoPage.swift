import Souk
import SoukEngine
import SoukImport

/// One search as a static page of a shop.
struct DemoPage {
    private let page: SearchPage
    private let query: String
    private let selections: [SearchOptions.Selection]
    private let schema: SoukEngine.Schema
    private let language: AnswerLanguage

    init(
        _ page: SearchPage, query: String, selections: [SearchOptions.Selection], schema: SoukEngine.Schema
    ) {
        self.page = page
        self.query = query
        self.selections = selections
        self.schema = schema
        language = AnswerLanguage(of: query)
    }

    private func words(_ chinese: String, _ english: String) -> String { language == .zh ? chinese : english }

    var html: String {
        var html = HTMLWriter()
        html.element("html", ["lang": words("zh-CN", "en")]) { html in
            html.element("head") { html in
                html.open("meta", ["charset": "utf-8"])
                html.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                html.element("title", "\(query) – Souk")
                html.style(DemoPageStyle.sheet)
            }
            html.element("body") { html in
                html.element("header") { writeHeader(&$0) }
                html.element("div", ["class": "page"]) { html in
                    html.element("aside") { html in for facet in page.facets { write(facet, &html) } }
                    html.element("main") { html in
                        writeQuestion(&html)
                        for hit in page.hits { html.element("article") { write(hit, &$0) } }
                        if page.hits.isEmpty { writeNothing(&html) }
                        writeRelated(&html)
                    }
                }
            }
        }
        return html.text + "\n"
    }

    private func writeHeader(_ html: inout HTMLWriter) {
        html.element("div", ["class": "search"], query.isEmpty ? words("全部商品", "everything") : query)
        html.element("p") { html in
            html.element("b", "\(page.total) ")
            html.write(words("件商品", page.total == 1 ? "product" : "products"))
            for part in understood { html.element("span", ["class": "chip"], part) }
        }
        if let corrected = page.interpretation.correctedText {
            html.element("p", ["class": "corrected"], words("同时搜索：", "Also searched as: ") + corrected)
        }
    }

    private var understood: [String] {
        let interpretation = page.interpretation
        var parts = [DemoPageWords(language).intent(interpretation.intent.rawValue)]
        if let brand = interpretation.brand { parts.append(words("品牌 ", "brand ") + brand.surface) }
        if let category = interpretation.category {
            parts.append(words("类目 ", "category ") + category.surface)
        }
        if let price = interpretation.price {
            parts.append(
                words("价格 ", "price ") + (price.min.map(number) ?? "") + "…" + (price.max.map(number) ?? ""))
        }
        return parts + page.plan.rules.names.map { words("规则 ", "rule ") + $0 }
    }

    private func write(_ facet: SearchPage.Facet, _ html: inout HTMLWriter) {
        let chosen = selections.first { $0.field == facet.field }?.values ?? []
        let largest = facet.counts.map(\.count).max() ?? 1
        html.element("section", ["class": "facet"]) { html in
            let title = DemoPageWords(language).title(ofField: facet.field, schema)
            html.element("h2", title + (facet.currency.map { " (\($0))" } ?? ""))
            html.element("ul") { html in
                for (place, count) in facet.counts.enumerated() {
                    let label = place < facet.bands.count ? self.label(facet.bands[place]) : count.value
                    html.element("li", chosen.contains(count.value) ? ["class": "chosen"] : [:]) { html in
                        html.element("span", ["class": "value"], label)
                        html.element("span", ["class": "count"], String(count.count))
                        let share = count.count * 100 / max(largest, 1)
                        html.element("span", ["class": "bar"]) { html in
                            html.element("span", ["style": "width:\(share)%"], "")
                        }
                    }
                }
            }
            if facet.otherValues > 0 {
                html.element(
                    "p", ["class": "more"],
                    words("还有 \(facet.otherValues) 个", "\(facet.otherValues) more"))
            }
        }
    }

    private func label(_ band: PriceBands.Band) -> String {
        switch (band.lower, band.upper) {
        case (nil, let upper?): words(number(upper) + " 以下", "up to " + number(upper))
        case (let lower?, nil): words(number(lower) + " 以上", "over " + number(lower))
        default: (band.lower.map(number) ?? "") + "–" + (band.upper.map(number) ?? "")
        }
    }

    private func writeQuestion(_ html: inout HTMLWriter) {
        guard let question = page.clarification else { return }
        html.element("section", ["class": "question"]) { html in
            html.element("p", question.text)
            for option in question.options {
                html.element("span", ["class": "option"], "\(option.label) (\(option.count))")
            }
        }
    }

    private func writeNothing(_ html: inout HTMLWriter) {
        html.element("p", words("没有找到商品。", "Nothing found."))
        for sentence in page.nothingFound?.sentences(language) ?? [] { html.element("p", sentence) }
    }

    private func writeRelated(_ html: inout HTMLWriter) {
        guard !page.related.isEmpty else { return }
        html.element("section", ["class": "related"]) { html in
            html.element(
                "h2",
                page.hits.isEmpty ? words("也许您想找", "Perhaps instead") : words("相关商品", "Related products"))
            for entry in page.related {
                let product = (try? JSONParser().parse(entry.source)) ?? .null
                let titleField = schema.fields.first { $0.type == .text }?.name ?? "title"
                html.element("article") { html in
                    html.element("h3", product[titleField]?.scalarText ?? entry.id)
                    guard let price = product["price"]?.numericValue else { return }
                    html.element(
                        "b", ["class": "price"],
                        ShopNumbers.sign(product["currency"]?.scalarText) + number(price))
                }
            }
        }
    }

    private func write(_ hit: SearchPage.Hit, _ html: inout HTMLWriter) {
        let product = (try? JSONParser().parse(hit.source)) ?? .null
        let titleField = schema.fields.first { $0.type == .text }?.name ?? "title"
        let title = product[titleField]?.scalarText ?? hit.id
        html.element("h3") { html in
            if hit.isPinned { html.element("span", ["class": "badge"], words("置顶", "pinned")) }
            if !hit.holdsEveryWord, !hit.isPinned {
                html.element("span", ["class": "badge"], words("相关", "related"))
            }
            mark(title, hit.highlights[titleField] ?? [], &html)
        }
        html.element("p", ["class": "details"]) { html in
            if let price = product["price"]?.numericValue {
                html.element(
                    "b", ["class": "price"], ShopNumbers.sign(product["currency"]?.scalarText) + number(price)
                )
            }
            var details = ["brand", "category"].compactMap { product[$0]?.scalarText }
            if let rating = product["rating"]?.numericValue { details.append("★ " + number(rating)) }
            if let sales = product["sales"]?.numericValue {
                details.append(words("已售 ", "sold ") + number(sales))
            }
            if let variants = hit.variants, variants.count > 1 {
                let prices =
                    variants.prices.map { " \(number($0.lowerBound))–\(number($0.upperBound))" } ?? ""
                details.append("\(variants.count) \(words("款", "variants"))\(prices)")
            }
            html.write(" " + details.joined(separator: " · "))
        }
        if let explanation = hit.explanation {
            html.element("details") { html in
                html.element("summary", words("得分 ", "score ") + number(hit.score) + " · " + hit.id)
                html.element("ul") { html in for part in explanation.parts { write(part, &html) } }
            }
        }
    }

    private func write(_ explanation: Explanation, _ html: inout HTMLWriter) {
        html.element("li") { html in
            html.element("span", ["class": "number"], number(explanation.value))
            html.write(" " + explanation.label)
            if !explanation.parts.isEmpty {
                html.element("ul") { html in for part in explanation.parts { write(part, &html) } }
            }
        }
    }

    private func mark(_ text: String, _ highlights: [Highlight], _ html: inout HTMLWriter) {
        let bytes = Array(text.utf8)
        var done = 0
        for highlight in highlights
        where highlight.range.lowerBound >= done && highlight.range.upperBound <= bytes.count {
            html.write(String(decoding: bytes[done..<highlight.range.lowerBound], as: UTF8.self))
            html.element(
                "mark",
                [
                    "class": highlight.reason.rawValue,
                    "title": DemoPageWords(language).reason(highlight.reason.rawValue),
                ],
                String(decoding: bytes[highlight.range], as: UTF8.self))
            done = highlight.range.upperBound
        }
        html.write(String(decoding: bytes[done...], as: UTF8.self))
    }

    private func number(_ value: Double) -> String {
        ShopNumbers.text(value, digits: 3)
    }
}
