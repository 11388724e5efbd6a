internal import Documents

extension Manifest {
    /// What is wrong with a manifest, and in which line.
    struct Damage: Error, Equatable {
        var line: Int
        var problem: String
    }

    private static let markers = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].map { Array($0.utf8) }

    private static func isMarker(_ line: ArraySlice<UInt8>) -> Bool {
        // No line of a file begins like one of these.
        guard let first = line.first, "<|=>".utf8.contains(first) else { return false }
        return markers.contains(where: line.starts(with:))
    }

    init(parsing text: [UInt8]) throws(Damage) {
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if let last = lines.popLast(), !last.isEmpty {
            throw Damage(line: lines.count + 1, problem: "it is cut short")
        }
        entries.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() where !Manifest.isMarker(line) {
            do throws(Problem) {
                let (path, entry) = try Manifest.read(line)
                entries[path] = entry
            } catch {
                throw Damage(line: index + 1, problem: error.words)
            }
        }
    }

    private struct Problem: Error { var words: String }

    private static func read(_ line: ArraySlice<UInt8>) throws(Problem) -> (SitePath, Entry) {
        var rest = line
        let isEscaped = rest.first == UInt8(ascii: "\\")
        if isEscaped { rest = rest.dropFirst() }
        guard let digest = SHA256.Digest(hex: rest.prefix(64)) else {
            throw Problem(words: "no SHA-256 begins the line")
        }
        rest = rest.dropFirst(64)
        let mark = rest.dropFirst().first
        guard rest.first == UInt8(ascii: " "), mark == UInt8(ascii: " ") || mark == UInt8(ascii: "*") else {
            throw Problem(words: "no two spaces follow the SHA-256")
        }
        let name = isEscaped ? try unescaped(rest.dropFirst(2)) : Array(rest.dropFirst(2))
        guard let text = String(validating: name, as: UTF8.self) else { throw Problem(words: "the path is not UTF-8") }
        do {
            return (try SitePath(text), Entry(digest: digest, isIndex: mark == UInt8(ascii: "*")))
        } catch {
            throw Problem(words: "no path of a site: \(text)")
        }
    }

    private static func unescaped(_ name: ArraySlice<UInt8>) throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        var isAfterBackslash = false
        for byte in name {
            if !isAfterBackslash, byte == UInt8(ascii: "\\") {
                isAfterBackslash = true
                continue
            }
            switch (isAfterBackslash, byte) {
            case (true, UInt8(ascii: "n")): bytes.append(UInt8(ascii: "\n"))
            case (true, UInt8(ascii: "r")): bytes.append(UInt8(ascii: "\r"))
            case (true, UInt8(ascii: "\\")), (false, _): bytes.append(byte)
            default: throw Problem(words: "a backslash escapes nothing")
            }
            isAfterBackslash = false
        }
        if isAfterBackslash { throw Problem(words: "a backslash escapes nothing") }
        return bytes
    }
}
