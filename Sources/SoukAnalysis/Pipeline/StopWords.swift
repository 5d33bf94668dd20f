/// Function words, which say little about what is wanted. They are indexed like all others; a query
/// planner may ask less of them.
package enum StopWords {
    /// Whether a word as it stands in the text, folded but not stemmed, is a function word. Fold with
    /// ``Analyzer/normalizedTerm(_:)``, so that `The` and `與` are known too.
    package static func contains(_ surface: String) -> Bool {
        english.contains(surface) || chinese.contains(surface)
    }

    static let english: Set<String> = [
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for", "from", "has",
        "have",
        "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "or", "our", "so", "some",
        "that", "the", "their", "them", "there", "these", "this", "those", "to", "was", "we", "what", "which",
        "will", "with", "you", "your",
    ]

    static let chinese: Set<String> = [
        "的", "了", "和", "与", "及", "或", "是", "在", "有", "也", "都", "就", "把", "被", "给", "对", "等", "吗",
        "呢", "吧", "啊", "着", "之", "而", "我", "我要", "我想", "一个", "这个", "那个", "以及",
    ]
}
