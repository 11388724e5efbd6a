package import Diagnostics
internal import Markdown

extension Rule {
    package static let secretInText = Rule(
        "secret-in-text",
        .steps,
        "A password, key or token stands in a plan or page.",
        hidesText: true,
        help: """
            What is written here is published, and its repository keeps it for good. Take the secret out, change it where it is used, and \
            let the command read it from the environment or a vault: `"$PGPASSWORD"`, `vault kv get ...`. Messages and pages \
            show blocks or asterisks in its place.
            """
    )
}

/// So many of one text are told each at its place; where there are more, all of the text is masked.
private let secretsShown = 20

/// `secret-in-text`: in every text of a plan.
func findSecrets(in texts: [PlanText], _ vars: [NamedValue<String>], _ reader: inout RecordReader) {
    let fix = Diagnostic.Fix("take it out and change it; read it from the environment or a vault")
    for text in texts {
        let found = secrets(in: text.text.value)
        for secret in found.prefix(secretsShown) {
            reader.reportSecret(
                "\(text.name) holds what looks like \(secret.what)",
                in: text.text,
                at: secret.range,
                fix
            )
        }
        if found.count > secretsShown {
            let message = "\(text.name) holds what looks like \(found.count - secretsShown) more secrets"
            reader.report(.secretInText, message, at: text.text.span, fixes: [fix])
        }
    }
    for variable in vars where isNamedSecret(name: variable.name.value, value: variable.value.value) {
        // A token is found by its own look, above.
        guard secrets(in: variable.value.value).isEmpty else { continue }
        let message =
            "variable `\(variable.name.value)` holds what looks like a \(kindOfSecret(variable.name.value[...]))"
        reader.report(.secretInText, message, at: variable.value.span, fixes: [fix])
    }
}

extension RecordReader {
    /// Marks all of a secret: what is marked is masked where the source's lines are shown.
    mutating func reportSecret(
        _ message: String,
        in text: Located<String>,
        at range: Range<String.Index>,
        _ fix: Diagnostic.Fix
    ) {
        var span = span(of: range, in: text)
        if span == text.span.firstLine {
            // It could not be told where in the text: folded, or written with escapes.
            span = text.span
        } else if let end = text.value[range].lastIndex(where: \.isNewline),
            end < text.value.index(before: range.upperBound)
        {
            let last = self.span(of: text.value.index(after: end)..<range.upperBound, in: text)
            if last.end > span.end { span = SourceSpan(span.start, last.end) }
        }
        report(.secretInText, message, at: span, fixes: [fix])
    }
}

extension RecordReader {
    /// `secret-in-text`: in the body of a page or of a free text; says whether there is any.
    ///
    /// - Parameter firstLine: The line of the file that the body begins in.
    /// - Parameter isForeign: Written for another tool, which knows no rule: then it is a warning.
    mutating func findSecrets(in body: String, firstLine: Int, isForeign: Bool) -> Bool {
        let found = secrets(in: body)
        let fix = Diagnostic.Fix("take it out and change it; tell readers where it is kept instead")
        var (line, lineStart, rest) = (firstLine, body.startIndex, body.startIndex)
        func place(_ index: String.Index) -> SourcePosition {
            for newline in body.utf8[rest..<index].indices where body.utf8[newline] == 0x0A {
                line += 1
                lineStart = body.utf8.index(after: newline)
            }
            rest = index
            let column = body.unicodeScalars.distance(from: lineStart, to: index) + 1
            return SourcePosition(line: line, column: column)
        }
        func tell(_ what: String, _ range: Range<String.Index>) {
            report(
                .secretInText,
                "the text holds what looks like \(what)",
                at: SourceSpan(place(range.lowerBound), place(range.upperBound)),
                severity: isForeign ? .warning : nil,
                fixes: [fix]
            )
        }
        for secret in found.prefix(secretsShown) { tell(secret.what, secret.range) }
        let more = found.dropFirst(secretsShown)
        if let first = more.first, let last = more.last {
            tell("\(more.count) more secrets", first.range.lowerBound..<last.range.upperBound)
        }
        return !found.isEmpty
    }
}

