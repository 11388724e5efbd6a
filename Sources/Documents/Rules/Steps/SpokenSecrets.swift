internal import Markdown

/// Secrets that are told by the words or options before them, not by a name: `Authorization: Bearer x`, `curl -u me:x`.
func spokenSecrets(in text: String) -> [(what: String, range: Range<String.Index>)] {
    var found: [(what: String, range: Range<String.Index>)] = []
    // Every lead has a blank or a hyphen before the secret, and every secret a digit.
    guard text.utf8.contains(where: \.isDigit) else { return found }
    for lead in leads where lead.program.isEmpty || text.hasPart(lead.program) {
        for place in text.partRanges(lead.words) {
            guard isWordStart(place.lowerBound, in: text) else { continue }
            var start = place.upperBound
            if start < text.endIndex, text[start] == "'" || text[start] == "\"" { start = text.index(after: start) }
            var word = text[start...].prefix { !$0.isWhitespace && !"'\"`;|&)\\".contains($0) }
            if lead.isPair {
                // Only the part behind the user's name.
                guard let colon = word.firstIndex(of: ":") else { continue }
                word = word[word.index(after: colon)...]
            }
            guard isSpoken(word, atLeast: lead.length) else { continue }
            found.append((lead.what, word.startIndex..<word.endIndex))
        }
    }
    return found
}

private struct Lead {
    let what: String
    let words: String
    /// Looked at only where the text names it.
    let program: String
    /// `user:password`.
    let isPair: Bool
    let length: Int

    init(_ what: String, _ words: String, of program: String = "", isPair: Bool = false, length: Int) {
        self.what = what
        self.words = words
        self.program = program
        self.isPair = isPair
        self.length = length
    }
}

private let leads = [
    Lead("a token", "Bearer ", length: 16), Lead("a token", "bearer ", length: 16),
    Lead("a password", "Authorization: Basic ", length: 12), Lead("a password", "authorization: Basic ", length: 12),
    Lead("a password", "-u ", of: "curl", isPair: true, length: 6),
    Lead("a password", "--user ", of: "curl", isPair: true, length: 6),
    Lead("a password", "--user=", of: "curl", isPair: true, length: 6),
    Lead("a password", "-p", of: "mysql", length: 6), Lead("a password", "-p ", of: "sshpass", length: 6),
    Lead("a password", "-p", of: "sshpass", length: 6), Lead("a password", "-a ", of: "redis-cli", length: 6),
    Lead("a password", "-p ", of: "docker login", length: 6),
    Lead("a password", "IDENTIFIED BY ", length: 6), Lead("a password", "identified by ", length: 6),
]

private func isWordStart(_ index: String.Index, in text: String) -> Bool {
    guard index > text.startIndex else { return true }
    let before = text[text.index(before: index)]
    return !before.isLetter && !before.isNumber && before != "-" && before != "_"
}

/// Letters and digits mixed, and nothing that stands for the value.
private func isSpoken(_ word: Substring, atLeast length: Int) -> Bool {
    word.utf8.count >= length && word.utf8.contains(where: \.isDigit) && word.utf8.contains(where: \.isLetter)
        && !word.contains("$") && !word.hasPart("{{") && !word.hasPart("%{") && !word.contains("<")
        && !"/@-".contains(word.first ?? "-") && !word.contains("(")
}
