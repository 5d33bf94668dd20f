import Foundation

/// Words by language and kind, read from `corpus/understanding`.
///
/// A line is `language kind: word,word,…`, or `kind: …` for words of any language; `#` begins a comment.
struct QueryLists {
    private var words: [String: [String]] = [:]

    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.range(of: ": ") else { continue }
            let head = line[..<colon.lowerBound].split(separator: " ").map(String.init)
            let (language, kind) = head.count > 1 ? (head[0], head[1]) : ("any", head[0])
            let list = line[colon.upperBound...].split(separator: ",", omittingEmptySubsequences: true)
            words[language + " " + kind, default: []] += list.map(String.init)
        }
    }

    /// Empty when there is no such list.
    func words(_ language: String, _ kind: String) -> [String] {
        words[language + " " + kind] ?? words["any " + kind] ?? []
    }
}
