internal import Catalog
internal import Documents

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Where results and messages go.
enum Terminal {
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Colours are for a terminal, and not where somebody said no (no-color.org).
    static var usesColors: Bool {
        errorIsTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    /// The columns of the terminal that messages go to; `nil` where they go elsewhere.
    static var errorWidth: Int? {
        guard errorIsTerminal else { return nil }
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return environment("COLUMNS").flatMap { Int($0) }
        }
        return Int(size.ws_col)
    }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Results.
    static func output(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    /// Messages.
    static func message(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

    /// A reader that has seen enough, such as `head`, is no reason to end badly.
    static func outlivesClosedPipes() { signal(SIGPIPE, SIG_IGN) }

    /// All bytes, as far as somebody reads them.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Unsafe: the system's call takes a pointer.
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends the program: all went well.
    static func end() -> Never { exit(EXIT_SUCCESS) }

    /// The folder in which the command was started.
    static var workingDirectory: String {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        return String(cString: path)
    }

    /// Seconds on a clock that only goes forward.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Seconds since 1970.
    static var wallSeconds: Int { Int(time(nil)) }

    /// Tells this program from any other build of it: another may build another site.
    static func programIdentity() -> String {
        let path = FileTree.realPath("/proc/self/exe") ?? CommandLine.arguments[0]
        if let note = buildNote(path) { return note }
        guard let bytes = try? FileTree.readFile(path, shownAs: path) else { return "" }
        return SHA256.digest(of: bytes).description
    }

    /// What the linker noted of all that it put together (`--build-id`, among the notes at an ELF file's beginning).
    private static func buildNote(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = systemRead(descriptor, &bytes, bytes.count)
        // The length of the owner's name and of the note, its kind, its owner; all numbers of 32 bits.
        let head: [UInt8] = [4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0] + Array("GNU\0".utf8)
        guard count > head.count + 20, let place = bytes[..<count].firstRange(of: head)?.upperBound,
            place + 20 <= count
        else { return nil }
        return bytes[place..<place + 20].map { String($0, radix: 16) }.joined(separator: " ")
    }

    /// How many processors there are.
    static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, start, count)
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
