internal import Catalog
internal import Diagnostics

/// Prints what was found: text to standard error, machine formats to standard output.
struct DiagnosticReport {
    let diagnostics: [Diagnostic]
    /// How many findings plans waive.
    let waivedCount: Int
    let catalog: Catalog
    let options: ContentOptions

    func print() {
        switch options.format {
        case .json: Terminal.write(JSON(diagnostics).encoded(), to: 1)
        case .text:
            var printer = TextPrinter(
                colors: Terminal.usesColors,
                foldLimit: options.all ? .max : 100,
                lines: lines(of:)
            )
            Terminal.message(printer.print(diagnostics))
        }
    }

    /// `2 errors, 1 warning`, or nothing where nothing was found.
    var summary: String {
        let counts = diagnostics.counts
        var parts: [String] = []
        if counts.errors > 0 { parts.append(counted(counts.errors, "error")) }
        if counts.warnings > 0 { parts.append(counted(counts.warnings, "warning")) }
        if counts.notes > 0 { parts.append(counted(counts.notes, "note")) }
        if waivedCount > 0 { parts.append("\(waivedCount) waived") }
        return parts.joined(separator: ", ")
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    private func lines(of file: String) -> [Substring]? {
        let prefix = catalog.files.display("")
        guard file.hasPrefix(prefix) else { return nil }
        let path = String(file.dropFirst(prefix.count))
        guard catalog.allPaths.contains(path), let bytes = try? catalog.files.read(path), bytes.count < 16 << 20 else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        )
    }
}

/// `1 error`, `2 errors`
func counted(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
