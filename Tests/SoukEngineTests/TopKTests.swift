import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct TopKTests {
    @Test("The heap keeps what a full sort keeps, ties by product id", arguments: 1...10)
    func heap(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let (directory, _) = try SmallCatalogue.index(count: 60, commits: 3)
        let snapshot = try IndexSnapshot(directory)
        var candidates: [Candidate] = []
        for (index, segment) in snapshot.segments.enumerated() {
            for document in 0..<UInt32(segment.documentCount) {
                candidates.append(
                    Candidate(
                        address: DocumentAddress(segment: index, document: document),
                        tier: Int.random(in: 0...1, using: &random),
                        relevance: Double(Int.random(in: 0...3, using: &random)), bonus: 0, sortValue: nil))
            }
        }
        candidates.shuffle(using: &random)
        let order = CandidateOrder(snapshot: snapshot, direction: nil)
        for capacity in [0, 1, 7, 60, 100] {
            var heap = TopKHeap(capacity: capacity, order: order)
            for candidate in candidates { heap.insert(candidate) }
            #expect(
                heap.sorted() == Array(candidates.sorted(by: order.precedes).prefix(capacity)),
                "\(random.rerun)")
        }
    }

    private func concept(_ text: String, _ role: Concept.Role) -> Concept {
        Concept(text: text, role: role, alternatives: [])
    }

    @Test("The product word is never given up; what else is missing decides the tier")
    func tiers() {
        let concepts = [
            concept("华为", .brand), concept("红色", .attribute), concept("手机", .head), concept("的", .optional),
        ]
        let rule = TierRule(concepts, weights: [2, 3, 1, 0.1], match: .auto)
        #expect(rule.tier(fulfilled: 0b0111) == 0)
        #expect(rule.tier(fulfilled: 0b1111) == 0)
        #expect(rule.tier(fulfilled: 0b0110) == 1)
        #expect(rule.tier(fulfilled: 0b0100) == 2)
        #expect(rule.tier(fulfilled: 0b0011) == nil)
        let shaped = concepts.map {
            Concept(text: $0.text, role: $0.role == .head ? .shapedHead : $0.role, alternatives: [])
        }
        let held = TierRule(shaped, weights: [2, 3, 1, 0.1], match: .auto)
        #expect(held.tier(fulfilled: 0b0011) == nil)
        let missing = TierRule(shaped, weights: [2, 3, 1, 0.1], match: .auto) { $0 != 2 }
        #expect(missing.tier(fulfilled: 0b0011) == 1)
        #expect(missing.tier(fulfilled: 0b0001) == 2)
        // Headphones without bluetooth before other things with it, unless the other word says far more.
        var goods = [concept("bluetooth", .attribute), concept("headphones", .attribute)]
        let plain = TierRule(goods, weights: [4.3, 4.1], match: .auto)
        #expect(plain.tier(fulfilled: 0b10) == 2 && plain.tier(fulfilled: 0b01) == 1)
        goods[1].namesGoods = true
        let named = TierRule(goods, weights: [4.3, 4.1], match: .auto)
        #expect(named.tier(fulfilled: 0b10) == 1 && named.tier(fulfilled: 0b01) == 2)
        let rare = TierRule(goods, weights: [9, 4.1], match: .auto)
        #expect(rare.tier(fulfilled: 0b10) == 2 && rare.tier(fulfilled: 0b01) == 1)
        let long = TierRule(
            goods + [concept("black", .attribute), concept("pro", .attribute)],
            weights: [4.5, 4.1, 0.1, 0.1],
            match: .auto)
        #expect(long.tier(fulfilled: 0b0010) == 2 && long.tier(fulfilled: 0b0001) == 1)
        // What no document holds weighs nothing: the others are no less complete without it.
        let unknown = TierRule(concepts, weights: [2, 9, 1, 0.1], match: .auto) { $0 != 1 }
        #expect(unknown.tier(fulfilled: 0b0101) == 1)
        #expect(unknown.tier(fulfilled: 0b0100) == 2)
        #expect(TierRule(concepts, weights: [2, 9, 1, 0.1], match: .auto).tier(fulfilled: 0b0101) == 2)
        // The name of the goods as a whole, video games, before its last word alone.
        let several = [
            concept("video", .goods), concept("games", .head), concept("x", .brand), concept("y", .brand),
        ]
        let whole = TierRule(several, weights: [1, 1, 9, 9], match: .auto)
        #expect(whole.tier(fulfilled: 0b0011) == 1 && whole.tier(fulfilled: 0b0110) == 1)
        #expect(whole.tier(fulfilled: 0b0010) == 2 && whole.tier(fulfilled: 0b0001) == nil)
        #expect(whole.tier(fulfilled: 0b1111) == 0)
        let all = TierRule(concepts, weights: [2, 3, 1, 0.1], match: .all)
        #expect(all.tier(fulfilled: 0b0110) == nil)
        let any = TierRule(concepts, weights: [2, 3, 1, 0.1], match: .any)
        #expect(any.tier(fulfilled: 0b0001) == 0)
    }

    @Test("A lower tier opens only when there are too few hits above, and total counts the opened ones")
    func opening() throws {
        let schema = try Schema([Field(name: "title", type: .text)])
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(directory, schema: schema)
        for (id, title) in [
            ("a", "red phone"), ("b", "red phone case"), ("c", "phone"), ("d", "red"), ("e", "blue"),
        ] {
            try writer.upsert(Document(id: id, source: [], values: [FieldValue(field: 0, .text(title))]))
        }
        let snapshot = try writer.commit()
        let concepts = [SmallCatalogue.term("red"), SmallCatalogue.term("phone")]
        let search = ExhaustiveTopK(snapshot, SmallCatalogue.bm25(snapshot))
        let few = try search.search(ConceptSearch(concepts: concepts, enoughHits: 2))
        #expect(few.total == 2 && few.lastTier == 0)
        let more = try search.search(ConceptSearch(concepts: concepts, enoughHits: 3))
        #expect(more.total == 4 && more.lastTier > 0)
        #expect(more.candidates.map { snapshot.id(of: $0.address) }.prefix(2) == ["a", "b"])
        #expect(more.matched.reduce(0) { $0 + $1.count } == more.total)
    }
}
