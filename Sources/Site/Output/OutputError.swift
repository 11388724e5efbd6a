/// Why the output could not be written. The description is one line that says what to do.
///
/// But for `partlyPublished`, the site that stood there stands as it was.
package enum OutputError: Error, Sendable, Equatable {
    /// A call to the system failed.
    case system(FileFailure)
    /// The output is no folder.
    case notAFolder(String)
    /// The output holds files and no manifest: it is not ours. The first ten names, and how many more.
    case foreignFiles(output: String, names: [String], more: Int)
    /// Files that are not ours stand where files of the site must go. The first ten paths, and how many more.
    case inTheWay(output: String, paths: [String], more: Int)
    /// The manifest cannot be read: which line (from 1), and what is wrong with it.
    case damagedManifest(path: String, line: Int, problem: String)
    /// Another build has the output; who, where that can be told.
    case held(output: String, holder: String?)
    /// A call failed after files had been put in place, and taking those back failed as well.
    case partlyPublished(FileFailure, output: String)
    /// A path that no file of the site may have, and why. The catalog reports such earlier, with their sources.
    case invalidPath(String, String)
    /// Two files that cannot both be: of one path, differing by case only, or one below the other.
    case samePlace(String, String)
    /// The transaction was published, abandoned or failed before.
    case finished

    /// What a list shows, before it says how many more there are.
    static let shown = 10

    static func foreignFiles(output: String, all names: [String]) -> OutputError {
        .foreignFiles(output: output, names: Array(names.prefix(shown)), more: max(0, names.count - shown))
    }

    static func inTheWay(output: String, all paths: [String]) -> OutputError {
        .inTheWay(output: output, paths: Array(paths.prefix(shown)), more: max(0, paths.count - shown))
    }
}

extension OutputError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .system(let failure):
            return "\(failure); \(failure.advice)"
        case .notAFolder(let path):
            return "\(path) is no folder: choose another with --output, or move what stands there away"
        case .foreignFiles(let output, let names, let more):
            return "\(output) holds files that Rollbook did not write (\(list(names, more))): "
                + "choose an empty folder with --output, or move them away"
        case .inTheWay(let output, let paths, let more):
            return "files in \(output) that Rollbook did not write stand where the site's must go "
                + "(\(list(paths, more))): move them away, then build again"
        case .damagedManifest(let path, let line, let problem):
            return "\(path):\(line): the list of Rollbook's own files is damaged (\(problem)): restore it from version "
                + "control, or empty the output folder, then build again"
        case .held(let output, let holder):
            let holder = holder.map { " (\($0))" } ?? ""
            return "another build\(holder) is writing \(output): let it end, or wait for it with --wait"
        case .partlyPublished(let failure, let output):
            return "\(failure); \(output) now holds old and new files, each of them whole: "
                + "\(failure.advice.hasSuffix("build again") ? failure.advice : failure.advice + ", then build again")"
        case .invalidPath(let path, let problem):
            return "no file of the site can be at '\(path)': \(problem); give what is published there another id"
        case .samePlace(let first, let second):
            return "two files of the site want one place, '\(first)' and '\(second)': give one of them another id"
        case .finished:
            return "this build's output was closed before: begin another build"
        }
    }

    private func list(_ names: [String], _ more: Int) -> String {
        names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}

/// Does what may fail at the system, and says so as an `OutputError`.
func system<Result>(_ body: () throws(FileFailure) -> Result) throws(OutputError) -> Result {
    do {
        return try body()
    } catch {
        throw .system(error)
    }
}
