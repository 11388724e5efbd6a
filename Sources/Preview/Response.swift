/// A whole response: all that is served stands in memory.
struct Response {
    var status = HTTPStatus.ok
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// What a browser may keep, if it asks each time whether it still holds: scripts and styles, which it then need not
    /// read again.
    private var isKept = false

    init(status: HTTPStatus = .ok, type: String, body: [UInt8]) {
        self.status = status
        fields = [("Content-Type", type)]
        self.body = body
    }

    /// A line of text for what is refused or went wrong.
    init(_ status: HTTPStatus) {
        self.init(
            status: status,
            type: "text/plain; charset=utf-8",
            body: Array("\(status.code) \(status.phrase)\n".utf8)
        )
        if status == .methodNotAllowed { fields.append(("Allow", "GET, HEAD")) }
    }

    /// The response to somebody who may keep it.
    ///
    /// - Parameter held: The tags of what is held already (`If-None-Match`; RFC 9110, 13.1.2).
    func kept(_ held: String?) -> Response {
        guard status == .ok else { return self }
        var hasher = Hasher()
        hasher.combine(body)
        let tag = "\"\(String(UInt(bitPattern: hasher.finalize()), radix: 16))\""
        var response = self
        if let held, held.split(separator: ",").contains(where: { $0.trimmingBlanks.hasSuffix(tag) }) {
            (response.status, response.fields, response.body) = (.notModified, [], [])
        }
        response.isKept = true
        response.fields.append(("ETag", tag))
        return response
    }

    /// One part of the body where one is asked for (RFC 9110, 14); several, or what is no range, give all of it.
    func part(_ range: String?) -> Response {
        guard status == .ok, let range, range.hasPrefix("bytes="), !range.contains(",") else { return self }
        let ends = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return self }
        let (first, last) = (Int(ends[0]), Int(ends[1]))
        guard ends[0].isEmpty || first != nil, ends[1].isEmpty || last != nil else { return self }
        let bounds: Range<Int>
        switch (first, last) {
        case (let first?, let last?) where first > last: return self
        case (let first?, let last?): bounds = first..<min(last, Int.max - 1) + 1
        case (let first?, nil): bounds = first..<Int.max
        case (nil, let count?): bounds = count == 0 ? 0..<0 : max(0, body.count - count)..<Int.max
        case (nil, nil): return self
        }
        var part = self
        guard bounds.lowerBound < body.count, !bounds.isEmpty else {
            part = Response(.rangeNotSatisfiable)
            part.fields.append(("Content-Range", "bytes */\(body.count)"))
            return part
        }
        let inside = bounds.clamped(to: 0..<body.count)
        part.status = .partialContent
        part.body = Array(body[inside])
        part.fields.append(("Content-Range", "bytes \(inside.lowerBound)-\(inside.upperBound - 1)/\(body.count)"))
        return part
    }

    /// As it goes over the wire.
    func bytes(keepsAlive: Bool, isHead: Bool) -> [UInt8] {
        var head = "HTTP/1.1 \(status.code) \(status.phrase)\r\n"
        // To say of what is held that it is empty would be wrong.
        let length = status == .notModified ? [] : [("Content-Length", "\(body.count)")]
        let common = [
            ("Cache-Control", isKept ? "no-cache" : "no-store"), ("X-Content-Type-Options", "nosniff"),
            ("Accept-Ranges", "bytes"), ("Connection", keepsAlive ? "keep-alive" : "close"),
        ]
        for (name, value) in fields + length + common { head += "\(name): \(value)\r\n" }
        return Array((head + "\r\n").utf8) + (isHead ? [] : body)
    }
}
