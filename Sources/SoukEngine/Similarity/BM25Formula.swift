/// BM25's arithmetic, shared by every search, fast or plain, so that their scores are equal to the last bit.
///
/// score = f (k1 + 1) / (f + norm), norm = k1 (1 − b + b · l / l̄).
/// - Paper: Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
struct BM25Formula: BitwiseCopyable, Sendable {
    let k1: Double
    let b: Double
    let averageLength: Double

    /// The norm of a weighted length, in single precision so that a table of them is small. Never falls as it rises.
    @inline(__always)
    func norm(length: Float) -> Float {
        Float(k1 * (1 - b + b * Double(length) / averageLength))
    }

    /// The score of a term with idf 1. Rises with the frequency, falls with the norm.
    @inline(__always)
    func termScore(frequency: Double, norm: Double) -> Double {
        frequency > 0 ? frequency * (k1 + 1) / (frequency + norm) : 0
    }
}
