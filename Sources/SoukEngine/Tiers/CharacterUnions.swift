import SoukStorage

/// What queries found by single Han characters in one segment: each is a union of hundreds of lists, and while one types it is asked for
/// again with every letter.
///
/// - Memory: 12 bytes for each document of each character, of at most ``share`` characters that every document holds.
final class CharacterUnions: Sendable {
    private struct State {
        var unions: [[UInt8]: ReadingMatches] = [:]
        var documents = 0
    }

    private static let share = 4
    private let maximumDocuments: Int
    private let state = Locked(State())

    init(documentCount: Int) { maximumDocuments = documentCount * Self.share }

    subscript(character: [UInt8]) -> ReadingMatches? {
        get { state.withLock { $0.unions[character] } }
        set {
            guard let newValue else { return }
            state.withLock { state in
                if state.documents + newValue.documents.count > maximumDocuments { state = State() }
                if state.unions.updateValue(newValue, forKey: character) == nil {
                    state.documents += newValue.documents.count
                }
            }
        }
    }
}
