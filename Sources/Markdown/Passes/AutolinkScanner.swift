/// Finds addresses in a run of text by GitHub's rules. One way through the text; `offset` is added to all places.
struct AutolinkScanner {
    enum Kind { case address, www, mail }

    struct Match {
        var kind: Kind
        var range: Range<Int>
    }

    // Unsafe: a part of the tree's store, for as long as the pass holds it.
    let bytes: UnsafeBufferPointer<UInt8>
    let offset: Int
    let escaped: Set<Int32>
    /// Whether an address may begin with the first byte.
    let startsWord: Bool
    private var matches: [Match] = []
    /// The end of the last match: nothing reaches back over it.
    private var floor = 0

    init(bytes: UnsafeBufferPointer<UInt8>, offset: Int, escaped: Set<Int32>, startsWord: Bool) {
        self.bytes = bytes
        self.offset = offset
        self.escaped = escaped
        self.startsWord = startsWord
    }

    mutating func scan() -> [Match] {
        var position = 0
        while let place = bytes.firstPlace(of: 0x3A, or: 0x40, or: 0x77, from: position) {
            position = place
            switch bytes[position] {
            case 0x77 where bytes[position...].hasPrefix("www."): www(at: position)
            case 0x3A where bytes[position...].hasPrefix("://"): address(at: position)
            case 0x40: mail(at: position)
            default: break
            }
            position = max(position + 1, floor)
        }
        return matches
    }

    private mutating func take(_ kind: Kind, _ start: Int, _ end: Int) {
        matches.append(Match(kind: kind, range: start + offset..<end + offset))
        floor = end
    }

    private func isEscaped(_ position: Int) -> Bool { !escaped.isEmpty && escaped.contains(Int32(position + offset)) }

    private mutating func www(at start: Int) {
        if start > floor || (start > 0 && start == floor) {
            let before = bytes[start - 1]
            guard before.isWhitespace || before == 0x2A || before == 0x5F || before == 0x7E || before == 0x28 else {
                return
            }
        } else if !startsWord {
            return
        }
        guard !isEscaped(start + 3), let domain = domainEnd(from: start, isShortAllowed: false) else { return }
        take(.www, start, trimmedEnd(start, addressEnd(from: domain)))
    }

    private mutating func address(at colon: Int) {
        guard !isEscaped(colon) else { return }
        var start = colon
        while start > floor, bytes[start - 1].isLetter, colon - start < 6 { start -= 1 }
        let scheme = bytes[start...]
        guard
            scheme.hasSchemePrefix("http://") || scheme.hasSchemePrefix("https://") || scheme.hasSchemePrefix("ftp://"),
            colon + 3 < bytes.count, isHost(bytes[colon + 3]),
            let domain = domainEnd(from: colon + 3, isShortAllowed: true)
        else { return }
        let end = trimmedEnd(start, addressEnd(from: domain))
        if end > colon + 3 { take(.address, start, end) }
    }

    private func isHost(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte >= 0x80 }

    /// The end of a domain name; nil where it is none: no dot, or `_` in its last two parts.
    private func domainEnd(from start: Int, isShortAllowed: Bool) -> Int? {
        var position = start + 1
        var dots = 0
        var underscoresBefore = 0
        var underscores = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x5F {
                underscores += 1
            } else if byte == 0x2E {
                underscoresBefore = underscores
                underscores = 0
                dots += 1
            } else if byte != 0x2D, !isHost(byte) {
                break
            }
            position += 1
        }
        guard underscores == 0, underscoresBefore == 0, isShortAllowed || dots > 0 else { return nil }
        return position
    }

    /// White space and `<` end an address, and so does a `]` that closes no bracket of its own.
    private func addressEnd(from start: Int) -> Int {
        var end = start
        var brackets = 0
        while end < bytes.count, !bytes[end].isWhitespace, bytes[end] != 0x3C {
            if bytes[end] == 0x5B { brackets += 1 }
            if bytes[end] == 0x5D {
                guard brackets > 0 else { break }
                brackets -= 1
            }
            end += 1
        }
        return end
    }

    /// Without punctuation that belongs to the sentence.
    private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
        var end = end
        var balance: Int?
        while end > start {
            switch bytes[end - 1] {
            case 0x3F, 0x21, 0x2E, 0x2C, 0x3A, 0x2A, 0x5F, 0x7E, 0x27, 0x22: end -= 1
            case 0x3B:
                var entity = end - 2
                while entity > start, bytes[entity].isLetter { entity -= 1 }
                end = entity < end - 2 && bytes[entity] == 0x26 ? entity : end - 1
            case 0x29:
                var open = balance ?? bytes[start..<end].reduce(0) { $0 + ($1 == 0x28 ? 1 : $1 == 0x29 ? -1 : 0) }
                guard open < 0 else { return end }
                open += 1
                balance = open
                end -= 1
            default: return end
            }
        }
        return end
    }

    private mutating func mail(at place: Int) {
        guard !isEscaped(place) else { return }
        var start = place
        while start > floor {
            let byte = bytes[start - 1]
            guard byte.isAlphanumeric || byte == 0x2E || byte == 0x2B || byte == 0x2D || byte == 0x5F else { break }
            start -= 1
        }
        guard start < place, start == 0 || bytes[start - 1] != 0x2F else { return }
        var end = place + 1
        var dots = 0
        while end < bytes.count {
            let byte = bytes[end]
            if byte == 0x2E, end + 1 < bytes.count, bytes[end + 1].isAlphanumeric {
                dots += 1
            } else if !byte.isAlphanumeric, byte != 0x2D, byte != 0x5F {
                break
            }
            end += 1
        }
        guard dots > 0, end < bytes.count ? bytes[end] != 0x40 : true, bytes[end - 1].isLetter else { return }
        take(.mail, start, end)
    }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// As `hasPrefix`, capitals and small letters alike.
    func hasSchemePrefix(_ prefix: StaticString) -> Bool {
        guard count >= prefix.utf8CodeUnitCount else { return false }
        for offset in 0..<prefix.utf8CodeUnitCount
        where self[startIndex + offset].lowercased != prefix.utf8Start[offset] {
            return false
        }
        return true
    }
}
