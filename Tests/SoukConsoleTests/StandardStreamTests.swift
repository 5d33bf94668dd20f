import Foundation
import Testing

@testable import SoukConsole

@Suite("Standard streams and progress")
struct StandardStreamTests {
    @Test("all bytes arrive, more than one buffer of them, in order")
    func completeness() async throws {
        let pipe = Pipe()
        let reader = Task.detached { pipe.fileHandleForReading.readDataToEndOfFile() }
        let stream = StandardStream(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        var expected = ""
        for number in 0..<30_000 {
            stream.writeLine("行 \(number)")
            expected += "行 \(number)\n"
        }
        stream.flush()
        try pipe.fileHandleForWriting.close()
        #expect(await reader.value == Data(expected.utf8))
        #expect(!stream.isClosed && stream.failure == nil)
    }

    @Test("a reader that goes away closes the stream quietly")
    func brokenPipe() throws {
        StandardStream.ignoreBrokenPipes()
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let stream = StandardStream(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        stream.write("lost")
        stream.flush()
        #expect(stream.isClosed)
        #expect(stream.failure == nil)
        stream.write("dropped")
        stream.flush()
    }

    @Test("a full disk is a failure that the program reports with status 1")
    func fullDisk() throws {
        let device = try #require(FileHandle(forWritingAtPath: "/dev/full"), "only Linux has /dev/full")
        let console = Console(
            output: StandardStream(descriptor: device.fileDescriptor), errors: StandardStream(),
            style: .plain,
            errorStyle: .plain, width: 80)
        #expect(sampleProgram.run(["--version"], console: console) == .failure)
        #expect(
            console.errors.capturedText
                == "souk: error: cannot write to standard output: No space left on device\n")
        withExtendedLifetime(device) {}
    }

    @Test("a transient line is replaced by what is written next")
    func transientLine() {
        let stream = StandardStream()
        stream.writeTransientLine("")
        stream.writeTransientLine("10%")
        stream.writeTransientLine("20%")
        stream.writeLine("note")
        stream.writeTransientLine("30%")
        stream.writeTransientLine("")
        let clear = "\r\u{1B}[K"
        #expect(stream.capturedText == "\(clear)10%\(clear)20%\(clear)note\n\(clear)30%\(clear)")
    }

    @Test("progress is drawn only after a second, at most ten times a second, and not after the end")
    func drawing() {
        let young = StandardStream()
        let fresh = ProgressBar("indexing", total: 10, unit: .items("products"), on: young, width: 80)
        fresh.advance(by: 5)
        #expect(young.capturedText.isEmpty)

        let stream = StandardStream()
        let bar = ProgressBar(
            "indexing", total: 10, unit: .items("products"), on: stream, width: 80, start: .now - .seconds(5))
        bar.advance(by: 5)
        let drawn = stream.capturedText
        #expect(drawn.contains("50%  5/10 products  1/s  0:05 left") || drawn.contains("0:06 left"))
        bar.advance()
        #expect(stream.capturedText == drawn, "drawn again at once")
        bar.finish()
        #expect(stream.capturedText == drawn + "\r\u{1B}[K")
        bar.update(to: 9)
        #expect(stream.capturedText == drawn + "\r\u{1B}[K")
    }

    @Test("progress is silent without a terminal and with --quiet")
    func silence() {
        let console = Console.capturing()
        let bar = console.progress("indexing", total: nil)
        bar.advance(by: 1_000_000)
        bar.finish()
        #expect(console.errors.capturedText.isEmpty)
    }

    @Test("a progress line tells share, amount, rate and time left, and fits the terminal")
    func progressLine() {
        let line = ProgressLine(
            label: "indexing", done: 84_120, total: 205_776, unit: .items("products"), elapsed: .seconds(7))
        #expect(
            line.text(width: 100)
                == "indexing ━━━━━━━━━━━━────────────────── 40%  84,120/205,776 products  12,017/s  0:11 left"
        )
        #expect(line.text(width: 60) == "indexing 40%  84,120/205,776 products  12,017/s  0:11 left")
        for width in 10...120 { #expect(displayWidth(line.text(width: width)) < width) }
        let open = ProgressLine(label: "读取", done: 48_900_000, total: nil, unit: .bytes, elapsed: .seconds(2))
        #expect(
            open.text(width: 80) == "读取  48.9 MB  24.4 MB/s"
                || open.text(width: 80) == "读取  48.9 MB  24.5 MB/s")
        #expect(ProgressLine.clock(3661.2) == "1:01:02")
        #expect(ProgressLine.clock(59.5) == "1:00")
    }

    @Test("progress counts right from many tasks at once")
    func concurrency() async {
        let stream = StandardStream()
        let bar = ProgressBar(
            "counting", total: 4000, unit: .items("things"), on: stream, width: 80, start: .now - .seconds(5))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { for _ in 0..<1000 { bar.advance() } }
            }
        }
        try? await Task.sleep(for: .milliseconds(120))
        bar.advance(by: 0)
        #expect(stream.capturedText.contains("100%  4,000/4,000 things"))
    }
}
