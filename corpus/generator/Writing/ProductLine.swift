/// A product as one line of JSON with its keys in a fixed order.
struct ProductLine {
    let product: Product

    var text: String {
        var members: [String] = []
        func add(_ key: String, _ value: String) { members.append("\"\(key)\":\(value)") }
        add("id", ProductLine.quoted(product.id))
        add("title", ProductLine.quoted(product.title))
        add("description", ProductLine.quoted(product.description))
        add("brand", ProductLine.quoted(product.brand))
        add("category", ProductLine.quoted(product.category.joined(separator: " > ")))
        add("price", ProductLine.number(product.price, places: 2))
        add("currency", ProductLine.quoted(product.currency))
        if let rating = product.rating { add("rating", ProductLine.number(rating, places: 1)) }
        add("reviewCount", "\(product.reviewCount)")
        add("sales", "\(product.sales)")
        add("stock", "\(product.stock)")
        add("createdAt", ProductLine.quoted(product.createdAt))
        add("group", ProductLine.quoted(product.group))
        let attributes = product.attributes.map {
            "\(ProductLine.quoted($0.name)):\(ProductLine.quoted($0.value))"
        }
        add("attributes", "{\(attributes.joined(separator: ","))}")
        add("lang", ProductLine.quoted(product.lang))
        let vector = product.vector.map { ProductLine.number($0, places: 4) }
        add("vector", "[\(vector.joined(separator: ","))]")
        return "{\(members.joined(separator: ","))}"
    }

    /// A JSON string; Chinese stands as it is.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// `12.5`, `12`, `-0.0731`: no exponent, no trailing zeros, so that the file is the same everywhere.
    static func number(_ value: Double, places: Int) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((value * Double(scale)).rounded())
        let size = abs(scaled)
        var text = (scaled < 0 ? "-" : "") + "\(size / scale)"
        var fraction = "\(size % scale)"
        fraction = String(repeating: "0", count: places - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if !fraction.isEmpty, places > 0 { text += "." + fraction }
        return text
    }
}
