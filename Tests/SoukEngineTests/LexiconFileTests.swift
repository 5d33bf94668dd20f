import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct LexiconFileTests {
    private let name = "lexicon-1.souk"

    private func builder() -> LexiconBuilder {
        var builder = LexiconBuilder()
        for word in ["手机", "手机壳", "耳机", "蓝牙", "蓝牙耳机", "手", "机"] { builder.add(word.utf16, cost: 80) }
        return builder
    }

    private func file(version: Int = AnalyzerConfiguration.currentVersion) throws -> InMemoryDirectory {
        let directory = InMemoryDirectory()
        let lexicon = builder().finish()
        try LexiconFile.write(
            lexicon,
            LexiconFile.Summary(
                analyzerVersion: version, wordCount: lexicon.wordCount, learnedCount: 2, dictionaryCount: 0),
            learned: ["蓝牙", "手机壳"], to: name, in: directory)
        return directory
    }

    private func manifest() -> Manifest {
        var manifest = Manifest(schema: .empty)
        manifest.attachments[LexiconFile.purpose] = name
        return manifest
    }

    @Test("A lexicon read from its file is the one that was written")
    func roundTrip() throws {
        let opened = try LexiconFile.open(name, in: try file())
        let lexicon = builder().finish()
        #expect(opened.lexicon.hasSameTables(as: lexicon))
        #expect(opened.learned == ["蓝牙", "手机壳"])
        #expect(opened.summary.wordCount == 7)
        let analyzers = [opened.lexicon, lexicon].map { try? Analyzer(hanWords: .lexicon($0)) }
        let texts = analyzers.map { $0?.tokens("新款蓝牙耳机和手机壳", mode: .index) }
        #expect(texts[0] == texts[1])
    }

    @Test("Cut anywhere or with a flipped bit, a lexicon is a problem, never a trap, and ICU's words serve")
    func damage() throws {
        let directory = try file()
        let whole = try #require(directory.contents[name])
        var random = SeededGenerator(orEnvironment: 0xDA3)
        var damaged = (0..<60).map { _ in Array(whole[..<Int.random(in: 0..<whole.count, using: &random)]) }
        for _ in 0..<200 {
            var bytes = whole
            bytes[Int.random(in: 0..<whole.count, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
            damaged.append(bytes)
        }
        for bytes in damaged {
            let lexicon = IndexLexicon(manifest(), in: InMemoryDirectory([name: bytes]))
            #expect(lexicon.problem != nil, "\(random.rerun)")
            #expect(lexicon.hanWords.isDictionary)
        }
        #expect(
            IndexLexicon(manifest(), in: InMemoryDirectory()).problem == .unreadable(.notFound(file: name)))
    }

    @Test("Words for other rules are not used")
    func otherRules() throws {
        let lexicon = IndexLexicon(manifest(), in: try file(version: 1))
        #expect(
            lexicon.problem
                == .rulesDiffer(
                    file: name, recorded: 1, supported: AnalyzerConfiguration.currentVersion))
        #expect(lexicon.problem?.description.contains("souk compact") == true)
    }

    @Test("Tables from which a step leads outside are refused, even with a right checksum")
    func unsoundTables() throws {
        let lexicon = builder().finish()
        let sound = LexiconTables(of: lexicon)
        let owner = InMemoryDirectory()
        var random = SeededGenerator(orEnvironment: 0x7AB)
        var refused = 0
        for _ in 0..<300 {
            let tables = [sound.codes, sound.characters, sound.nodes].map { table in
                let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: table.count, alignment: 64)
                copy.copyMemory(from: table)
                return copy
            }
            defer { for table in tables { table.deallocate() } }
            let table = tables[Int.random(in: 0..<3, using: &random)]
            table[Int.random(in: 0..<table.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let changed = LexiconTables(
                codes: UnsafeRawBufferPointer(tables[0]), characters: UnsafeRawBufferPointer(tables[1]),
                nodes: UnsafeRawBufferPointer(tables[2]))
            do throws(LexiconTables.Problem) {
                // Whatever passes is walked inside its tables; the address sanitizer holds it to that.
                let made = try changed.lexicon(wordCount: 7, owner: owner)
                let analyzer = try? Analyzer(hanWords: .lexicon(made))
                #expect(analyzer?.tokens("手机壳蓝牙耳机手机手壳龘", mode: .index).isEmpty == false)
            } catch { refused += 1 }
        }
        #expect(refused > 10, "\(random.rerun)")
        #expect(throws: LexiconTables.Problem.self) {
            _ = try LexiconTables(codes: sound.nodes, characters: sound.characters, nodes: sound.codes)
                .lexicon(wordCount: 7, owner: owner)
        }
    }
}

extension HanWords {
    var isDictionary: Bool { if case .dictionary = self { true } else { false } }
}
