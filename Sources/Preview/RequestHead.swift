/// The head of a request, as far as a server of a site's pages needs it (RFC 9112).
struct RequestHead: Equatable {
    enum Method: String { case get = "GET", head = "HEAD" }

    var method: Method
    /// Decoded, without the query.
    var path: String
    /// What stands behind `?`, as it came.
    var query: String
    var keepsAlive: Bool
    /// The value of `Range`.
    var range: String?
    /// The value of `If-None-Match`: what the browser holds already.
    var held: String?

    /// Longer heads and targets are refused.
    static let sizeLimit = 16 << 10
    static let targetLimit = 8 << 10

    /// Reads a whole head, its empty line included.
    ///
    /// - Parameter host: The name that the server was asked to listen at, beside addresses and `localhost`. Others are
    ///   refused: a page from elsewhere could have its own name lead here, and read the book.
    init(_ bytes: some Collection<UInt8>, host: String) throws(HTTPStatus) {
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else { throw .badRequest }
        var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
        let words = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/") else { throw .badRequest }
        guard ["HTTP/1.1", "HTTP/1.0"].contains(words[2]) else { throw .versionNotSupported }
        guard words[1].utf8.count <= Self.targetLimit else { throw .targetTooLong }

        var hosts: [Substring] = []
        var connection = ""
        var hasBody = false
        for line in lines where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
                line[..<colon].utf8.allSatisfy(Self.isTokenByte)
            else { throw .badRequest }
            let value = line[line.index(after: colon)...].trimmingBlanks
            switch line[..<colon].lowercased() {
            case "host": hosts.append(value)
            case "connection": connection = value.lowercased()
            case "range": range = String(value)
            case "if-none-match": held = String(value)
            case "content-length":
                guard let length = Int(value), length >= 0 else { throw .badRequest }
                if length > 0 { hasBody = true }
            case "transfer-encoding": hasBody = true
            default: break
            }
        }
        let isNew = words[2] == "HTTP/1.1"
        guard hosts.count == 1 || (hosts.isEmpty && !isNew) else { throw .badRequest }
        if let name = hosts.first { guard Self.isOurs(name, host) else { throw .misdirected } }
        guard let method = Method(rawValue: String(words[0])) else { throw .methodNotAllowed }
        guard !hasBody else { throw .bodyTooLarge }
        self.method = method
        keepsAlive = isNew ? !connection.contains("close") : connection.contains("keep-alive")

        let target = words[1]
        guard target.hasPrefix("/") else { throw .badRequest }
        let mark = target.firstIndex(of: "?") ?? target.endIndex
        guard let path = Self.decoded(target[..<mark]) else { throw .badRequest }
        self.path = path
        query = mark == target.endIndex ? "" : String(target[target.index(after: mark)...])
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// An address, `localhost`, or the name that was asked for; with any port.
    private static func isOurs(_ value: Substring, _ host: String) -> Bool {
        if value.hasPrefix("[") { return value.contains("]") }
        let name = value.prefix { $0 != ":" }.lowercased()
        if name == "localhost" || name == host.lowercased() { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    /// `%XX` taken back; `nil` where one is none, or what comes out is no text.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self).flatMap { $0.utf8.contains(0) ? nil : $0 }
    }
}

extension Substring {
    var trimmingBlanks: Substring {
        var rest = self
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return rest
    }
}

/// What a response begins with.
struct HTTPStatus: Error, Equatable {
    let code: Int
    let phrase: String

    static let ok = HTTPStatus(code: 200, phrase: "OK")
    static let partialContent = HTTPStatus(code: 206, phrase: "Partial Content")
    static let movedPermanently = HTTPStatus(code: 301, phrase: "Moved Permanently")
    static let notModified = HTTPStatus(code: 304, phrase: "Not Modified")
    static let badRequest = HTTPStatus(code: 400, phrase: "Bad Request")
    static let notFound = HTTPStatus(code: 404, phrase: "Not Found")
    static let methodNotAllowed = HTTPStatus(code: 405, phrase: "Method Not Allowed")
    static let requestTimeout = HTTPStatus(code: 408, phrase: "Request Timeout")
    static let bodyTooLarge = HTTPStatus(code: 413, phrase: "Content Too Large")
    static let targetTooLong = HTTPStatus(code: 414, phrase: "URI Too Long")
    static let rangeNotSatisfiable = HTTPStatus(code: 416, phrase: "Range Not Satisfiable")
    static let misdirected = HTTPStatus(code: 421, phrase: "Misdirected Request")
    static let headTooLarge = HTTPStatus(code: 431, phrase: "Request Header Fields Too Large")
    static let serverError = HTTPStatus(code: 500, phrase: "Internal Server Error")
    static let unavailable = HTTPStatus(code: 503, phrase: "Service Unavailable")
    static let versionNotSupported = HTTPStatus(code: 505, phrase: "HTTP Version Not Supported")
}
