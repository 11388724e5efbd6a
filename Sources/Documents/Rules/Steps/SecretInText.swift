package import Diagnostics
internal import Markdown

extension Rule {
    package static let secretInText = Rule(
        "secret-in-text",
        .steps,
        "A password, key or token stands in the plan.",
        help: """
            The plan is published, and its repository keeps it for good. Take the secret out, change it where it is used, and \
            let the command read it from the environment or a vault: `"$PGPASSWORD"`, `vault kv get ...`.
            """
    )
}

/// `secret-in-text`: in every text of a plan.
func findSecrets(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    for text in plan.texts {
        for secret in secrets(in: text.text.value) {
            reader.report(
                .secretInText,
                "\(text.name) holds what looks like \(secret.what)",
                in: text.text,
                at: secret.range,
                fixes: [Diagnostic.Fix("take it out and change it; read it from the environment or a vault")]
            )
        }
    }
}

/// What looks like a secret, in a text.
func secrets(in text: String) -> [(what: String, range: Range<String.Index>)] {
    guard text.utf8.count >= 8 else { return [] }
    var found = knownTokens(in: text)
    for assigned in assignedSecrets(in: text) where !found.contains(where: { $0.range.overlaps(assigned.range) }) {
        found.append(assigned)
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

/// A token that is told by how it begins: the prefix, which characters follow, and how many at least.
private struct TokenShape {
    let what: String
    let prefix: String
    let length: Int
    let allowed: @Sendable (UInt8) -> Bool

    init(_ what: String, _ prefix: String, _ length: Int, _ allowed: @escaping @Sendable (UInt8) -> Bool) {
        self.what = what
        self.prefix = prefix
        self.length = length
        self.allowed = allowed
    }
}

private let alphanumeric: @Sendable (UInt8) -> Bool = { ($0.isLetter && $0 < 0x80) || $0.isDigit }
private let wordlike: @Sendable (UInt8) -> Bool = { alphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
private let dotted: @Sendable (UInt8) -> Bool = { wordlike($0) || $0 == 0x2E }
private let capitals: @Sendable (UInt8) -> Bool = { $0.isUpperLetter || $0.isDigit }

/// The published prefixes of the services' tokens.
private let tokenShapes: [TokenShape] = [
    TokenShape("an AWS access key", "AKIA", 16, capitals),
    TokenShape("an AWS access key", "ASIA", 16, capitals),
    TokenShape("a GitHub token", "ghp_", 30, alphanumeric),
    TokenShape("a GitHub token", "gho_", 30, alphanumeric),
    TokenShape("a GitHub token", "ghu_", 30, alphanumeric),
    TokenShape("a GitHub token", "ghs_", 30, alphanumeric),
    TokenShape("a GitHub token", "ghr_", 30, alphanumeric),
    TokenShape("a GitHub token", "github_pat_", 30, wordlike),
    TokenShape("a GitLab token", "glpat-", 18, wordlike),
    TokenShape("a Slack token", "xoxb-", 10, wordlike),
    TokenShape("a Slack token", "xoxp-", 10, wordlike),
    TokenShape("a Slack token", "xoxa-", 10, wordlike),
    TokenShape("a Slack webhook", "hooks.slack.com/services/T", 20, { wordlike($0) || $0 == 0x2F }),
    TokenShape("a Google API key", "AIza", 33, wordlike),
    TokenShape("a Stripe key", "sk_live_", 16, alphanumeric),
    TokenShape("a Stripe key", "rk_live_", 16, alphanumeric),
    TokenShape("an npm token", "npm_", 36, alphanumeric),
    TokenShape("a PyPI token", "pypi-AgEI", 30, wordlike),
    TokenShape("a SendGrid key", "SG.", 40, dotted),
    TokenShape("a DigitalOcean token", "dop_v1_", 40, alphanumeric),
    TokenShape("a HashiCorp Vault token", "hvs.", 20, wordlike),
    TokenShape("a Docker Hub token", "dckr_pat_", 20, wordlike),
    TokenShape("an API key", "sk-ant-", 20, wordlike),
    TokenShape("a JSON web token", "eyJ", 40, dotted),
]

private let shapesByFirst: [UInt8: [TokenShape]] = Dictionary(grouping: tokenShapes) { $0.prefix.utf8.first ?? 0 }

private func knownTokens(in text: String) -> [(what: String, range: Range<String.Index>)] {
    var found: [(what: String, range: Range<String.Index>)] = []
    let bytes = text.utf8
    var index = bytes.startIndex
    var isInWord = false
    var hasHeader = false
    while index < bytes.endIndex {
        let byte = bytes[index]
        if !isInWord, let shapes = shapesByFirst[byte] {
            for shape in shapes where bytes[index...].starts(with: shape.prefix.utf8) {
                let start = bytes.index(index, offsetBy: shape.prefix.utf8.count)
                let end = bytes[start...].firstIndex { !shape.allowed($0) } ?? bytes.endIndex
                guard bytes.distance(from: start, to: end) >= shape.length else { continue }
                // Of the parts of a web token the first two are told apart by a dot.
                if shape.prefix == "eyJ", !bytes[start..<end].contains(UInt8(ascii: ".")) { continue }
                found.append((shape.what, index..<end))
                break
            }
        }
        hasHeader = hasHeader || (byte == UInt8(ascii: "-") && bytes[index...].starts(with: "-----BEGIN ".utf8))
        isInWord = wordlike(byte)
        bytes.formIndex(after: &index)
    }
    guard hasHeader else { return found }
    for header in text.ranges(of: "-----BEGIN ") {
        let line = text[header.upperBound...].prefix { !$0.isNewline }
        if line.hasPrefix("PRIVATE KEY") || line.hasPart(" PRIVATE KEY") {
            found.append(("a private key", header.lowerBound..<line.endIndex))
        }
    }
    return found
}
