import SoukTestKit
import Testing

@testable import SoukUnderstanding

@Suite struct SoundTableTests {
    private typealias Found = (word: [UInt8], frequency: WordFrequency)

    private func table(_ words: [[UInt8]: WordFrequency]) -> SoundTable {
        SoundTable { (body) throws(Never) in
            for (word, frequency) in words.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                body(word, frequency)
            }
        }
    }

    @Test("Finds what looking at every word finds, the commonest first", arguments: 1...8)
    func oracle(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let letters = Array("aeioukcsztdphgx".utf8)
        func word() -> [UInt8] {
            (0..<Int.random(in: 1...9, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? 0x61
            }
        }
        var words: [[UInt8]: WordFrequency] = [:]
        for _ in 0..<3000 {
            let documents = Int.random(in: 0...20, using: &random)
            words[word()] = WordFrequency(
                documents: documents, headings: Int.random(in: 0...documents, using: &random))
        }
        let table = self.table(words)
        for _ in 0..<300 {
            let asked =
                Bool.random(using: &random) ? word() : (words.keys.randomElement(using: &random) ?? [])
            let key = SoundKey(asked)
            let wanted = words.filter {
                SoundKey($0.key) == key && $0.value.documents >= SpellingScore.rare
                    && key.sounds.count >= SoundTable.fewestSounds
            }
            let found = table.words(soundingLike: asked, limit: .max)
            #expect(found.count == wanted.count, "\(asked) \(random.rerun)")
            #expect(found.allSatisfy { wanted[$0.word] == $0.frequency }, "\(asked) \(random.rerun)")
            #expect(
                zip(found, found.dropFirst()).allSatisfy { $0.frequency.headings >= $1.frequency.headings },
                "\(asked) \(random.rerun)")
            let few = table.words(soundingLike: asked, limit: 2)
            #expect(few.map(\.word) == found.prefix(2).map(\.word), "\(asked) \(random.rerun)")
        }
    }

    @Test("An empty table, empty words and words too long to compare find nothing")
    func bounds() {
        let common = WordFrequency(documents: 9, headings: 9)
        #expect(table([:]).words(soundingLike: Array("receptical".utf8), limit: 4).isEmpty)
        let long = [UInt8](repeating: UInt8(ascii: "k"), count: 41)
        let table = self.table([long: common, Array("tea".utf8): common, Array("receptacle".utf8): common])
        #expect(table.words(soundingLike: [], limit: 4).isEmpty)
        #expect(table.words(soundingLike: Array("toy".utf8), limit: 4).isEmpty)
        #expect(
            table.words(soundingLike: Array("reciptical".utf8), limit: 4).map(\.word)
                == [Array("receptacle".utf8)])
        #expect(table.words(soundingLike: Array("reciptical".utf8), limit: 0).isEmpty)
    }

    @Test("Said alike are words whose vowels are the same too")
    func saidAlike() {
        func saidAlike(_ a: String, _ b: String) -> Bool {
            SoundKey.areSaidAlike(Array(a.utf8), Array(b.utf8))
        }
        #expect(saidAlike("extention", "extension"))
        #expect(!saidAlike("blind", "blend"))
        #expect(!saidAlike("stair", "star"))
    }
}
