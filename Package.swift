// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "rollbook",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "rollbook", targets: ["rollbook"])
    ],
    dependencies: [
        // libyaml, by the C module that Yams builds: events with positions, read by Documents.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        // The command line: options, help, completions.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CCmark",
            pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
        ),
        .systemLibrary(name: "CMalloc"),
        .target(name: "Markdown", dependencies: ["CCmark"]),
        .target(name: "Diagnostics"),
        .target(
            name: "Documents",
            dependencies: ["Diagnostics", "Markdown", .product(name: "Yams", package: "Yams")]
        ),
        .target(name: "Catalog", dependencies: ["Diagnostics", "Documents", "Markdown"]),
        .target(
            name: "Site",
            dependencies: [
                "Catalog", "Diagnostics", "Documents", "Markdown",
                .target(name: "CMalloc", condition: .when(platforms: [.linux])),
            ],
            plugins: ["CarryFiles"]
        ),
        // Puts files of the repository into the program as source, at build time.
        .plugin(name: "CarryFiles", capability: .buildTool(), dependencies: ["carry-files"]),
        .executableTarget(name: "carry-files"),
        .target(name: "Preview", dependencies: ["Catalog", "Diagnostics", "Site"]),
        .target(
            name: "RollbookCommands",
            dependencies: [
                "Preview", "Site", "Catalog", "Diagnostics", "Documents", "Markdown",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            plugins: ["CarryFiles"]
        ),
        .executableTarget(
            name: "rollbook",
            dependencies: ["RollbookCommands"],
            // By its note the cache tells one build of the program from another.
            linkerSettings: [.unsafeFlags(["-Xlinker", "--build-id=sha1"], .when(platforms: [.linux]))]
        ),

        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Diagnostics", "Documents", "Markdown"]),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Diagnostics", "Documents"]),
        .testTarget(name: "SiteTests", dependencies: ["Catalog", "Diagnostics", "Documents", "Markdown", "Site"]),
        .testTarget(name: "PreviewTests", dependencies: ["Catalog", "Preview", "Site"]),
        .testTarget(name: "CommandsTests", dependencies: ["rollbook", "RollbookCommands", "Catalog", "Documents"]),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["Diagnostics", "Documents", "Markdown", "Site"],
            exclude: ["main.swift"]
        ),
    ]
)

// Every target of ours is held to the same: Swift 6, the coming language features, no warning.
for target in package.targets where ![.system, .plugin, .binary].contains(target.type) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .unsafeFlags(["-warnings-as-errors"]),
        // Tests build books by the hundred: unoptimized they take six times as long.
        .unsafeFlags(target.type == .test ? [] : ["-O"], .when(configuration: .debug)),
        // Generic code of one room is made to measure in another: a build takes a tenth less.
        .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
    ]
}

#if arch(x86_64) && os(Linux)
// The compiler may use the instructions for SHA-256; the program does only where the processor has them.
for target in package.targets where target.name == "Documents" {
    target.swiftSettings?.append(.unsafeFlags(["-Xcc", "-msha"]))
}
#endif

// Only for script/fuzz, which says where the compiler's libFuzzer is: the properties of FuzzTests as a program.
if let fuzzer = Context.environment["ROLLBOOK_FUZZ"] {
    package.targets.removeAll { $0.type == .test }
    // As `-sanitize=fuzzer`, without the table of places: to take that down again the compiler needs minutes.
    let watched = [
        "-sanitize=address", "-sanitize-coverage=edge,trace-cmp", "-Xllvm", "-sanitizer-coverage-inline-8bit-counters",
    ]
    for target in package.targets where ["Diagnostics", "Markdown", "Documents"].contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(watched))
    }
    package.targets.append(
        .executableTarget(
            name: "fuzz",
            dependencies: ["Diagnostics", "Documents", "Markdown", "Site"],
            path: "Tests/FuzzTests",
            exclude: ["SeedTests.swift", "FoundTests.swift"],
            swiftSettings: [.enableExperimentalFeature("Extern"), .unsafeFlags(["-sanitize=address"])],
            linkerSettings: [.unsafeFlags(["-sanitize=address", fuzzer, "-lstdc++"])]
        )
    )
}
