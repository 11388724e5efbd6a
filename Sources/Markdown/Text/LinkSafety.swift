/// Whether an address may stand in a page. Schemes that run or read something on the reader's machine may not, however
/// they are spelled: letters' case, white space and control characters are looked through, as browsers do.
enum LinkSafety {
    static func isUnsafe(_ address: some Sequence<UInt8>, isPicture: Bool = false) -> Bool {
        // The four schemes begin with four letters: almost every address is settled by its first.
        switch address.first(where: { $0 > 0x20 && $0 != 0x7F })?.lowercased {
        case 0x6A, 0x76, 0x66, 0x64: break
        default: return false
        }
        var scheme: [UInt8] = []
        var iterator = address.makeIterator()
        var isComplete = false
        while scheme.count < 11, let byte = iterator.next() {
            if byte <= 0x20 || byte == 0x7F { continue }
            if byte == 0x3A {
                isComplete = true
                break
            }
            scheme.append(byte.lowercased)
        }
        guard isComplete else { return false }
        if scheme.elementsEqual("javascript".utf8) || scheme.elementsEqual("vbscript".utf8)
            || scheme.elementsEqual("file".utf8)
        {
            return true
        }
        guard scheme.elementsEqual("data".utf8) else { return false }
        guard isPicture else { return true }
        var rest: [UInt8] = []
        while rest.count < 11, let byte = iterator.next() { rest.append(byte.lowercased) }
        return
            !(rest.hasPrefix("image/png") || rest.hasPrefix("image/gif") || rest.hasPrefix("image/jpeg")
            || rest.hasPrefix("image/webp"))
    }
}
