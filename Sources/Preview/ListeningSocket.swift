#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Why a server can't be started.
package enum ServerError: Error, Equatable {
    case portInUse
    /// The host or port can't be listened at; the system's reason.
    case refused(String)
}

/// A socket that listens at a host and port. Whoever has it closes it.
struct ListeningSocket: Sendable {
    let descriptor: Int32
    let port: Int

    /// - Parameter port: 0 takes one that is free.
    init(_ host: String, _ port: Int) throws(ServerError) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Self.streamType
        // Unsafe: the system gives a list of its own, which is handed back below.
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, "\(port)", &hints, &found)
        guard status == 0, let address = found else { throw .refused(String(cString: gai_strerror(status))) }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.pointee.ai_family, Self.streamType, 0)
        guard descriptor >= 0 else { throw .refused(String(cString: strerror(errno))) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
            listen(descriptor, 128) == 0
        else {
            let reason = errno
            close(descriptor)
            throw reason == EADDRINUSE ? .portInUse : .refused(String(cString: strerror(reason)))
        }
        self.descriptor = descriptor
        self.port = port == 0 ? Self.boundPort(descriptor) : port
    }

    private static func boundPort(_ descriptor: Int32) -> Int {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        // The system takes addresses of all families by one pointer type.
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard status == 0 else { return 0 }
        // Unsafe, since Swift knows them as other types: the port stands at the same place in the addresses of IPv4 and
        // IPv6, highest byte first.
        return withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
    }

    #if canImport(Glibc)
    private static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
    private static let streamType = SOCK_STREAM
    #endif
}
