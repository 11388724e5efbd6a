import Foundation
import Markdown
import Testing

/// Measures instead of judging: run by Benchmarks/markdown/run, in a release build.
@Suite(
    "Speed",
    .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["ROLLBOOK_BENCH"] != nil, "ROLLBOOK_BENCH")
)
struct SpeedTests {
    @Test(
        "Parse, passes and HTML over the corpora, beside cmark and cmark-gfm",
        .enabled(if: SharedData.has("corpora"))
    )
    func corpora() throws {
        let files = SharedData.corpora()
        let bytes = files.reduce(0) { $0 + $1.text.utf8.count }
        let megabytes = Double(bytes) / 1_000_000
        report(
            "files one by one, GitHub's",
            megabytes,
            best { for file in files { read(file.text, .gfm, .conformance) } }
        )
        report("files one by one, everything", megabytes, best { for file in files { read(file.text) } })

        let whole = files.map(\.text).joined(separator: "\n\n")
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("corpora-\(UUID().uuidString).md")
        try whole.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        report("as one file, CommonMark", megabytes, best { read(whole, .commonMark, .conformance) })
        report("as one file, GitHub's", megabytes, best { read(whole, .gfm, .conformance) })
        report("as one file, parse only", megabytes, best { _ = MarkdownDocument(whole) })
        report("as one file, everything", megabytes, best { read(whole) })
        let ten = String(repeating: whole + "\n\n", count: 10)
        report("ten times as long, everything", megabytes * 10, best(of: 1) { read(ten) })
        report("cmark", megabytes, try run("/usr/bin/cmark", ["--unsafe", file.path]))
        let extensions = ["table", "tasklist", "strikethrough", "autolink", "footnotes"].flatMap { ["-e", $0] }
        report("cmark-gfm", megabytes, try run("/usr/bin/cmark-gfm", ["--unsafe"] + extensions + [file.path]))
    }

    private func read(
        _ text: String,
        _ options: MarkdownOptions = MarkdownOptions(),
        _ render: RenderOptions = RenderOptions()
    ) {
        _ = MarkdownDocument(text, options: options).html(render)
    }

    private func best(of count: Int = 4, _ work: () -> Void) -> Duration {
        (0..<count).map { _ in ContinuousClock().measure(work) }.min() ?? .zero
    }

    private func run(_ path: String, _ arguments: [String]) throws -> Duration {
        var times: [Duration] = []
        for _ in 0..<4 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = arguments
            process.standardOutput = FileHandle.nullDevice
            times.append(
                try ContinuousClock().measure {
                    try process.run()
                    process.waitUntilExit()
                }
            )
        }
        return times.min() ?? .zero
    }

    private func report(_ name: String, _ megabytes: Double, _ time: Duration) {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print("\(name): \(Int(megabytes / seconds)) MB/s (\(Int(seconds * 1000)) ms for \(Int(megabytes)) MB)")
    }
}
