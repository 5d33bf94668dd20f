import SoukConsole

/// Writes an SVG picture, element by element: shapes and text, nothing that a reader has to run.
struct SVGWriter {
    /// How a line is drawn, besides its colour.
    enum Stroke: CaseIterable {
        case solid, dashed, dotted

        fileprivate var attribute: String {
            switch self {
            case .solid: ""
            case .dashed: " stroke-dasharray=\"5 3\""
            case .dotted: " stroke-dasharray=\"1.5 3\""
            }
        }
    }

    /// Where a text stands against its point.
    enum Anchor: String {
        case start, middle, end
    }

    /// How a text looks.
    struct TextStyle {
        var size = 11.0
        var anchor = Anchor.start
        var color = ChartPalette.ink
        var isBold = false
    }

    let width: Double
    let height: Double
    private var elements: [String] = []

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
        rectangle(x: 0, y: 0, width: width, height: height, color: ChartPalette.paper)
    }

    mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, color: String, radius: Double = 0,
        title: String? = nil
    ) {
        let attributes =
            "x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\""
            + (radius > 0 ? " rx=\"\(number(radius))\"" : "") + " fill=\"\(color)\""
        add("rect", attributes, title: title)
    }

    mutating func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), color: String, width: Double = 1,
        stroke: Stroke = .solid
    ) {
        add(
            "line",
            "x1=\"\(number(start.x))\" y1=\"\(number(start.y))\" x2=\"\(number(end.x))\" y2=\"\(number(end.y))\" "
                + "stroke=\"\(color)\" stroke-width=\"\(number(width))\"" + stroke.attribute)
    }

    mutating func polyline(
        _ points: [(x: Double, y: Double)], color: String, width: Double = 2, stroke: Stroke = .solid
    ) {
        let text = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
        add(
            "polyline",
            "points=\"\(text)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(number(width))\" "
                + "stroke-linejoin=\"round\"" + stroke.attribute)
    }

    mutating func circle(x: Double, y: Double, radius: Double, color: String, title: String? = nil) {
        add(
            "circle", "cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\" fill=\"\(color)\"",
            title: title)
    }

    mutating func text(_ text: String, x: Double, y: Double, _ style: TextStyle = TextStyle()) {
        elements.append(
            "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(number(style.size))\" "
                + "text-anchor=\"\(style.anchor.rawValue)\" fill=\"\(style.color)\""
                + (style.isBold ? " font-weight=\"600\"" : "") + ">\(Self.escaped(text))</text>")
    }

    /// The whole document.
    var document: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
        viewBox="0 0 \(number(width)) \(number(height))" font-family="Helvetica, Arial, sans-serif">
        \(elements.joined(separator: "\n"))
        </svg>

        """
    }

    private mutating func add(_ name: String, _ attributes: String, title: String? = nil) {
        let content = title.map { "<title>\(Self.escaped($0))</title>" } ?? ""
        elements.append(
            content.isEmpty ? "<\(name) \(attributes)/>" : "<\(name) \(attributes)>\(content)</\(name)>")
    }

    private func number(_ value: Double) -> String {
        let text = fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
