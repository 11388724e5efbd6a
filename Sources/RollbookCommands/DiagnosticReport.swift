internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

/// Prints what was found: text to standard error, machine formats to standard output.
struct DiagnosticReport {
    let diagnostics: [Diagnostic]
    /// How many findings plans waive.
    let waivedCount: Int
    let catalog: Catalog
    let options: ContentOptions

    func print() {
        let printed = printed
        Terminal.write(printed.output, to: 1)
        Terminal.write(printed.message, to: 2)
    }

    /// What is printed, on standard output and on standard error.
    var printed: (output: [UInt8], message: [UInt8]) {
        switch options.format {
        case .json: return (JSON(diagnostics).encoded(), [])
        case .github: return (Array(diagnostics.gitHubAnnotations().utf8), [])
        case .sarif:
            let report = SARIFReport(version: toolVersion, rules: Rule.all, helpAddress: helpAddress)
            return (report.json(diagnostics).encoded(), [])
        case .text:
            return ([], Array(text(colors: Terminal.usesColors, width: Terminal.errorWidth).utf8))
        }
    }

    /// As a person reads it.
    ///
    /// - Parameter width: The columns of the terminal; `nil` where it is none.
    func text(colors: Bool = false, width: Int? = nil) -> String {
        let foldLimit = options.all ? Int.max : 100
        var printer = TextPrinter(colors: colors, foldLimit: foldLimit, width: width, lines: lines(of:))
        return printer.print(diagnostics)
    }

    /// Where the book publishes the rule's entry of the reference: it must have the guide and say where it is published.
    private func helpAddress(_ rule: Rule) -> String? {
        guard let base = catalog.book.baseURL?.value, catalog.guides.contains(where: { $0.id == "rules" }) else {
            return nil
        }
        return base + (base.hasSuffix("/") ? "" : "/") + "guides/rules/#\(rule.id)"
    }

    /// `2 errors, 1 warning`, or that nothing was found.
    var summary: String {
        let counts = diagnostics.counts
        var parts: [String] = []
        if counts.errors > 0 { parts.append(counted(counts.errors, "error")) }
        if counts.warnings > 0 { parts.append(counted(counts.warnings, "warning")) }
        if counts.notes > 0 { parts.append(counted(counts.notes, "note")) }
        if waivedCount > 0 { parts.append("\(waivedCount) waived") }
        return parts.isEmpty ? "nothing found" : parts.joined(separator: ", ")
    }

    /// The findings of one severity.
    func only(_ severity: Severity) -> DiagnosticReport {
        let some = diagnostics.filter { $0.severity == severity }
        return DiagnosticReport(diagnostics: some, waivedCount: 0, catalog: catalog, options: options)
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    private func lines(of file: String) -> [Substring]? {
        let prefix = catalog.files.display("")
        guard file.hasPrefix(prefix) else { return nil }
        let path = String(file.dropFirst(prefix.count))
        guard catalog.allPaths.contains(path), let bytes = try? catalog.files.read(path), bytes.count < 16 << 20 else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).sourceLines
    }
}

/// `1 error`, `2 errors`
func counted(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
