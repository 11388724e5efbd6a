/// The tags of a Mustache template with their places, for the check of names; rendering is the library's.
struct TemplateTag: Equatable {
    enum Kind: Equatable {
        case variable, unescaped, section, inverted, end, partial, parent, block
    }

    let kind: Kind
    let name: String
    let line: Int
    let column: Int
}

struct TemplateScanner {
    /// The tags in order; comments are left out.
    static func tags(in text: String) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var rest = line
            while let open = rest.firstRange(of: "{{") {
                let isTriple = rest[open.upperBound...].hasPrefix("{")
                let start = isTriple ? rest.index(after: open.upperBound) : open.upperBound
                guard let close = rest[start...].firstRange(of: isTriple ? "}}}" : "}}") else { break }
                let column = line.unicodeScalars.distance(from: line.startIndex, to: open.lowerBound) + 1
                if let tag = tag(rest[start..<close.lowerBound], isTriple: isTriple, line: index + 1, column: column) {
                    tags.append(tag)
                }
                rest = rest[close.upperBound...]
            }
        }
        return tags
    }

    private static func tag(_ inside: Substring, isTriple: Bool, line: Int, column: Int) -> TemplateTag? {
        var name = inside
        var kind: TemplateTag.Kind = isTriple ? .unescaped : .variable
        if !isTriple, let sigil = inside.first, let marked = kinds[sigil] {
            kind = marked
            name = name.dropFirst()
        }
        if inside.first == "!" || inside.first == "%" { return nil }
        let trimmed = name.filter { !$0.isWhitespace }
        return TemplateTag(kind: kind, name: String(trimmed), line: line, column: column)
    }

    private static let kinds: [Character: TemplateTag.Kind] = [
        "#": .section, "^": .inverted, "/": .end, ">": .partial, "<": .parent, "$": .block, "&": .unescaped,
    ]
}
