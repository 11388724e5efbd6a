internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// An HTTP/1.1 server for one reader's browser: one thread that waits for all its connections at once.
///
/// Everything that it answers with stands in memory. A connection that sends too much, too slowly or nothing is closed.
package final class PreviewServer: Sendable {
    /// What a connection may take, in seconds and number.
    struct Limits: Sendable {
        /// From a request's first byte to the end of its head.
        var head = 10.0
        /// Between two requests, and for a response that nobody reads.
        var idle = 60.0
        /// How long a page's script waits for news.
        var news = 25.0
        var connections = 512
    }

    private let site: PreviewSite
    private let host: String
    private let limits: Limits
    private let listener: ListeningSocket
    /// Written to where the loop has something new to look at.
    private let wake: (read: Int32, write: Int32)
    private let isStopping = Atomic(false)
    package var port: Int { listener.port }

    /// Listens at once; serves when `run` is called.
    ///
    /// - Parameter port: 0 takes one that is free.
    package convenience init(_ site: PreviewSite, host: String, port: Int) throws(ServerError) {
        try self.init(site, host: host, port: port, limits: Limits())
    }

    init(_ site: PreviewSite, host: String, port: Int, limits: Limits) throws(ServerError) {
        self.site = site
        self.host = host
        self.limits = limits
        listener = try ListeningSocket(host, port)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .refused(String(cString: strerror(errno))) }
        for end in ends + [listener.descriptor] { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL, 0) | O_NONBLOCK) }
        wake = (ends[0], ends[1])
        let waker = wake.write
        site.onNews { _ = write(waker, [0], 1) }
    }

    deinit {
        for descriptor in [listener.descriptor, wake.read, wake.write] { close(descriptor) }
    }

    /// Ends `run`; from any thread.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
        _ = write(wake.write, [0], 1)
    }

    /// Serves until it is stopped; blocks its thread.
    package func run() {
        var connections: [Int32: Connection] = [:]
        defer { for descriptor in connections.keys { close(descriptor) } }
        while !isStopping.load(ordering: .relaxed) {
            var waited = [pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0)]
            let hasRoom = connections.count < limits.connections
            waited.append(pollfd(fd: hasRoom ? listener.descriptor : -1, events: Int16(POLLIN), revents: 0))
            for (descriptor, connection) in connections {
                waited.append(pollfd(fd: descriptor, events: Int16(connection.wanted), revents: 0))
            }
            let now = Self.now
            let next = connections.values.map(\.deadline).min().map { max(0, $0 - now) } ?? 60
            let count = poll(&waited, nfds_t(waited.count), Int32(min(next, 60) * 1000) + 1)
            if count < 0, errno != EINTR { return }
            if waited[0].revents != 0 { drain() }
            if waited[1].revents != 0 { accept(&connections) }
            for entry in waited.dropFirst(2) {
                guard var connection = connections.removeValue(forKey: entry.fd) else { continue }
                if serve(&connection, entry) { connections[entry.fd] = connection } else { close(entry.fd) }
            }
        }
    }

    // MARK: Connections

    private struct Connection {
        enum State {
            case reading
            /// A script waits for news after the number that it knows.
            case waiting(since: Int, head: RequestHead)
            case writing(keepsAlive: Bool)
            /// What the other side still sends is read and thrown away, so that it sees the answer before the end.
            case closing
        }
        var state = State.reading
        var input: [UInt8] = []
        var output: ArraySlice<UInt8> = []
        var deadline: Double

        var wanted: Int32 {
            if case .writing = state { return Int32(POLLOUT) }
            return Int32(POLLIN)
        }
    }

    private func accept(_ connections: inout [Int32: Connection]) {
        while connections.count < limits.connections {
            let descriptor = systemAccept(listener.descriptor)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL, 0) | O_NONBLOCK)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            var yes: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
            connections[descriptor] = Connection(deadline: Self.now + limits.head)
        }
    }

    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 256)
        while read(wake.read, &buffer, buffer.count) > 0 {}
    }

    /// Does what can be done now; `false` ends the connection.
    private func serve(_ connection: inout Connection, _ entry: pollfd) -> Bool {
        let now = Self.now
        if entry.revents & Int16(POLLERR | POLLNVAL) != 0 { return false }
        if entry.revents & Int16(POLLIN | POLLHUP) != 0 {
            guard receive(&connection, entry.fd) else { return false }
        }
        switch connection.state {
        case .reading:
            guard readRequests(&connection) else { return false }
            if case .reading = connection.state, now >= connection.deadline {
                // One that never asked for anything is not owed an answer.
                guard !connection.input.isEmpty else { return false }
                answer(&connection, Response(.requestTimeout), keepsAlive: false)
            }
        case .waiting(let since, let head):
            guard site.newsNumber != since || now >= connection.deadline else { return true }
            answer(&connection, newsResponse, keepsAlive: head.keepsAlive, isHead: head.method == .head)
        case .writing:
            if now >= connection.deadline { return false }
        case .closing:
            return now < connection.deadline
        }
        if case .writing = connection.state { return send(&connection, entry.fd) }
        return true
    }

    /// Takes what has come, a piece at a time, so that nobody keeps the others waiting; `false` ends the connection.
    private func receive(_ connection: inout Connection, _ descriptor: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: RequestHead.sizeLimit)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 { return errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK }
        if count == 0 { return false }
        switch connection.state {
        case .closing: return true
        case .waiting where connection.input.count + count > RequestHead.sizeLimit: return false
        case .reading where connection.input.isEmpty: connection.deadline = Self.now + limits.head
        default: break
        }
        connection.input += buffer[..<count]
        return true
    }

    /// Answers the next whole request.
    private func readRequests(_ connection: inout Connection) -> Bool {
        // Empty lines before a request are passed over.
        let blank = connection.input.prefix { $0 == 0x0D || $0 == 0x0A }.count
        if blank > 0 { connection.input.removeFirst(blank) }
        guard let end = Self.endOfHead(connection.input) else {
            let line = connection.input.firstIndex(of: 0x0A) ?? connection.input.count
            if line > RequestHead.targetLimit + 64 {
                answer(&connection, Response(.targetTooLong), keepsAlive: false)
            } else if connection.input.count > RequestHead.sizeLimit {
                answer(&connection, Response(.headTooLarge), keepsAlive: false)
            }
            return true
        }
        do throws(HTTPStatus) {
            guard end <= RequestHead.sizeLimit else { throw .headTooLarge }
            let head = try RequestHead(connection.input[..<end], host: host)
            connection.input.removeFirst(end)
            respond(to: head, &connection)
        } catch {
            answer(&connection, Response(error), keepsAlive: false)
        }
        return true
    }

    /// Where the empty line ends that ends a head.
    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        var index = 0
        while let next = bytes[index...].firstIndex(of: 0x0A) {
            if next >= 3, bytes[next - 1] == 0x0D, bytes[next - 2] == 0x0A, bytes[next - 3] == 0x0D { return next + 1 }
            index = next + 1
        }
        return nil
    }

    private func respond(to head: RequestHead, _ connection: inout Connection) {
        let isHead = head.method == .head
        switch head.path {
        case "/-/news.json":
            let known = head.query.split(separator: "&").lazy.filter { $0.hasPrefix("since=") }.first
            if let since = known.flatMap({ Int($0.dropFirst(6)) }), since == site.newsNumber {
                connection.state = .waiting(since: since, head: head)
                connection.deadline = Self.now + limits.news
            } else {
                answer(&connection, newsResponse, keepsAlive: head.keepsAlive, isHead: isHead)
            }
        case "/-/preview.js", "/-/preview.css":
            let isScript = head.path.hasSuffix(".js")
            let text = isScript ? PreviewAssets.script : PreviewAssets.styles
            let response = Response(type: MediaType.of(head.path), body: Array(text.utf8)).kept(head.held)
            answer(&connection, response, keepsAlive: head.keepsAlive, isHead: isHead)
        default:
            let whole = site.response(to: head.path)
            let response = head.path.hasPrefix("/assets/") ? whole.kept(head.held) : whole
            answer(
                &connection,
                response.part(isHead ? nil : head.range),
                keepsAlive: head.keepsAlive,
                isHead: isHead
            )
        }
    }

    private var newsResponse: Response { Response(type: "application/json", body: site.news) }

    private func answer(_ connection: inout Connection, _ response: Response, keepsAlive: Bool, isHead: Bool = false) {
        connection.output = response.bytes(keepsAlive: keepsAlive, isHead: isHead)[...]
        connection.state = .writing(keepsAlive: keepsAlive)
        connection.deadline = Self.now + limits.idle
    }

    private func send(_ connection: inout Connection, _ descriptor: Int32) -> Bool {
        while !connection.output.isEmpty {
            // Unsafe: the system's calls take pointers.
            let count = connection.output.withUnsafeBytes { systemSend(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0 { return errno == EAGAIN || errno == EWOULDBLOCK }
            connection.output = connection.output.dropFirst(count)
            connection.deadline = Self.now + limits.idle
        }
        guard case .writing(let keepsAlive) = connection.state else { return true }
        connection.output = []
        if keepsAlive {
            connection.state = .reading
            // What was sent together with the request before is answered in its turn.
            guard !connection.input.isEmpty else { return true }
            connection.deadline = Self.now + limits.head
            guard readRequests(&connection) else { return false }
            if case .writing = connection.state { return send(&connection, descriptor) }
        } else {
            shutdown(descriptor, Int32(SHUT_WR))
            connection.state = .closing
            connection.input = []
            connection.deadline = Self.now + 1
        }
        return true
    }

    // MARK: The system

    /// Seconds on a clock that only goes forward.
    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

// The system's calls, by names that the server's own do not hide.
private func systemAccept(_ listener: Int32) -> Int32 { accept(listener, nil, nil) }
private func systemSend(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
    send(descriptor, start, count, 0)
    #else
    send(descriptor, start, count, Int32(MSG_NOSIGNAL))
    #endif
}
