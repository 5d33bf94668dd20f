import SoukTestKit
import Testing

@testable import SoukEngine

@Suite("Sets of documents")
struct DocumentSetTests {
    @Test("What several sets hold is what a walk over the documents finds", arguments: 1...20)
    func intersection(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let documentCount = Int.random(in: 1...700, using: &random)
        let members = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            let share = Double.random(in: 0...1, using: &random)
            return (0..<UInt32(documentCount)).filter { _ in Double.random(in: 0...1, using: &random) < share
            }
        }
        let sets = members.map { documents in
            var set = DocumentSet(documentCount: documentCount)
            for document in documents { set.insert(document) }
            return set
        }
        let wanted = (0..<UInt32(documentCount)).filter { document in
            members.allSatisfy { $0.contains(document) }
        }
        #expect(DocumentSet.intersection(of: sets).documents == wanted, "\(random.rerun)")
    }

    @Test("A set that reads memory of others leaves it as it is")
    func viewing() {
        let words: [UInt64] = [0b1011, 0b1]
        words.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var set = DocumentSet(documentCount: 70, viewing: base)
            #expect(set.documents == [0, 1, 3, 64])
            var other = DocumentSet.intersection(of: [set])
            set.insert(2)
            other.remove(64)
            #expect(set.documents == [0, 1, 2, 3, 64])
            #expect(other.documents == [0, 1, 3])
        }
        #expect(words == [0b1011, 0b1])
    }
}
