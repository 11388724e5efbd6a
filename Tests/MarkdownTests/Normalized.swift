/// HTML for comparison: white space between tags and at the ends of lines does not count.
func normalized(_ html: String) -> String {
    var result: [UInt8] = []
    for byte in html.utf8 {
        if byte == 0x0A, result.last == 0x3E || result.last == 0x0A { continue }
        if byte == 0x3C { while result.last == 0x0A { result.removeLast() } }
        result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
}
