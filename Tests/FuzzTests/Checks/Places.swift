import Diagnostics

/// The lines of a source as editors count them, to say whether a place lies inside the file.
struct Places {
    /// Of each line, in code points.
    private let lengths: [Int]

    init(_ bytes: [UInt8]) {
        // What is no UTF-8 is shown, and counted, as U+FFFD.
        let bytes =
            String(validating: bytes, as: UTF8.self) == nil ? Array(String(decoding: bytes, as: UTF8.self).utf8) : bytes
        var lengths = [0]
        var last: UInt8 = 0
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        for byte in hasMark ? bytes[3...] : bytes[...] {
            if byte == 0x0A, last == 0x0D {
                // One line's end with the return before it.
            } else if byte == 0x0A || byte == 0x0D {
                lengths.append(0)
            } else if byte & 0xC0 != 0x80 {
                lengths[lengths.count - 1] += 1
            }
            last = byte
        }
        self.lengths = lengths
    }

    /// The place behind the last character of a line is still inside.
    func holds(line: Int, column: Int) -> Bool {
        line >= 1 && line <= lengths.count && column >= 1 && column <= lengths[line - 1] + 1
    }

    func holds(_ span: SourceSpan) -> Bool {
        holds(line: Int(span.start.line), column: Int(span.start.column))
            && holds(line: Int(span.end.line), column: Int(span.end.column))
    }

    /// Every place that a finding names lies inside the file, as long as the finding is of it.
    func check(_ diagnostics: [Diagnostic], file: String) throws(PropertyFailure) {
        for diagnostic in diagnostics {
            try require(!diagnostic.message.isEmpty, "\(diagnostic.rule.id) says nothing")
            var spans = diagnostic.fixes.compactMap(\.span)
            if diagnostic.file == file { spans.append(diagnostic.span) }
            for note in diagnostic.notes where note.file == file { spans.append(note.span) }
            for span in spans where !holds(span) {
                throw PropertyFailure(
                    "\(diagnostic.rule.id) at \(span.start.line):\(span.start.column)-\(span.end.line):"
                        + "\(span.end.column), outside of the file's \(lengths.count) lines: \(diagnostic.message)"
                )
            }
        }
    }
}
