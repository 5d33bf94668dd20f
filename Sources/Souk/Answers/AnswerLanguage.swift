/// The language that an answer is given in.
public enum AnswerLanguage: String, Sendable, Codable, CaseIterable {
    /// Chinese.
    case zh
    /// English.
    case en

    /// The query's own language: Chinese when it holds a Han character.
    public init(of query: String) {
        self = query.unicodeScalars.contains { $0.properties.isIdeographic } ? .zh : .en
    }

    func text(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
        self == .zh ? chinese() : english()
    }
}
