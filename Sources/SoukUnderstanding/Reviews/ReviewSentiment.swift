import Foundation
import SoukStorage

/// Tells whether a review praises or complains: a log-linear model over words, their neighbours and Han characters.
///
/// One container file of kind `REVM`, with the sections of a ``LogLinearModel`` named `sentiment`; `souk train-reviews`
/// writes it.
package struct ReviewSentiment: Sendable, Equatable {
    package static let fileKind = "REVM"
    package static let fileVersion: UInt32 = 1
    /// In the order of the model.
    package static let labels = ["negative", "positive"]

    package let model: LogLinearModel

    /// - Precondition: the model's labels are ``labels``.
    package init(_ model: LogLinearModel) {
        precondition(model.labels == Self.labels)
        self.model = model
    }

    /// The probability of praise, in (0, 1); ½ where no feature is known.
    ///
    /// - Complexity: O(features).
    package func positive(_ features: [UInt32]) -> Double {
        var scores: [Float] = [0, 0]
        scores.withUnsafeMutableBufferPointer { model.score(features, into: $0) }
        return 1 / (1 + exp(Double(scores[0] - scores[1])))
    }

    /// Writes and synchronises the file.
    package func write(to directory: any Directory, name: String) throws(StorageError) {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: Self.fileKind, version: Self.fileVersion, fileID: 0)
        do throws(StorageError) {
            try model.write(to: file, name: "sentiment")
            _ = try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Reads a file that ``write(to:name:)`` made, every checksum checked.
    ///
    /// - Throws: ``StorageError``, never traps: damage, another kind of file, a newer version.
    package init(from directory: any Directory, name: String) throws(StorageError) {
        let file = try SectionFileReader(
            directory: directory, name: name, kind: Self.fileKind, supported: 1...Self.fileVersion)
        try file.verifyChecksums()
        let model = try LogLinearModel(from: file, name: "sentiment")
        guard model.labels == Self.labels else {
            throw .corrupt(
                Corruption(
                    file: name, section: "sentiment.shape", byteOffset: 0,
                    expected: "the labels negative and positive", found: "\(model.labels)"))
        }
        self.model = model
    }

    /// The model that the library carries, trained on `corpus/reviews.tsv` alone; without weights were its bytes not sound,
    /// which a test holds them to be.
    package static let shipped: ReviewSentiment = {
        let name = "reviews.souk"
        let directory = InMemoryDirectory([name: Base64.decoded(ShippedReviewModelBytes.text)])
        let untrained = LogLinearModel(
            labels: labels, features: [], weights: [], scale: 1, transitions: [Float](repeating: 0, count: 6))
        return (try? ReviewSentiment(from: directory, name: name)) ?? ReviewSentiment(untrained)
    }()
}
