/// The words of a text in small letters: what stands between all that is no letter or number.
///
/// - Parameter mark: A byte of ASCII that stands inside words as well, as the apostrophe.
func lowercasedWords(of text: String, joinedBy mark: UInt8? = nil) -> [Substring] {
    let text = text.lowercased()
    // By bytes where all are ASCII: looking for characters takes many times as long.
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
        return text.split { !$0.isLetter && !$0.isNumber && (mark == nil || $0.asciiValue != mark) }
    }
    return text.utf8.split { byte in
        switch byte {
        case 0x30...0x39, 0x61...0x7A: false
        default: byte != mark
        }
    }.map { Substring($0) }
}
