// swift-tools-version: 6.1
// Targets are listed lowest first: a target may import only those above it.
import PackageDescription

let package = Package(
    name: "Souk",
    products: [
        .library(name: "Souk", targets: ["Souk"]),
        .library(name: "SoukRecommend", targets: ["SoukRecommend"]),
        .library(name: "SoukLab", targets: ["SoukLab"]),
        .executable(name: "souk", targets: ["SoukCommand"]),
        .executable(name: "searchbench", targets: ["searchbench"]),
    ],
    traits: [
        .trait(
            name: "Transformer",
            description: "Sentence encoders of BERT's kind: souk embed --model, and their indexes in an app")
    ],
    targets: [
        // Thin shims over named C and C++ libraries, and the kernels.
        .target(
            name: "CSoukICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .target(name: "CSoukSnowball", linkerSettings: [.linkedLibrary("stemmer")]),
        .target(name: "CSoukZstd", linkerSettings: [.linkedLibrary("zstd")]),
        .target(name: "CSoukGzip", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CSoukJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CSoukKernels"),

        // The engine.
        .target(name: "SoukStorage", dependencies: ["CSoukKernels"]),
        .target(name: "SoukAnalysis", dependencies: ["CSoukICU", "CSoukSnowball", "CSoukKernels"]),
        .target(name: "SoukVectors", dependencies: ["SoukStorage", "CSoukKernels"]),
        .target(
            name: "SoukEngine",
            dependencies: ["SoukStorage", "SoukAnalysis", "SoukVectors", "CSoukZstd", "CSoukKernels"]),
        .target(name: "SoukImport", dependencies: ["SoukEngine", "CSoukJSON", "CSoukGzip"]),

        // What a shop needs on top of it.
        .target(name: "SoukUnderstanding", dependencies: ["SoukStorage", "SoukAnalysis"]),
        .target(name: "SoukRecommend", dependencies: ["SoukStorage", "CSoukKernels"]),
        .target(
            name: "SoukRanking",
            dependencies: ["SoukEngine", "SoukVectors", "SoukUnderstanding", "SoukRecommend"]),
        .target(name: "Souk", dependencies: ["SoukRanking", "SoukImport"]),

        // Tools, never linked by an app.
        .target(name: "SoukLab", dependencies: ["SoukStorage", "SoukUnderstanding"]),
        .target(name: "SoukConsole", dependencies: ["SoukStorage"]),
        .executableTarget(
            name: "SoukCommand", dependencies: ["Souk", "SoukLab", "SoukConsole", "SoukStorage"]),
        .executableTarget(
            name: "searchbench", dependencies: ["Souk", "SoukImport", "SoukConsole", "SoukStorage"],
            path: "Benchmarks/searchbench"),
        .executableTarget(
            name: "CorpusGenerator", dependencies: ["SoukStorage"], path: "corpus/generator"),
        .target(name: "SoukTestKit", dependencies: ["SoukStorage"], path: "Tests/SoukTestKit"),

        .testTarget(name: "SoukStorageTests", dependencies: ["SoukStorage", "SoukTestKit"]),
        .testTarget(name: "SoukAnalysisTests", dependencies: ["SoukAnalysis", "SoukTestKit"]),
        .testTarget(name: "SoukEngineTests", dependencies: ["SoukEngine", "SoukTestKit"]),
        .testTarget(name: "SoukImportTests", dependencies: ["SoukImport", "SoukTestKit"]),
        .testTarget(
            name: "SoukVectorsTests", dependencies: ["SoukVectors", "SoukTestKit"], exclude: ["Reference"]),
        .testTarget(name: "SoukUnderstandingTests", dependencies: ["SoukUnderstanding", "SoukTestKit"]),
        .testTarget(
            name: "SoukRecommendTests", dependencies: ["SoukRecommend", "SoukImport", "SoukTestKit"]),
        .testTarget(name: "SoukRankingTests", dependencies: ["SoukRanking", "SoukTestKit"]),
        .testTarget(
            name: "SoukLabTests", dependencies: ["SoukLab", "SoukTestKit"], exclude: ["Reference"]),
        .testTarget(name: "SoukConsoleTests", dependencies: ["SoukConsole", "SoukTestKit"]),
        .testTarget(name: "SoukCommandTests", dependencies: ["SoukCommand", "SoukTestKit"]),
        .testTarget(name: "SearchbenchTests", dependencies: ["searchbench", "SoukImport", "SoukTestKit"]),
        .testTarget(name: "CorpusTests", dependencies: ["CorpusGenerator"]),
        .testTarget(name: "SoukTests", dependencies: ["Souk", "SoukTestKit"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11,
    cxxLanguageStandard: .cxx17
)
