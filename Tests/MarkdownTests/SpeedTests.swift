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
        let whole = files.map(\.text).joined(separator: "\n\n")
        let ten = String(repeating: whole + "\n\n", count: 10)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("speed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("corpora.md")
        try whole.write(to: file, atomically: true, encoding: .utf8)
        let size = whole.utf8.count
        print("\(files.count) files, \(size / 1000) kB; the least processor time of \(rounds) rounds")
        let extensions = ["table", "tasklist", "strikethrough", "autolink", "footnotes"].flatMap { ["-e", $0] }
        let works: [(name: String, work: () throws -> Void)] = [
            ("cmark, as one file", { try run("/usr/bin/cmark", ["--unsafe", file.path]) }),
            ("cmark-gfm, as one file", { try run("/usr/bin/cmark-gfm", ["--unsafe"] + extensions + [file.path]) }),
            ("as one file, CommonMark", { read(whole, .commonMark, .conformance) }),
            ("as one file, GitHub's", { read(whole, .gfm, .conformance) }),
            ("as one file, everything", { read(whole) }),
            ("file by file, everything", { for file in files { read(file.text) } }),
        ]
        var best = [Duration](repeating: .seconds(3600), count: works.count)
        for _ in 0..<rounds {
            for (index, entry) in works.enumerated() {
                best[index] = min(best[index], try cpuTime(entry.work))
            }
        }
        for (entry, time) in zip(works, best) { report(entry.name, size, time, beside: best[0]) }
        let large = cpuTime { read(ten) }
        report("ten times as long, everything", ten.utf8.count, large, beside: best[0] * 10)
        print("ten times the text takes \(tenths(large / best[4])) times the time")
    }

    private let rounds = 5

    private func read(
        _ text: String,
        _ options: MarkdownOptions = MarkdownOptions(),
        _ render: RenderOptions = RenderOptions()
    ) {
        _ = MarkdownDocument(text, options: options).html(render)
    }

    /// The processor's time that the work and the programs it starts take: other work on the machine does not count.
    private func cpuTime(_ work: () throws -> Void) rethrows -> Duration {
        func spent() -> Duration {
            var children = tms()
            _ = times(&children)
            let ticks = Double(children.tms_cutime + children.tms_cstime) / Double(sysconf(Int32(_SC_CLK_TCK)))
            return .seconds(Double(clock()) / Double(CLOCKS_PER_SEC) + ticks)
        }
        let before = spent()
        try work()
        return spent() - before
    }

    private func run(_ path: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(path)")
    }

    private func report(_ name: String, _ size: Int, _ time: Duration, beside reference: Duration) {
        let speed = Double(size) / 1e6 / (time / .seconds(1))
        print("\(name): \(tenths(speed)) MB/s, \(time.inMilliseconds), \(tenths(time / reference)) times cmark's")
    }

    private func tenths(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
