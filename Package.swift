// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every target: the compiler keeps the walls between modules.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

func floor(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// What people run carries Swift's runtime and Foundation in itself: finding and binding them anew at each start takes longer than a
/// small night's work. The libraries need one another in circles, hence a group; their hundred thousand own addresses are packed, or
/// reading them alone would fill megabytes. What an unchanged night calls of the libraries and packages lies together, or the pages around
/// thousands of scattered functions would be most of its memory (`Tests/Benchmark/start-order.py` writes the list).
let selfContained: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib", "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker",
      "--symbol-ordering-file=\(Context.packageDirectory)/Sources/duizhang/start-order.txt", "-Xlinker",
      "--no-warn-symbol-ordering", "-Xlinker", "--start-group",
    ]
      + [
        "Foundation", "FoundationInternationalization", "FoundationEssentials", "CoreFoundation", "_FoundationICU",
        "_FoundationCollections", "_FoundationCShims", "swiftSynchronization", "swiftDispatch",
        "swift_StringProcessing",
        "swift_RegexParser", "swift_Concurrency", "swiftGlibc", "swift_Builtin_float",
      ].map { "-l" + $0 } + ["-Xlinker", "--end-group"],
    .when(platforms: [.linux], configuration: .release))
]

/// What the program tells of the commit that it was built from: only one small file is compiled anew for it.
let commit: [CSetting] = {
  let word = (Context.environment["DUIZHANG_COMMIT"] ?? "").filter {
    $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+")
  }
  return word.isEmpty ? [] : [.define("DUIZHANG_COMMIT", to: "\"\(word)\"")]
}()

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "duizhang",
  products: [.executable(name: "duizhang", targets: ["duizhang"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "CBuild", cSettings: commit),
    floor("Domain"),
    floor("Spreadsheet", ["CLibXML2", "CLibZip"]),
    floor("Normalize", ["Domain", "Spreadsheet"]),
    floor("Reconcile", ["Domain"]),
    floor("Claims", ["Domain"]),
    floor("Workbooks", ["CXlsxWriter"]),
    floor("Publish", ["Domain", "Workbooks", .product(name: "Mustache", package: "swift-mustache")]),
    floor("Samples", ["CLibZip", "Workbooks"]),
    floor(
      "History",
      [
        "Domain", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    floor(
      "Pipeline",
      [
        "CBuild", "Domain", "Spreadsheet", "Normalize", "Reconcile", "Claims", "Publish", "History", "Workbooks",
        "Yams",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "duizhang",
      dependencies: [
        "Domain", "History", "Pipeline", "Publish", "Samples", "Spreadsheet", "Workbooks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["start-order.txt"], swiftSettings: strict, linkerSettings: selfContained),
    .target(name: "Support", path: "Tests/Support", swiftSettings: strict),
    tests("DomainTests", ["Domain"]),
    tests("SpreadsheetTests", ["Spreadsheet", "Support"]),
    tests("NormalizeTests", ["Normalize", "Support"]),
    tests("ReconcileTests", ["Normalize", "Reconcile", "Support"]),
    tests("ClaimsTests", ["Claims", "Pipeline", "Support"], exclude: ["reports"]),
    tests("PublishTests", ["Domain", "Pipeline", "Publish", "Samples", "Spreadsheet", "Support"]),
    tests("PipelineTests", ["Pipeline", "Workbooks", "Support", .product(name: "Logging", package: "swift-log")]),
    tests("HistoryTests", ["History", "Support", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("SamplesTests", ["Samples", "Workbooks", "Spreadsheet", "Support"]),
  ]
)
