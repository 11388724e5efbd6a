/// Diagnostics in SARIF 2.1.0 (OASIS), for code scanning and editors.
package struct SARIFReport {
    private let version: String
    private let rules: [Rule]
    private let helpAddress: (Rule) -> String?

    /// - Parameters:
    ///   - version: The tool's.
    ///   - rules: All there are: a consumer shows their help.
    ///   - helpAddress: Where a rule's entry of the reference is published, if it is.
    package init(version: String, rules: [Rule], helpAddress: @escaping (Rule) -> String? = { _ in nil }) {
        self.version = version
        self.rules = rules
        self.helpAddress = helpAddress
    }

    /// The log with one run.
    package func json(_ diagnostics: [Diagnostic]) -> JSON {
        let indexes = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var seen: [String: Int] = [:]
        let results = diagnostics.map { diagnostic -> JSON in
            let key = "\(diagnostic.rule.id)\n\(diagnostic.file)\n\(diagnostic.message)"
            seen[key, default: 0] += 1
            return result(diagnostic, indexes[diagnostic.rule.id], fingerprint(key, seen[key, default: 1]))
        }
        return .object([
            "$schema": .string(
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
            ),
            "version": .string("2.1.0"),
            "runs": .array([
                .object([
                    "tool": .object([
                        "driver": .object([
                            "name": .string("Rollbook"),
                            "semanticVersion": .string(version),
                            "rules": .array(rules.map(descriptor)),
                        ])
                    ]),
                    "columnKind": .string("unicodeCodePoints"),
                    "results": .array(results),
                ])
            ]),
        ])
    }

    private func descriptor(_ rule: Rule) -> JSON {
        let help = rule.help.isEmpty ? rule.summary : rule.help
        var members: [String: JSON] = [
            "id": .string(rule.id),
            "shortDescription": text(rule.summary),
            "fullDescription": text(rule.summary),
            "help": .object(["text": .string(help.filter { $0 != "`" }), "markdown": .string(help)]),
            "defaultConfiguration": .object(["level": .string(rule.severity.rawValue)]),
            "properties": .object(["tags": .array([.string(rule.group.rawValue)])]),
        ]
        if let address = helpAddress(rule) { members["helpUri"] = .string(address) }
        return .object(members)
    }

    private func result(_ diagnostic: Diagnostic, _ index: Int?, _ fingerprint: String) -> JSON {
        var message = diagnostic.message
        if let fix = diagnostic.fixes.first { message += ": \(fix.title)" }
        var members: [String: JSON] = [
            "ruleId": .string(diagnostic.rule.id),
            "level": .string(diagnostic.severity.rawValue),
            "message": text(message),
            "locations": .array([location(diagnostic.file, diagnostic.span)]),
            "partialFingerprints": .object(["rollbook/v1": .string(fingerprint)]),
        ]
        if let index { members["ruleIndex"] = .int(index) }
        if !diagnostic.notes.isEmpty {
            members["relatedLocations"] = .array(
                diagnostic.notes.enumerated().map { number, note in
                    location(note.file, note.span, ["id": .int(number + 1), "message": text(note.message)])
                }
            )
        }
        let fixes = diagnostic.fixes.compactMap { fix(in: diagnostic.file, $0) }
        if !fixes.isEmpty { members["fixes"] = .array(fixes) }
        return .object(members)
    }

    private func fix(in file: String, _ fix: Diagnostic.Fix) -> JSON? {
        guard let replacement = fix.replacement, let span = fix.span else { return nil }
        let change = JSON.object(["deletedRegion": region(span), "insertedContent": text(replacement)])
        return .object([
            "description": text(fix.title),
            "artifactChanges": .array([
                .object(["artifactLocation": artifact(file), "replacements": .array([change])])
            ]),
        ])
    }

    private func location(_ file: String, _ span: SourceSpan, _ further: [String: JSON] = [:]) -> JSON {
        let place = JSON.object(["artifactLocation": artifact(file), "region": region(span)])
        return .object(further.merging(["physicalLocation": place]) { first, _ in first })
    }

    private func artifact(_ file: String) -> JSON { .object(["uri": .string(encoded(file))]) }

    private func region(_ span: SourceSpan) -> JSON {
        .object([
            "startLine": .int(Int(span.start.line)), "startColumn": .int(Int(span.start.column)),
            "endLine": .int(Int(span.end.line)), "endColumn": .int(Int(span.end.column)),
        ])
    }

    private func text(_ text: String) -> JSON { .object(["text": .string(text)]) }

    /// A path as a relative reference (RFC 3986): what is neither unreserved nor `/` is encoded.
    private func encoded(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }

    /// The same for a finding that only moved to another line: of rule, file, words, and which of its like it is
    /// (FNV-1a, 64 bits).
    private func fingerprint(_ key: String, _ count: Int) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16) + ":\(count)"
    }
}
