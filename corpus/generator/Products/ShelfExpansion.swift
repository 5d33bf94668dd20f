import Foundation

/// Turns the rows of one shelf into products.
struct ShelfExpansion {
    let shelf: Shelf
    let vocabulary: Vocabulary
    private let columns: [String]
    private let titles: [Pattern]
    private let descriptions: [Pattern]
    private let attributes: [(name: String, value: Pattern)]
    private let category: Pattern
    private let topics: Pattern

    init(_ shelf: Shelf, vocabulary: Vocabulary) throws(VocabularyError) {
        self.shelf = shelf
        self.vocabulary = vocabulary
        columns = ShelfExpansion.cells(shelf.columns)
        titles = try ShelfExpansion.patterns(shelf.titles)
        descriptions = try ShelfExpansion.patterns(shelf.descriptions)
        category = try Pattern(shelf.category)
        topics = try Pattern(shelf.topics)
        var attributes: [(name: String, value: Pattern)] = []
        for line in shelf.attributes {
            let parts = line.split(separator: ":", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            attributes.append((parts[0], try Pattern("[" + (parts.last ?? "") + "]")))
        }
        self.attributes = attributes
    }

    /// All products of the shelf: rows in order, within a row by its chosen options.
    func products() throws(VocabularyError) -> [Product] {
        var products: [Product] = []
        var group = 0
        for row in shelf.rows {
            let cells = try self.cells(of: row)
            for choice in try choices(row: row, cells: cells) {
                group += 1
                let number = String(repeating: "0", count: max(0, 3 - "\(group)".count)) + "\(group)"
                products += try variants(
                    row: row, group: "\(shelf.key)-\(number)", cells: cells, chosen: choice)
            }
        }
        return products
    }

    private static func cells(_ row: String) -> [String] {
        row.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
    }

    private static func patterns(_ sources: [String]) throws(VocabularyError) -> [Pattern] {
        var patterns: [Pattern] = []
        for source in sources { patterns.append(try Pattern(source)) }
        return patterns
    }

    /// The row's cells by column, with the shelf's defaults where it has none.
    private func cells(of row: String) throws(VocabularyError) -> [String: String] {
        let found = ShelfExpansion.cells(row)
        guard found.count <= columns.count else {
            throw .tooManyCells(shelf: shelf.key, row: row, found: found.count, expected: columns.count)
        }
        var cells = shelf.defaults ?? [:]
        for (column, cell) in zip(columns, found) where !cell.isEmpty { cells[column] = cell }
        for (column, cell) in cells where cell.hasPrefix("@") {
            let name = String(cell.dropFirst())
            guard let list = vocabulary.lists[name] else { throw .unknownList(name: name, shelf: shelf.key) }
            cells[column] = list
        }
        return cells
    }

    /// The products that a row makes: the combinations of the options sampled from its `each` columns.
    private func choices(row: String, cells: [String: String]) throws(VocabularyError)
        -> [[(column: String, option: Cell.Option)]]
    {
        var choices: [[(column: String, option: Cell.Option)]] = [[]]
        for entry in shelf.each ?? [] {
            let words = entry.split(separator: " ").map(String.init)
            let options = Cell(cells[words[0]] ?? "").options
            guard !options.isEmpty else {
                throw .missingColumn(shelf: shelf.key, row: row, column: words[0])
            }
            var draw = Draw(shelf.key, row, "each", words[0])
            let count = words.count > 1 ? Int(words[1]) ?? options.count : options.count
            let taken = draw.some(count, of: options)
            choices = choices.flatMap { choice in taken.map { choice + [(words[0], $0)] } }
        }
        return choices
    }

    /// The variants of one product: the combinations of its axes, at most as many as the shelf wants.
    private func variants(
        row: String, group: String, cells: [String: String],
        chosen: [(column: String, option: Cell.Option)]
    ) throws(VocabularyError) -> [Product] {
        var cells = cells
        for (column, option) in chosen {
            for (name, cell) in shelf.when?["\(column)=\(option.text)"] ?? [:] { cells[name] = cell }
        }
        let name = [shelf.key, row] + chosen.map(\.option.text)
        var picked = Dictionary(uniqueKeysWithValues: chosen.map { ($0.column, $0.option) })
        let axes = shelf.axes ?? []
        for (column, cell) in cells where picked[column] == nil && !axes.contains(column) {
            var draw = Draw(name + [column])
            picked[column] = draw.one(of: Cell(cell).options)
        }
        var combinations: [[Cell.Option]] = [[]]
        for axis in axes {
            let options = Cell(cells[axis] ?? "").options
            guard !options.isEmpty else { continue }
            combinations = combinations.flatMap { combination in options.map { combination + [$0] } }
        }
        let present = axes.filter { !Cell(cells[$0] ?? "").options.isEmpty }
        var draw = Draw(name + ["variants"])
        var products: [Product] = []
        for (index, options) in draw.some(shelf.variants ?? 6, of: combinations).enumerated() {
            let values = picked.merging(zip(present, options)) { $1 }
            products.append(
                try product(row: row, id: "\(group)-\(index + 1)", group: group, name: name, options: values))
        }
        return products
    }

    private func product(
        row: String, id: String, group: String, name: [String], options: [String: Cell.Option]
    ) throws(VocabularyError) -> Product {
        var values = options.mapValues(\.text)
        guard let brandName = values["brand"] else {
            throw .missingColumn(shelf: shelf.key, row: row, column: "brand")
        }
        let brand = vocabulary.brand(brandName)
        values["both"] = brand.both
        let signals = Signals(
            group: name, variant: name + [id], fame: brand.fame, demand: shelf.demand ?? 0,
            launch: values["launch"])
        let shown = try shownAttributes(values)
        let words = try topics.filled(with: values, shelf: shelf.key).split(separator: " ").map(String.init)
        return Product(
            id: id, title: try text(titles, name: name + ["title"], values).withoutHanPauses,
            description: try text(descriptions, name: name + ["description"], values), brand: brandName,
            category: try category.filled(with: values, shelf: shelf.key).components(separatedBy: " > "),
            price: try price(row: row, name: name, options: options), currency: currency,
            rating: signals.rating, reviewCount: signals.reviewCount, sales: signals.sales,
            stock: signals.stock, createdAt: signals.createdAt, group: group, attributes: shown,
            lang: shelf.lang,
            vector: TasteVector(topics: words, brand: brandName, attributes: shown.map(\.value)).values,
            shelf: shelf.key, fame: brand.fame)
    }

    private var currency: String { shelf.lang == "zh" ? "CNY" : "USD" }

    /// The price of the row, moved by what was chosen; variants share where in a range it lies.
    private func price(
        row: String, name: [String], options: [String: Cell.Option]
    ) throws(VocabularyError) -> Double {
        let cell = options["price"]?.text ?? ""
        guard let pricing = Pricing(cell) else { throw .badPrice(shelf: shelf.key, row: row, found: cell) }
        var draw = Draw(name + ["price"])
        let effects = options.sorted { $0.key < $1.key }.map(\.value.effect)
        return pricing.label(place: draw.unit(), effects: effects, currency: currency)
    }

    private func shownAttributes(
        _ values: [String: String]
    ) throws(VocabularyError) -> [(name: String, value: String)] {
        var shown: [(name: String, value: String)] = []
        for attribute in attributes {
            let value = try attribute.value.filled(with: values, shelf: shelf.key)
            if !value.isEmpty { shown.append((attribute.name, value)) }
        }
        return shown
    }

    /// One of the patterns, the same for all variants of a product.
    private func text(
        _ patterns: [Pattern], name: [String], _ values: [String: String]
    ) throws(VocabularyError) -> String {
        var draw = Draw(name)
        guard let pattern = draw.one(of: patterns) else { return "" }
        return try pattern.filled(with: values, shelf: shelf.key)
    }
}

extension String {
    /// Titles separate by spaces where sentences have pauses.
    fileprivate var withoutHanPauses: String {
        split { $0 == "，" || $0 == "、" }.joined(separator: " ")
    }
}
