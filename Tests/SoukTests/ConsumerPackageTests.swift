import Foundation
import Testing

/// Whether an app can depend on the package: a tiny one is built against this checkout, and searches.
@Suite struct ConsumerPackageTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(
        "A package that depends on Souk by its path builds and searches",
        .enabled(
            if: ProcessInfo.processInfo.environment["SOUK_SKIP_CONSUMER"] == nil,
            "the sanitizers' runs leave it out: it builds the whole package anew"))
    func consumer() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "souk-consumer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let sources = folder.appendingPathComponent("Sources/Shop")
        try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
        let manifest = """
            // swift-tools-version: 6.1
            import PackageDescription
            let package = Package(
                name: "Shop", dependencies: [.package(name: "Souk", path: "\(Self.root.path)")],
                targets: [.executableTarget(name: "Shop", dependencies: [.product(name: "Souk", package: "Souk")])])
            """
        let program = """
            import Souk
            struct Tea: Codable, Sendable, Identifiable { let id: String; var title: String; var price: Double }
            @main struct Shop {
                static func main() throws {
                    let schema = Schema<Tea> { Text(\\.title); Number(\\.price, role: .price) }
                    let index = try ProductIndex.inMemory(schema)
                    try index.write { try $0.upsert(contentsOf: [
                        Tea(id: "1", title: "普洱生茶 357g", price: 128), Tea(id: "2", title: "Earl Grey tea", price: 9)]) }
                    print(try index.search("生茶").hits.map(\\.product.id), try index.search("tea").total)
                }
            }
            """
        try manifest.write(
            to: folder.appendingPathComponent("Package.swift"), atomically: true, encoding: .utf8)
        try program.write(to: sources.appendingPathComponent("Shop.swift"), atomically: true, encoding: .utf8)
        let output = try run(["run", "--package-path", folder.path, "--quiet"])
        #expect(output.status == 0, "\(output.text)")
        #expect(output.text.contains("[\"1\"] 2"), "\(output.text)")
    }

    private func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swift"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
