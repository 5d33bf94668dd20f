/// Gives texts vectors, so that products are re-ranked by meaning: an extension point for models of the app's own.
///
/// ```swift
/// struct Remote: Embedder {
///     let dimension = 384
///     func vector(for text: String) -> [Float]? { myModel.encode(text) }
/// }
/// let index = try ProductIndex.open(at: url, schema: schema, embedder: Remote())
/// ```
/// Every product's title, brand and category are embedded when it is written, and every query when it is searched: near texts
/// must have vectors of a high cosine. The same text must always have the same vector.
public protocol Embedder: Sendable {
    /// Components of every vector.
    var dimension: Int { get }

    /// The vector of a text; nil when it has none. One of another dimension, or with a value that is no finite number, counts as
    /// none. Called from any thread.
    func vector(for text: String) -> [Float]?
}
