// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "yingxiang",
  products: [
    .library(
      name: "Yingxiang",
      targets: ["RuleLanguage", "Matching", "Store", "Casework", "Notifier"]),
    .executable(name: "yingxiang", targets: ["yingxiang"]),
    .executable(name: "sample-city", targets: ["sample-city"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "RuleLanguage", swiftSettings: strict),
    .target(name: "Matching", dependencies: ["RuleLanguage"], swiftSettings: strict),
    .target(
      name: "Store",
      dependencies: [
        "RuleLanguage", "Matching", "CSQLite",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Casework",
      dependencies: [
        "RuleLanguage", "Matching", "Store",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Notifier",
      dependencies: [
        "RuleLanguage", "Matching", "Store", "Casework",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "yingxiang",
      dependencies: [
        "RuleLanguage", "Matching", "Store", "Casework", "Notifier",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "sample-city",
      dependencies: [
        "RuleLanguage", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Examples/SampleCity", swiftSettings: strict),
    .testTarget(
      name: "RuleLanguageTests", dependencies: ["RuleLanguage"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "MatchingTests", dependencies: ["RuleLanguage", "Matching"], swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["RuleLanguage", "Matching", "Store"],
      swiftSettings: strict),
    .testTarget(
      name: "CaseworkTests",
      dependencies: ["RuleLanguage", "Matching", "Store", "Casework"],
      exclude: ["HandComputed", "Patterns"], swiftSettings: strict),
    .testTarget(
      name: "NotifierTests",
      dependencies: ["RuleLanguage", "Matching", "Store", "Casework", "Notifier"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["RuleLanguage"], exclude: ["Sessions"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