/// Whether the plan or its book says that what is found is no secret, or may stand: then it is shown as it is.
func showsSecrets(_ plan: DeploymentPlan, _ book: Book?) -> Bool {
    plan.waivers.contains { $0.rule?.value == Rule.secretInText.id } || showsSecrets(book)
}

/// Whether the book says that what looks like a secret may stand.
package func showsSecrets(_ book: Book?) -> Bool {
    book?.rules.contains { $0.name.value == Rule.secretInText.id && $0.value.value == .ignore } ?? false
}

/// What looks like a secret, in a text.
func secrets(in text: String) -> [(what: String, range: Range<String.Index>)] {
    guard text.utf8.count >= 8 else { return [] }
    var found: [(what: String, range: Range<String.Index>)] = []
    let all = knownTokens(in: text) + assignedSecrets(in: text) + spokenSecrets(in: text)
    // One that lies in another, or begins in it, is a part of it.
    for secret in all.sorted(by: {
        ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }) {
        if let last = found.last, secret.range.lowerBound < last.range.upperBound {
            let end = max(last.range.upperBound, secret.range.upperBound)
            found[found.count - 1].range = last.range.lowerBound..<end
        } else {
            found.append(secret)
        }
    }
    return found
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
private let pathlike: @Sendable (UInt8) -> Bool = { wordlike($0) || $0 == 0x2F }
private let tokenlike: @Sendable (UInt8) -> Bool = { wordlike($0) || $0 == 0x3D || $0 == 0x2B || $0 == 0x2F }
private let hexadecimal: @Sendable (UInt8) -> Bool = { $0.isDigit || (0x61...0x66).contains($0) }
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
    TokenShape("a GitLab token", "glpat-", 18, dotted),
    TokenShape("a GitLab token", "gldt-", 18, dotted),
    TokenShape("a GitLab token", "glrt-", 18, dotted),
    TokenShape("a GitLab token", "glptt-", 18, dotted),
    TokenShape("a GitLab token", "glcbt-", 18, dotted),
    TokenShape("a GitLab token", "glsoat-", 18, dotted),
    TokenShape("a GitLab token", "glagent-", 18, dotted),
    TokenShape("a Slack token", "xoxb-", 10, dotted),
    TokenShape("a Slack token", "xoxp-", 10, dotted),
    TokenShape("a Slack token", "xoxa-", 10, dotted),
    TokenShape("a Slack token", "xoxr-", 10, dotted),
    TokenShape("a Slack token", "xoxs-", 10, dotted),
    TokenShape("a Slack token", "xoxe-", 10, dotted),
    TokenShape("a Slack token", "xoxe.", 10, dotted),
    TokenShape("a Slack token", "xapp-", 10, dotted),
    TokenShape("a Slack webhook", "hooks.slack.com/services/T", 20, pathlike),
    TokenShape("a Slack webhook", "hooks.slack.com/workflows/T", 20, pathlike),
    TokenShape("a Discord webhook", "discord.com/api/webhooks/", 60, pathlike),
    TokenShape("a Discord webhook", "discordapp.com/api/webhooks/", 60, pathlike),
    TokenShape("a Google API key", "AIza", 33, wordlike),
    TokenShape("a Google OAuth secret", "GOCSPX-", 24, wordlike),
    TokenShape("a Google OAuth token", "ya29.", 40, dotted),
    TokenShape("a Stripe key", "sk_live_", 16, alphanumeric),
    TokenShape("a Stripe key", "rk_live_", 16, alphanumeric),
    TokenShape("a Stripe key", "whsec_", 16, alphanumeric),
    TokenShape("an npm token", "npm_", 36, alphanumeric),
    TokenShape("a PyPI token", "pypi-AgEI", 30, wordlike),
    TokenShape("a RubyGems key", "rubygems_", 40, alphanumeric),
    TokenShape("a SendGrid key", "SG.", 40, dotted),
    TokenShape("a DigitalOcean token", "dop_v1_", 40, alphanumeric),
    TokenShape("a DigitalOcean token", "doo_v1_", 40, alphanumeric),
    TokenShape("a DigitalOcean token", "dor_v1_", 40, alphanumeric),
    TokenShape("a HashiCorp Vault token", "hvs.", 20, wordlike),
    TokenShape("a HashiCorp Vault token", "hvb.", 20, wordlike),
    TokenShape("a HashiCorp Vault token", "hvr.", 20, wordlike),
    TokenShape("a Docker Hub token", "dckr_pat_", 20, wordlike),
    TokenShape("an API key", "sk-ant-", 20, wordlike),
    TokenShape("an API key", "sk-proj-", 20, wordlike),
    TokenShape("an API key", "sk-svcacct-", 20, wordlike),
    TokenShape("an API key", "sk-", 40, alphanumeric),
    TokenShape("a Hugging Face token", "hf_", 30, alphanumeric),
    TokenShape("a Shopify token", "shpat_", 32, alphanumeric),
    TokenShape("a Shopify token", "shpss_", 32, alphanumeric),
    TokenShape("a Shopify token", "shpca_", 32, alphanumeric),
    TokenShape("a Shopify token", "shppa_", 32, alphanumeric),
    TokenShape("an Atlassian token", "ATATT3", 60, tokenlike),
    TokenShape("an Atlassian token", "ATCTT3", 60, tokenlike),
    TokenShape("a Grafana token", "glsa_", 32, tokenlike),
    TokenShape("a Grafana token", "glc_", 32, tokenlike),
    TokenShape("a Databricks token", "dapi", 32, hexadecimal),
    TokenShape("a Linear key", "lin_api_", 32, alphanumeric),
    TokenShape("a New Relic key", "NRAK-", 24, alphanumeric),
    TokenShape("a Postman key", "PMAK-", 40, wordlike),
    TokenShape("a Figma token", "figd_", 30, wordlike),
    TokenShape("a Sentry token", "sntrys_", 40, tokenlike),
    TokenShape("a Sentry token", "sntryu_", 40, tokenlike),
    TokenShape("a Pulumi token", "pul-", 40, hexadecimal),
    TokenShape("a Doppler token", "dp.pt.", 40, dotted),
    TokenShape("a Doppler token", "dp.st.", 40, dotted),
    TokenShape("an age key", "AGE-SECRET-KEY-1", 50, alphanumeric),
    TokenShape("a Twilio key", "SK", 32, hexadecimal),
    TokenShape("a PlanetScale token", "pscale_tkn_", 32, dotted),
    TokenShape("a PlanetScale token", "pscale_pw_", 32, dotted),
    TokenShape("a Terraform token", "atlasv1.", 40, wordlike),
    TokenShape("a JSON web token", "eyJ", 40, dotted),
]

