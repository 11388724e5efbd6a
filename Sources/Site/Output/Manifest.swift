internal import Documents

/// What is ours in the output: each file with the SHA-256 of its bytes.
///
/// Its text is that of `sha256sum`, so `sha256sum -c .rollbook-manifest` checks a site. A line is 64 hexadecimal digits,
/// a space, a space or `*`, and the path; lines are sorted by the bytes of the path. `*` (where sha256sum notes that it
/// read bytes) marks an index, because a later build removes an index before the pages that it names. A path with a
/// newline, a carriage return or a backslash is written with `\n`, `\r`, `\\`, and its line begins with `\`.
///
/// Reading takes what a merge of two branches leaves: lines in any order, a path more than once (the last holds), and
/// git's conflict markers, which are passed over. What either branch wrote is ours. Anything else, also a last line without
/// its newline, is damage, and a build refuses: what is ours cannot be guessed.
struct Manifest: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        var digest: SHA256.Digest
        var isIndex: Bool
    }

    var entries: [SitePath: Entry] = [:]

    /// The text, as it stands in the output.
    var encoded: [UInt8] { Self.encoded(entries.sorted { $0.key < $1.key }) }

    /// - Parameter entries: Sorted by their paths.
    static func encoded(_ entries: [(key: SitePath, value: Entry)]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(entries.count * 128)
        for (path, entry) in entries {
            let escaped = Manifest.escaped(path.text)
            if escaped != nil { text.append(UInt8(ascii: "\\")) }
            entry.digest.appendHex(to: &text)
            text.append(UInt8(ascii: " "))
            text.append(entry.isIndex ? UInt8(ascii: "*") : UInt8(ascii: " "))
            if let escaped { text += escaped } else { text += path.text.utf8 }
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// `nil` where nothing in it is written otherwise, as in nearly all paths.
    private static func escaped(_ path: String) -> [UInt8]? {
        guard path.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == 0x0A || $0 == 0x0D }) else { return nil }
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            let letter: Unicode.Scalar? =
                switch byte {
                case UInt8(ascii: "\\"): "\\"
                case UInt8(ascii: "\n"): "n"
                case UInt8(ascii: "\r"): "r"
                default: nil
                }
            if let letter {
                bytes += [UInt8(ascii: "\\"), UInt8(ascii: letter)]
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
