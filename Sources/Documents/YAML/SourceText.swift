package import Diagnostics

/// A file's bytes looked at before anything else: size, UTF-8, no NUL.
package enum SourceText {
    /// The largest file that is read, in bytes.
    package static let sizeLimit = 16 << 20

    /// What makes the file unreadable as text, or `nil`.
    package static func problem(in bytes: [UInt8], file: String) -> Diagnostic? {
        if bytes.count > sizeLimit {
            return tooLarge(size: bytes.count, file: file)
        }
        if let index = bytes.firstIndex(of: 0) {
            return Diagnostic(
                .parseError,
                "a NUL byte: this is not a text file",
                file: file,
                at: span(of: index, in: bytes)
            )
        }
        if let index = firstInvalidByte(bytes) {
            return Diagnostic(.parseError, "not UTF-8 from here on", file: file, at: span(of: index, in: bytes))
        }
        return nil
    }

    /// The finding for a file over the limit; `size` in bytes.
    package static func tooLarge(size: Int, file: String) -> Diagnostic {
        let message = "the file has \(size >> 20) MiB; at most \(sizeLimit >> 20) MiB are read"
        return Diagnostic(.fileTooLarge, message, file: file, at: .fileStart)
    }

    /// The bytes without a byte order mark.
    static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    }

    private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var index = 0
        while index < bytes.count {
            let first = bytes[index]
            let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            let character = bytes[index..<min(index + length, bytes.count)]
            if length > 1, String(validating: character, as: UTF8.self) == nil { return index }
            index += length
        }
        return nil
    }

    private static func span(of index: Int, in bytes: [UInt8]) -> SourceSpan {
        let text = withoutMark(bytes)
        let before = text[..<max(index, text.startIndex)]
        let lines = String(decoding: before, as: UTF8.self).sourceLines
        return SourceSpan(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}