/// By the first byte.
private let shapesByFirst: [[TokenShape]] = (0...UInt8.max).map { byte in
    tokenShapes.filter { $0.prefix.utf8.first == byte }
}

private func knownTokens(in text: String) -> [(what: String, range: Range<String.Index>)] {
    var found: [(what: String, range: Range<String.Index>)] = []
    let bytes = text.utf8
    var index = bytes.startIndex
    var isInWord = false
    var hasPoint = false
    var hasHeader = false
    while index < bytes.endIndex {
        let byte = bytes[index]
        // Terraform's begin with letters of their own, of which the point is the first that is told.
        if !isInWord || byte == UInt8(ascii: "a") && hasPoint {
            for shape in shapesByFirst[Int(byte)] where bytes[index...].starts(with: shape.prefix.utf8) {
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
        hasPoint = byte == UInt8(ascii: ".")
        isInWord = wordlike(byte)
        bytes.formIndex(after: &index)
    }
    guard hasHeader else { return found }
    for header in text.ranges(of: "-----BEGIN ") {
        let line = text[header.upperBound...].prefix { !$0.isNewline }
        if line.hasPrefix("PRIVATE KEY") || line.hasPart(" PRIVATE KEY") {
            // All of it, so that all of it is masked: to the line that ends it, or as far as the text goes.
            let rest = text[line.endIndex...]
            let end = rest.firstRange(of: "-----END ")?.upperBound
            let last = end.map { text[$0...].firstIndex(where: \.isNewline) ?? text.endIndex } ?? text.endIndex
            found.append(("a private key", header.lowerBound..<last))
        }
    }
    return found
}
