/// A pattern over paths: `*` within a name, `**` over folders, `?`, `{a,b}`.
package struct Glob: Sendable {
    private let alternatives: [[Substring]]
    /// The folders before the first wildcard.
    package let fixedPart: String

    package init(_ pattern: String) {
        let expanded = Self.expand(pattern.hasPrefix("./") ? String(pattern.dropFirst(2)) : pattern)
        alternatives = expanded.map { text in Self.segments(text) }
        let fixed = pattern.split(separator: "/").dropLast().prefix { !$0.contains { "*?{[".contains($0) } }
        fixedPart = fixed.map { $0 + "/" }.joined()
    }

    package func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/")
        return alternatives.contains { Self.matches($0[...], names[...]) }
    }

    private static func segments(_ text: String) -> [Substring] {
        // The text outlives its parts: substrings share it.
        text.split(separator: "/")
    }

    /// `{a,b}` written out, at most 64 times.
    private static func expand(_ pattern: String) -> [String] {
        var done: [String] = []
        var pending = [pattern]
        while let next = pending.popLast() {
            guard done.count + pending.count < 64, let open = next.firstIndex(of: "{"),
                let close = next[open...].firstIndex(of: "}")
            else {
                done.append(next)
                continue
            }
            let inside = next[next.index(after: open)..<close]
            for option in inside.split(separator: ",", omittingEmptySubsequences: false) {
                pending.append("\(next[..<open])\(option)\(next[next.index(after: close)...])")
            }
        }
        return done
    }

    private static func matches(_ pattern: ArraySlice<Substring>, _ names: ArraySlice<Substring>) -> Bool {
        // A table over both lengths: no pattern makes it slow.
        var reachable = [Bool](repeating: false, count: names.count + 1)
        reachable[0] = true
        for segment in pattern {
            var next = [Bool](repeating: false, count: names.count + 1)
            if segment == "**" {
                var isOpen = false
                for index in 0...names.count {
                    isOpen = isOpen || reachable[index]
                    next[index] = isOpen
                }
            } else {
                for (index, name) in zip(0..., names) where reachable[index] {
                    next[index + 1] = matchesName(Array(segment), Array(name))
                }
            }
            reachable = next
        }
        return reachable[names.count]
    }

    private static func matchesName(_ pattern: [Character], _ name: [Character]) -> Bool {
        var row = 0
        var column = 0
        var star: (pattern: Int, name: Int)?
        while column < name.count {
            if row < pattern.count, pattern[row] == "*" {
                star = (row, column)
                row += 1
            } else if row < pattern.count, pattern[row] == "?" || pattern[row] == name[column] {
                row += 1
                column += 1
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                row = last.pattern + 1
                column = last.name + 1
            } else {
                return false
            }
        }
        return pattern[row...].allSatisfy { $0 == "*" }
    }
}
