/// The one question that narrows an ambiguous result most, with its answers and what each leaves.
///
/// ```swift
/// if let question = response.clarification {
///     print(question.text)                              // 请问您对手机的价格范围有什么要求？
///     dialogue.answer(question, with: question.options[0])
///     response = try index.search(dialogue.request)
/// }
/// ```
/// Asked for brand, category, price or an attribute, whichever tells most about what the shopper wants: the entropy of its answers over
/// the products found, times the share of products that have one. Nothing is asked that the query, a filter or an earlier answer says.
public struct Clarification: Sendable, Equatable, Codable {
    /// What is asked for.
    public enum Kind: String, Sendable, Codable, CaseIterable { case brand, category, price, attribute }

    /// An answer.
    public struct Option: Sendable, Equatable, Codable {
        /// The answer in words.
        public let label: String
        /// The value as a facet shows it and ``SearchRequest/selections`` takes it.
        public let value: String
        /// Products found that it leaves.
        public let count: Int
    }

    /// What is asked for.
    public let kind: Kind
    /// The field as facets name it: `price`, `specs.颜色`.
    public let field: String
    /// The question, in the query's language.
    public let text: String
    /// The answers: bands by rising price, others by falling count.
    public let options: [Option]
    /// Bits that an answer is expected to tell.
    public let gain: Double
}

/// What was asked and answered so far: a value that says what to search next, and can be kept between two requests.
///
/// The same query with the same answers is always the same search.
public struct Dialogue<Product: Codable & Sendable & Identifiable>: Sendable, Codable, Equatable
where Product.ID == String {
    /// An answer; without a value: the shopper does not mind.
    public struct Answer: Sendable, Codable, Equatable {
        /// The field that was asked for.
        public let field: String
        /// The value that was chosen.
        public let value: String?
    }

    /// The shopper's text.
    public let query: String
    /// The answers, in order.
    public private(set) var answers: [Answer] = []

    /// A dialogue that begins with a text.
    public init(_ query: String) { self.query = query }

    /// Takes an answer; nil: the shopper does not mind, and is not asked again.
    public mutating func answer(_ question: Clarification, with option: Clarification.Option?) {
        answers.removeAll { $0.field == question.field }
        answers.append(Answer(field: question.field, value: option?.value))
    }

    /// Takes the last answer back.
    public mutating func undo() { _ = answers.popLast() }

    /// The search that the text and the answers ask for.
    public var request: SearchRequest<Product> {
        var request = SearchRequest<Product>(query)
        request.selections = answers.map {
            FacetSelection(FieldName($0.field), $0.value.map { [$0] } ?? [])
        }
        return request
    }
}
