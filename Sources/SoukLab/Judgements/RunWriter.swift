/// Writes the lines of a TREC run, so that every reader sees the order in which the results were given.
///
/// Readers order by score and break ties their own way, so the score written is the distance from the end of the list:
/// n for the first of n results, 1 for the last. That is exact in single precision up to 2^24 results.
///
/// ```swift
/// let writer = try RunWriter(tag: "souk")
/// print(try writer.lines(query: "q1", documents: ["p-17", "p-4"]), terminator: "")
/// // q1 Q0 p-17 1 2 souk
/// // q1 Q0 p-4 2 1 souk
/// ```
public struct RunWriter: Sendable {
    /// The name of the run, the last column of every line.
    public let tag: String

    /// A writer for the run called `tag`.
    /// - Throws: ``LabError/unwritableName(found:column:)`` if the tag is empty or holds white space.
    public init(tag: String) throws(LabError) {
        guard Identifier(tag).isWritable else { throw .unwritableName(found: tag, column: "tag") }
        self.tag = tag
    }

    /// The lines of one query, each ending in a newline; empty without documents.
    /// - Throws: ``LabError/unwritableName(found:column:)`` for an id that is empty or holds white space.
    public func lines(query: Identifier, documents: [Identifier]) throws(LabError) -> String {
        guard query.isWritable else { throw .unwritableName(found: query.text, column: "query id") }
        var lines = ""
        for (index, document) in documents.enumerated() {
            guard document.isWritable else {
                throw .unwritableName(found: document.text, column: "document id")
            }
            lines += "\(query) Q0 \(document) \(index + 1) \(documents.count - index) \(tag)\n"
        }
        return lines
    }
}
