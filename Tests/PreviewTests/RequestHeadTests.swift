import Testing

@testable import Preview

@Suite struct RequestHeadTests {
    private func head(_ text: String) throws(HTTPStatus) -> RequestHead {
        try RequestHead(Array(text.utf8), host: "books")
    }

    @Test func aRequestIsRead() throws {
        let read = try head("GET /releases/a%20b/?q=1 HTTP/1.1\r\nHost: localhost:8080\r\nRange: bytes=0-1\r\n\r\n")
        #expect(read.method == .get)
        #expect(read.path == "/releases/a b/")
        #expect(read.query == "q=1")
        #expect(read.range == "bytes=0-1")
        #expect(read.keepsAlive)
    }

    @Test(arguments: ["localhost", "127.0.0.1:80", "[::1]:8080", "books", "BOOKS:1", "10.0.0.7"])
    func isOurs(_ host: String) throws {
        #expect(try head("HEAD / HTTP/1.1\r\nHost: \(host)\r\n\r\n").method == .head)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n", 421), ("GET / HTTP/1.1\r\nHost: 1.2.3\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405), ("get / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        ("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505), ("GET /\r\n\r\n", 400), ("\r\n\r\n", 400),
        ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        ("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        ("GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400), ("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nnone\r\n\r\n", 400),
        ("GET /" + String(repeating: "a", count: 9000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    ])
    func isRefused(_ text: String, _ code: Int) {
        do throws(HTTPStatus) {
            let read = try head(text)
            Issue.record("was read: \(read)")
        } catch {
            #expect(error.code == code)
        }
    }

    @Test(arguments: [
        ("bytes=0-1", 206, "ab"), ("bytes=2-", 206, "cde"), ("bytes=-2", 206, "de"), ("bytes=1-99", 206, "bcde"),
        ("bytes=-99", 206, "abcde"), ("bytes=9-", 416, ""), ("bytes=-0", 416, ""), ("bytes=3-1", 200, "abcde"),
        ("bytes=0-1,3-4", 200, "abcde"), ("lines=1-2", 200, "abcde"), ("bytes=x-", 200, "abcde"),
        ("bytes=-", 200, "abcde"),
        ("bytes=0-9223372036854775807", 206, "abcde"),
    ])
    func partsAreCut(_ range: String, _ code: Int, _ body: String) {
        let part = Response(type: "text/plain", body: Array("abcde".utf8)).part(range)
        #expect(part.status.code == code)
        if code != 416 { #expect(String(decoding: part.body, as: UTF8.self) == body) }
    }
}
