import SoukStorage

/// The trained parts of query understanding: what labels brands and goods, and what tells the intent.
///
/// One container file of kind `UNDM`; `docs/formats/understanding.md` has the grammar. `souk train-intent` writes it.
package struct UnderstandingModel: Sendable, Equatable {
    package static let fileKind = "UNDM"
    package static let fileVersion: UInt32 = 1

    package let tagger: LogLinearModel
    package let intent: LogLinearModel
    /// By which the intents' scores are divided; above 0.
    package let temperature: Float

    /// The intents in the order of the model's labels.
    package let intents: [Intent]

    /// - Precondition: the intent model's labels are the names of all intents, the temperature is above 0.
    package init(tagger: LogLinearModel, intent: LogLinearModel, temperature: Float) {
        let intents = intent.labels.compactMap(Intent.init(rawValue:))
        precondition(Set(intents).count == Intent.allCases.count && intents.count == intent.labels.count)
        precondition(temperature > 0)
        self.tagger = tagger
        self.intent = intent
        self.temperature = temperature
        self.intents = intents
    }

    /// A model without weights: it names nothing, and every intent is as likely as another.
    package static let untrained = UnderstandingModel(
        tagger: LogLinearModel(
            labels: EntityTagger.labels, features: [], weights: [], scale: 1,
            transitions: Array(
                repeating: 0, count: (EntityTagger.labels.count + 1) * EntityTagger.labels.count)),
        intent: LogLinearModel(
            labels: Intent.allCases.map(\.rawValue), features: [], weights: [], scale: 1,
            transitions: Array(repeating: 0, count: (Intent.allCases.count + 1) * Intent.allCases.count)),
        temperature: 1)

    /// Writes and synchronises the file.
    package func write(to directory: any Directory, name: String) throws(StorageError) {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: Self.fileKind, version: Self.fileVersion, fileID: 0)
        do throws(StorageError) {
            try tagger.write(to: file, name: "tagger")
            try intent.write(to: file, name: "intent")
            try file.beginSection("calibration")
            var bytes = ByteWriter()
            bytes.appendFloat32(temperature)
            try file.append(bytes.bytes)
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
        let tagger = try LogLinearModel(from: file, name: "tagger")
        let intent = try LogLinearModel(from: file, name: "intent")
        var calibration = try file.reader("calibration")
        let temperature = try calibration.readFloat32()
        guard temperature.isFinite, temperature > 0, calibration.remaining == 0 else {
            throw calibration.corruption(expected: "a temperature above 0", found: "\(temperature)")
        }
        guard Set(intent.labels) == Set(Intent.allCases.map(\.rawValue)),
            intent.labels.count == Intent.allCases.count
        else {
            throw calibration.corruption(expected: "a label for every intent", found: "\(intent.labels)")
        }
        self.init(tagger: tagger, intent: intent, temperature: temperature)
    }
}
