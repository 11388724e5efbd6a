import Foundation

/// Debian's `cmark-gfm`, the judge of what GitHub makes of a text.
enum Oracle {
    static let path = "/usr/bin/cmark-gfm"

    static let isThere: Bool = {
        let isThere = FileManager.default.isExecutableFile(atPath: path)
        if !isThere { print("skipped: \(path) is not installed") }
        return isThere
    }()

    static func html(of file: URL, extensions: [String], options: [String] = ["--unsafe"]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = options + extensions.flatMap { ["-e", $0] } + [file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
