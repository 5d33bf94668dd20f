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

    @Test("However a set was made and changed, it holds what a plain set holds", arguments: 1...40)
    func operations(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let documentCount = Int.random(in: 1...700, using: &random)
        func drawn() -> Set<UInt32> {
            let share: Double = [0.01, 0.1, 0.6].randomElement(using: &random) ?? 0
            return Set(
                (0..<UInt32(documentCount)).filter { _ in Double.random(in: 0..<1, using: &random) < share })
        }
        func made(of members: Set<UInt32>) -> DocumentSet {
            if Bool.random(using: &random) {
                return DocumentSet(documentCount: documentCount, listing: members.sorted())
            }
            var set = DocumentSet(documentCount: documentCount)
            for document in members { set.insert(document) }
            return set
        }
        var expected = drawn()
        var set = made(of: expected)
        for _ in 0..<12 {
            let copy = set
            let before = expected
            let other = drawn()
            switch Int.random(in: 0..<7, using: &random) {
            case 0:
                set.formIntersection(made(of: other))
                expected.formIntersection(other)
            case 1:
                set.formUnion(made(of: other))
                expected.formUnion(other)
            case 2:
                set.subtract(made(of: other))
                expected.subtract(other)
            case 3:
                set.keep { other.contains($0) }
                expected.formIntersection(other)
            case 4:
                set.formComplement()
                expected = Set(0..<UInt32(documentCount)).subtracting(expected)
            case 5:
                var listing = set.documents
                made(of: other).keepMembers(of: &listing)
                expected.formIntersection(other)
                set = DocumentSet(documentCount: documentCount, listing: listing)
            default:
                let document = UInt32.random(in: 0..<UInt32(documentCount), using: &random)
                #expect(set.insert(document) == expected.insert(document).inserted)
            }
            var walked: [UInt32] = []
            set.forEach { walked.append($0) }
            #expect(walked == expected.sorted(), "\(random.rerun)")
            #expect(set.documents == walked && set.count == walked.count && set.isEmpty == walked.isEmpty)
            #expect(set.words == made(of: expected).words)
            #expect(set.listing == nil || set.listing == walked)
            #expect(copy.documents == before.sorted(), "a copy stays as it was; \(random.rerun)")
        }
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
