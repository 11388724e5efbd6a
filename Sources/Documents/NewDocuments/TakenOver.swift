internal import Diagnostics
internal import Markdown

/// What a new plan takes over from an earlier one: the old versions become the new ones, and links that only lead
/// somewhere from the old place become their text.
struct TakenOver {
    /// From the old text to the new one.
    let versions: [(old: String, new: String)]

    func text(_ source: String) -> String { replacingVersions(in: source) }

    func markdown(_ source: String) -> String {
        var text = source
        for link in MarkdownDocument(source).links.reversed() where !link.destination.hasPrefix("https://") {
            let marked = "](\(link.destination))"
            guard let end = text.firstRange(of: marked), let start = text[..<end.lowerBound].lastIndex(of: "[") else {
                continue
            }
            let words = String(text[text.index(after: start)..<end.lowerBound])
            text.replaceSubrange(start..<end.upperBound, with: words)
        }
        return replacingVersions(in: text)
    }

    func step(_ step: Step) -> Step {
        var step = step
        step.aliases = []
        step.title = step.title.map { Located(text($0.value)) }
        step.command = step.command.map { Located(text($0.value)) }
        step.manual = step.manual.map { Located(MarkdownText(markdown($0.value.source))) }
        step.expected = step.expected.map { Located(MarkdownText(markdown($0.value.source))) }
        step.notes = step.notes.map { Located(MarkdownText(markdown($0.value.source))) }
        step.verify = step.verify.map(verification)
        return step
    }

    private func verification(_ verification: Verification) -> Verification {
        var verification = verification
        verification.text = verification.text.map { Located(MarkdownText(markdown($0.value.source))) }
        verification.command = verification.command.map { Located(text($0.value)) }
        verification.expect = verification.expect.map { Located(MarkdownText(markdown($0.value.source))) }
        return verification
    }

    /// All at once and only whole versions: 2.4.0 in 12.4.0 or 2.4.0.1 is another.
    private func replacingVersions(in source: String) -> String {
        var result = ""
        var rest = source[...]
        var before: Character = " "
        while let next = rest.first {
            let hit = versions.first { old, _ in
                guard rest.hasPrefix(old), !before.isNumber, before != "." else { return false }
                let behind = rest.dropFirst(old.count)
                guard let first = behind.first else { return true }
                return !first.isNumber && !(first == "." && behind.dropFirst().first?.isNumber == true)
            }
            if let (old, new) = hit, !old.isEmpty {
                result += new
                before = old.last ?? " "
                rest = rest.dropFirst(old.count)
            } else {
                result.append(next)
                before = next
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
