internal import Catalog
internal import Documents
internal import Site

/// What git says of a content folder, in a fixed number of runs of it whatever the number of files.
///
/// Nothing of this process's environment reaches git but where its programs and the user's settings are, and nothing
/// that a repository or the settings name is run: no hook, no pager, no differ, no signature check, no fetch.
struct Git {
    /// Why nothing could be learnt, in words for people; `nil` where there simply is no repository.
    struct Problem: Error { let message: String? }

    let folder: String
    var program = "git"
    var timeLimit = 30.0

    /// The commits of all files, and the plans that the runs followed.
    func revisions(of catalog: Catalog) throws(Problem) -> Revisions {
        let (isShallow, shallowFile, prefix) = try repository()
        let output = try run(
            [
                "log", "-z", "-c", "--raw", "--no-abbrev", "--no-renames", "--no-follow", "--no-ext-diff",
                "--no-textconv",
                "--no-show-signature", "--no-color", "--no-decorate", "--no-notes", "--no-mailmap", "--encoding=UTF-8",
                GitLog.format, "HEAD", "--", ".",
            ]
        )
        guard let log = GitLog(output, boundary: isShallow ? boundary(shallowFile) : []) else {
            throw Problem(message: "git printed what is no log")
        }
        var commits: [String: [Revisions.Commit]] = [:]
        for path in catalog.allPaths { commits[path] = log.commits[prefix + path] }
        return Revisions(commits: commits, plans: try plans(catalog, prefix), prefix: prefix, isShallow: isShallow)
    }

    /// Changes where what `revisions` says could change: the commit, how far back the history reaches, where the book lies
    /// in it.
    var state: String {
        guard let (isShallow, file, prefix) = try? repository(), let head = try? run(["rev-parse", "HEAD"]) else {
            return "none"
        }
        let ends = isShallow ? boundary(file).sorted().joined(separator: " ") : ""
        return "\(String(decoding: head, as: UTF8.self)) \(ends) \(prefix)"
    }

    /// `2.39.5`; `nil` where there is no git.
    var version: String? {
        guard let answer = try? run(["version"]) else { return nil }
        let words = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.count >= 3 ? String(words[2]) : nil
    }

    private func repository() throws(Problem) -> (isShallow: Bool, shallowFile: String, prefix: String) {
        let answer = String(
            decoding: try run(["rev-parse", "--is-shallow-repository", "--git-path", "shallow", "--show-prefix"]),
            as: UTF8.self
        )
        let lines = answer.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, ["true", "false"].contains(lines[0]) else {
            throw Problem(message: "git printed what is no answer")
        }
        return (lines[0] == "true", String(lines[1]), String(lines[2].dropLast()))
    }

    /// The commits before which nothing was fetched.
    private func boundary(_ file: String) -> Set<String> {
        let path = file.hasPrefix("/") ? file : "\(folder)/\(file)"
        let text = (try? FileTree.readFile(path, shownAs: path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Set(text.split(whereSeparator: \.isNewline).map(String.init))
    }

    /// The plans as they were at the revisions that the runs name, all in one run of git.
    private func plans(_ catalog: Catalog, _ prefix: String) throws(Problem) -> [String: [UInt8]] {
        var sources: [String] = []
        var request = ""
        for release in catalog.releases {
            for run in release.runs {
                let path = prefix + release.source
                guard let revision = run.record.revision?.value.text, GitLog.isHash(Array(revision.utf8), atLeast: 7),
                    !path.contains(where: \.isNewline)
                else { continue }
                sources.append(run.source)
                request += "\(revision):\(path)\n"
            }
        }
        guard !sources.isEmpty else { return [:] }
        var answers = GitObjects(try run(["cat-file", "--batch"], input: Array(request.utf8)))
        var plans: [String: [UInt8]] = [:]
        for source in sources { plans[source] = answers.next() }
        return plans
    }

    private func run(_ command: [String], input: [UInt8] = []) throws(Problem) -> [UInt8] {
        let settings = [
            "core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false", "protocol.allow=never",
            "core.quotePath=false", "core.pager=cat",
        ]
        let options = ["--no-pager", "--literal-pathspecs", "-C", folder] + settings.flatMap { ["-c", $0] }
        let process = Subprocess(
            program: program,
            arguments: options + command,
            environment: Self.environment,
            timeLimit: timeLimit
        )
        do {
            return try process.run(input: input)
        } catch {
            throw problem(error, command)
        }
    }

    private func problem(_ error: Subprocess.Problem, _ command: [String]) -> Problem {
        switch error {
        case .late: return Problem(message: "git did not answer within \(Int(timeLimit)) s")
        case .tooMuch: return Problem(message: "git's log is longer than 256 MiB")
        // Without a repository, or in one without a commit, there is nothing to tell.
        case .missing: return Problem(message: liesInRepository ? "there is no git that could be asked" : nil)
        case .failed:
            let isFirstCommitMissing = command.first == "log" && (try? run(["rev-parse", "--verify", "HEAD"])) == nil
            guard command.last != "HEAD", liesInRepository, !isFirstCommitMissing else { return Problem(message: nil) }
            return Problem(message: "git does not read the repository (`git -C \(shown(folder)) log` says why)")
        }
    }

    /// By the `.git` that stands in the folder or above it.
    private var liesInRepository: Bool {
        var folder = FileTree.realPath(folder)
        while let here = folder {
            if FileTree.realPath(here + "/.git") != nil { return true }
            folder = here.lastIndex(of: "/").map { String(here[..<$0]) }
        }
        return false
    }

    private static var environment: [String: String] {
        var environment = [
            "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1", "GIT_ALLOW_PROTOCOL": "",
        ]
        // Where the user's settings are: they say whose repositories are trusted.
        for name in ["PATH", "HOME", "XDG_CONFIG_HOME"] { environment[name] = Terminal.environment(name) }
        return environment
    }
}

/// The answers of `git cat-file --batch`: `HASH blob SIZE`, the bytes and a newline; or one line that says what is wrong.
struct GitObjects {
    private var rest: ArraySlice<UInt8>

    init(_ output: [UInt8]) { rest = output[...] }

    /// The next blob; `nil` where there is none.
    mutating func next() -> [UInt8]? {
        let line = rest.prefix { $0 != 0x0A }
        rest = rest.dropFirst(line.count + 1)
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard words.count == 3, GitLog.isHash(words[0].utf8, atLeast: 40), let size = Int(words[2]), size <= rest.count
        else { return nil }
        let bytes = Array(rest.prefix(size))
        rest = rest.dropFirst(size + 1)
        return words[1] == "blob" ? bytes : nil
    }
}

extension Git {
    /// What git knows of the sources; a git that can't be asked is no reason not to build.
    static func revisions(of catalog: Catalog, _ folder: String, isWanted: Bool) -> Revisions {
        guard isWanted, catalog.book.git?.value ?? true else { return .none }
        do throws(Git.Problem) {
            let revisions = try Git(folder: folder).revisions(of: catalog)
            if revisions.isShallow {
                Terminal.message("the git clone is shallow: what changed before it has no revision on its page\n")
            }
            return revisions
        } catch {
            if let message = error.message { Terminal.message("\(message): the pages show no revisions\n") }
            return .none
        }
    }
}
