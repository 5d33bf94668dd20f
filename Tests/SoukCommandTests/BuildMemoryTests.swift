import SoukConsole
import Testing

@testable import SoukCommand

/// What is shared out never exceeds what is allowed, and small sizes take fewer threads.
@Suite struct BuildMemoryTests {
    @Test(arguments: [1, 2, 3, 8, 64], [40, 48, 64, 80, 100, 200, 512, 4096])
    func sharesStayInside(threads: Int, megabytes: Int) {
        let memory = ByteCount(megabytes * 1_000_000)
        let shares = BuildMemory(memory, threads: threads)
        #expect((1...threads).contains(shares.threads))
        #expect(shares.budget >= BuildMemory.leastBudget)
        let used = BuildMemory.program + (shares.threads - 1) * BuildMemory.furtherThread + shares.budget
        #expect(used == memory.bytes)
    }

    @Test func lessThanTheLeastIsTheLeast() {
        let shares = BuildMemory(ByteCount(1_000_000), threads: 4)
        #expect(shares == BuildMemory(BuildMemory.least, threads: 4))
        #expect(shares.threads == 1)
    }

    @Test func memoryForAllThreadsIsGivenToAllThreads() {
        #expect(BuildMemory(ByteCount(512_000_000), threads: 16).threads == 16)
        #expect(BuildMemory(ByteCount(100_000_000), threads: 16).threads == 3)
    }
}
