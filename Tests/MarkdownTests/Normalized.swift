/// HTML for comparison: white space between tags, the order of attributes and the slash of void elements do not count.
func normalized(_ html: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(html.utf8)
    var position = 0
    while position < bytes.count {
        let byte = bytes[position]
        if byte == 0x3C, let end = bytes[position...].firstIndex(of: 0x3E) {
            while result.last == 0x0A { result.removeLast() }
            result += sortedAttributes(bytes[position...end])
            position = end + 1
            continue
        }
        position += 1
        if byte == 0x0A, result.last == 0x3E || result.last == 0x0A { continue }
        result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
}

private func sortedAttributes(_ tag: ArraySlice<UInt8>) -> [UInt8] {
    var words: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in tag.dropFirst().dropLast() {
        if byte == 0x22 { isQuoted.toggle() }
        if byte == 0x20, !isQuoted { words.append([]) } else { words[words.count - 1].append(byte) }
    }
    let attributes = words.dropFirst().filter { !$0.isEmpty && $0 != [0x2F] }
        .sorted { $0.lexicographicallyPrecedes($1) }
    return [0x3C] + ([words[0]] + attributes).joined(separator: [0x20]) + [0x3E]
}
