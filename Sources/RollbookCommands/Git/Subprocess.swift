#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Another program, run to its end within bounds on its time and its output.
struct Subprocess {
    enum Problem: Error, Equatable {
        /// There is no such program.
        case missing
        /// It did not end in time, and was ended.
        case late
        /// It wrote more than is read, and was ended.
        case tooMuch
        case failed(code: Int32)
    }

    let program: String
    let arguments: [String]
    /// The whole environment; nothing of this process's own is added.
    let environment: [String: String]
    /// In seconds.
    var timeLimit = 30.0
    /// In bytes.
    var outputLimit = 256 << 20

    /// What it wrote to its standard output; its errors are dropped.
    func run(input: [UInt8] = []) throws(Problem) -> [UInt8] {
        guard let own = Pipe(), let theirs = Pipe() else { throw .missing }
        let child: pid_t
        do {
            child = try spawn(input: theirs, output: own)
        } catch {
            own.close()
            theirs.close()
            throw error
        }
        close(own.write)
        close(theirs.read)
        let result = Result { () throws(Problem) in try exchange(input, output: own.read, input: theirs.write) }
        close(own.read)
        // Its group, so that what it started ends too.
        if case .failure = result { kill(-child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let output = try result.get()
        guard status == 0 else { throw .failed(code: status) }
        return output
    }

    private func spawn(input: Pipe, output: Pipe) throws(Problem) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input.read, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var child = pid_t()
        let words = ([program] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { (words + variables).forEach { free($0) } }
        let code = posix_spawnp(&child, program, &actions, &attributes, words + [nil], variables + [nil])
        guard code == 0 else { throw .missing }
        return child
    }

    /// Writes and reads in turns, as the program is ready for it; closes its input.
    private func exchange(_ bytes: [UInt8], output: Int32, input: Int32) throws(Problem) -> [UInt8] {
        signal(SIGPIPE, SIG_IGN)
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        let deadline = Terminal.seconds + timeLimit
        var rest = bytes[...]
        var isOpen = true
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        defer { if isOpen { close(input) } }
        while true {
            if isOpen, rest.isEmpty {
                close(input)
                isOpen = false
            }
            let left = deadline - Terminal.seconds
            guard left > 0 else { throw .late }
            var ready = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
            if isOpen { ready.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
            guard poll(&ready, nfds_t(ready.count), Int32(left * 1000) + 1) > 0 else { continue }
            if isOpen, ready[1].revents != 0 {
                // Unsafe: the system's call takes a pointer.
                let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                // Who reads no more gets no more.
                rest = count < 0 ? (errno == EAGAIN ? rest : []) : rest.dropFirst(count)
            }
            guard ready[0].revents != 0 else { continue }
            let count = read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return result }
            result += buffer[..<count]
            if result.count > outputLimit { throw .tooMuch }
        }
    }
}

/// The two ends of a pipe, which programs that are started do not inherit. Neither has the number of a standard stream,
/// also where this process was started without one.
private struct Pipe {
    let read: Int32
    let write: Int32

    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        for end in ends { _ = systemClose(end) }
        guard moved.allSatisfy({ $0 >= 0 }) else {
            for end in moved where end >= 0 { _ = systemClose(end) }
            return nil
        }
        (read, write) = (moved[0], moved[1])
    }

    func close() {
        _ = systemClose(read)
        _ = systemClose(write)
    }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
