package import Diagnostics
internal import Markdown

/// An id as written: `[a-z0-9][a-z0-9._-]*`, at most 100 characters, no `..`.
package struct Identifier: Sendable, Hashable, FieldValue {
    package static let lengthLimit = 100
    package let text: String

    package init(_ text: String) { self.text = text }

    package static var shape: FieldShape { .identifier }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Identifier? {
        if let problem = problem(in: scalar.text) {
            reader.reportBadID(scalar.text, problem, at: scalar.span)
            return nil
        }
        if scalar.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let message =
                "the id `\(scalar.text)` is only a number: it says nothing and shifts when something is inserted"
            reader.report(.unstableID, message, at: scalar.span)
        } else {
            reader.checkQuoted(scalar, severity: .error)
        }
        return Identifier(scalar.text)
    }
    package var json: JSON { .string(text) }

    /// What is wrong with an id, or `nil`.
    package static func problem(in text: String, capitals: Bool = false) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.count > lengthLimit { return "it has more than \(lengthLimit) characters" }
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals
            default: false
            }
        }
        if !allowed { return "an id has \(capitals ? "letters" : "small letters") a to z, digits, `.`, `_` and `-`" }
        if let first = text.utf8.first, [0x2E, 0x5F, 0x2D].contains(first) {
            return "it begins with `\(text.prefix(1))`"
        }
        return text.hasPart("..") ? "`..` would leave the folder" : nil
    }

    /// The nearest valid id, to propose it.
    package static func proposal(for text: String) -> String? {
        let ascii = slug(text).unicodeScalars.filter { $0.isASCII }
        let dashes = Set<Character>(["-", "_", "."])
        var proposal = String(String.UnicodeScalarView(ascii))
        while let first = proposal.first, dashes.contains(first) { proposal.removeFirst() }
        proposal = String(proposal.prefix(lengthLimit))
        return problem(in: proposal) == nil ? proposal : nil
    }
}

/// An incident's id, which may have capitals: `INC-2026-014`.
package struct IncidentIdentifier: Sendable, Hashable, FieldValue {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static var shape: FieldShape { .incidentIdentifier }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> IncidentIdentifier? {
        if let problem = Identifier.problem(in: scalar.text, capitals: true) {
            reader.reportBadID(scalar.text, problem, at: scalar.span)
            return nil
        }
        reader.checkQuoted(scalar, severity: .error)
        return IncidentIdentifier(scalar.text)
    }
    package var json: JSON { .string(text) }
}

/// A text that other YAML readers would take for a number unless it stands in quotes: `1.10` becomes 1.1.
package struct VersionText: Sendable, Hashable, FieldValue {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static var shape: FieldShape { .versionText }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> VersionText? {
        reader.checkQuoted(scalar, severity: .error)
        return VersionText(scalar.text.withoutEndingNewlines)
    }
    package var json: JSON { .string(text) }
}

/// A commit or revision: like a version, but an unquoted number is only a warning.
package struct RevisionText: Sendable, Hashable, FieldValue {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static var shape: FieldShape { .text }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> RevisionText? {
        reader.checkQuoted(scalar, severity: .warning)
        return RevisionText(scalar.text.withoutEndingNewlines)
    }
    package var json: JSON { .string(text) }
}
