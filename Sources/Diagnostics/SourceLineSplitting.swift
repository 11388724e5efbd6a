extension String {
    /// The lines of a source as its readers and editors count them: at LF, CRLF and a CR alone, at nothing else.
    package var sourceLines: [Substring] {
        var lines: [Substring] = []
        var start = startIndex
        var index = startIndex
        while index < utf8.endIndex {
            let byte = utf8[index]
            guard byte == 0x0A || byte == 0x0D else {
                utf8.formIndex(after: &index)
                continue
            }
            lines.append(self[start..<index])
            utf8.formIndex(after: &index)
            if byte == 0x0D, index < utf8.endIndex, utf8[index] == 0x0A { utf8.formIndex(after: &index) }
            start = index
        }
        lines.append(self[start...])
        return lines
    }
}
