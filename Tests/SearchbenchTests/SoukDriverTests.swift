import Foundation
import SoukConsole
import SoukImport
import Testing

@testable import searchbench

@Suite struct SoukDriverTests {
    @Test func theDriverIndexesAndAnswers() throws {
        let folder = try TemporaryFolder()
        let tokens = try folder.file("t.tok.tsv", "0\tred shoe\tsoft red\n1\tblue shoe\t\n2\tred hat\t\n")
        let build = SoukIndexBuild(input: tokens, index: folder.path + "/index", threads: 2, memory: 64 << 20)
        let answer = try build.buildSingleField(.current.plain)
        #expect(answer.documents == 3 && answer.segments == 1)
        #expect(answer.searchedBytes > 0 && answer.bytes > answer.searchedBytes)

        let index = try SoukIndex(folder.path + "/index")
        let any = try ModePreparation.prepare(SearchMode(.or, .top10), ["red shoe", "nothing"], index)
        #expect(any.count == 2)
        #expect(try any.answer(0).top?.map(\.number).first == 0)
        #expect(try any.answer(0).top?.count == 3)
        #expect(try any.answer(1).top?.isEmpty == true)
        let all = try ModePreparation.prepare(SearchMode(.and, .top10), ["red shoe"], index)
        #expect(try all.answer(0).top?.map(\.number) == [0])
        let run = try ConcurrentRun(any, threads: 2, seconds: 0.02).perform()
        #expect(run.answered > 0)
    }

    @Test func requestsCountAndFilter() throws {
        let folder = try TemporaryFolder()
        let products = try folder.file(
            "p.tsv",
            """
            number\ttitle\tbrand\tcategory\tdescription\tprice\tfacet1\tfacet2\tfacet3
            0\t华为 手机\t华为\t手机\t\t1999.0\t华为\t手机\t1000-2000
            1\t小米 手机\t小米\t手机\t好\t999.0\t小米\t手机\t500-1000
            2\t手机 壳\t\t配件\t\t\t\t配件\t

            """)
        let build = SoukIndexBuild(
            input: products, index: folder.path + "/index", threads: 1, memory: 64 << 20)
        let answer = try build.build(ShopSchema.make(), .current.spaced, skipsHeader: true) { line, writer in
            try writer.upsert(ShopSchema.document(line))
        }
        #expect(answer.documents == 3)
        let index = try SoukIndex(folder.path + "/index")
        let lines = [RequestLine(words: "手机").text, RequestLine(words: "手机", highest: 1000).text]
        let requests = try ModePreparation.prepare(SearchMode(.request, .any), lines, index)
        let open = try requests.answer(0)
        #expect(open.count == 3)
        #expect(open.facets?[1].map(\.count) == [2, 1])
        #expect(try requests.answer(1).count == 1)
        #expect(try requests.answer(1).top?.map(\.number) == [1])
    }

    @Test func commandsMayNameFilesWithSpacesAndAnyNumber() {
        #expect(
            SoukDriver.words(of: "load a.or_top10 or_top10 /a b/c d.txt")
                == ["load", "a.or_top10", "or_top10", "/a b/c d.txt"])
        #expect(SoukDriver.words(of: "pass a.or_top10") == ["pass", "a.or_top10"])
        #expect([0, 1, 2, 1e30, .infinity].map(SoukDriver.threadCount) == [1, 1, 2, 256, 256])
    }

    @Test func modesThatAreNoneAreNamed() throws {
        let folder = try TemporaryFolder()
        let tokens = try folder.file("t.tok.tsv", "0\tred\t\n")
        let build = SoukIndexBuild(input: tokens, index: folder.path + "/index", threads: 1, memory: 64 << 20)
        _ = try build.buildSingleField(.current.plain)
        let index = try SoukIndex(folder.path + "/index")
        #expect(throws: UnsupportedMode.self) {
            _ = try ModePreparation.prepare(SearchMode(.dismax, .any10), ["red"], index)
        }
    }
}

/// A folder that goes with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "searchbench-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        return "\(path)/\(name)"
    }
}
