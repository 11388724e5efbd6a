/// From bytes to the finished tree: what must be done before cmark sees the text, cmark, and the passes in their order.
/// Each pass runs only where the text holds something for it.
struct DocumentParser {
    let options: MarkdownOptions
    /// As the caller handed them in.
    let lines: SourceLines
    private(set) var tree = Tree()
    private(set) var anchors = AnchorSet()
    private(set) var issues: [MarkdownIssue] = []
    private var definitions: FootnoteDefinitions?
    /// As cmark sees them: with footnote definitions rewritten. Their numbers are those of `lines`.
    private var rewritten: SourceLines

    init(source: [UInt8], options: MarkdownOptions) {
        self.options = options
        lines = SourceLines(source)
        rewritten = lines
        if options.footnotes { definitions = FootnoteDefinitions(in: lines) }
    }

    private var source: [UInt8] { rewritten.bytes }

    mutating func parse() {
        var flattened = readBlocks()
        if var definitions, !definitions.isEmpty, definitions.removeVerbatim(in: tree) {
            self.definitions = definitions
            flattened = readBlocks()
        }
        report(flattened)
        if mayHoldDefinitions { DefinitionLines.correct(&tree, lines: rewritten) }
        if options.tables, TablePass.mayApply(to: source) { runTables() }
        if options.taskLists { TaskListPass.run(on: &tree) }
        if options.alerts { AlertPass.run(on: &tree) }
        if options.tableOfContents { TableOfContentsPass.run(on: &tree) }
        if let definitions, definitions.mayBeReferred { runFootnotes(definitions) }
        if options.autolinks, AutolinkPass.mayApply(to: source) { runAutolinks() }
        if options.strikethrough, source.contains(0x7E) { runStrikethrough() }
        runAnchors()
        checkLinks()
        if source.contains(0x3C) { runRawHTML() }
    }

    private var mayHoldDefinitions: Bool {
        // Unsafe: for `firstPlace`, which reads eight bytes at a time.
        source.withUnsafeBufferPointer { bytes in
            var position = 1
            while let bracket = bytes.firstPlace(of: 0x5D, from: position) {
                if bracket + 1 < bytes.count, bytes[bracket + 1] == 0x3A { return true }
                position = bracket + 1
            }
            return false
        }
    }

    /// Returns the lines at which something was nested too deep.
    private mutating func readBlocks() -> [Int] {
        rewritten = lines
        if let definitions, !definitions.isEmpty { rewritten = SourceLines(definitions.rewritten(lines)) }
        var masked = source
        let mask = EscapeMask(masking: &masked)
        tree = Tree()
        return CommonMark.parse(masked, mask: mask, nestingLimit: options.nestingLimit, into: &tree)
    }

    private mutating func report(_ flattened: [Int]) {
        for line in flattened {
            issues.append(
                MarkdownIssue(
                    kind: .nestingFlattened,
                    line: line,
                    length: 0,
                    detail: "nested deeper than \(options.nestingLimit)"
                )
            )
        }
    }

    private mutating func runTables() {
        var pass = TablePass(tree: tree, lines: rewritten)
        tree = Tree()
        pass.run()
        tree = pass.tree
        issues += pass.issues
    }

    private mutating func runFootnotes(_ definitions: FootnoteDefinitions) {
        var pass = FootnotePass(tree: tree, definitions: definitions)
        tree = Tree()
        pass.run()
        tree = pass.tree
        issues += pass.issues
    }

    private mutating func runAutolinks() {
        var pass = AutolinkPass(tree: tree)
        tree = Tree()
        pass.run()
        tree = pass.tree
    }

    private mutating func runStrikethrough() {
        var pass = StrikethroughPass(tree: tree)
        tree = Tree()
        pass.run()
        tree = pass.tree
    }

    private mutating func runAnchors() {
        var pass = AnchorPass(tree: tree)
        tree = Tree()
        pass.run(options: options)
        tree = pass.tree
        anchors = pass.anchors
        issues += pass.issues
    }

    private mutating func runRawHTML() {
        guard tree.nodes.contains(where: { $0.kind == .htmlBlock || $0.kind == .htmlInline }) else { return }
        var pass = RawHTMLPass(tree: tree, anchors: anchors)
        pass.run()
        anchors = pass.anchors
        issues += pass.issues
    }

    private mutating func checkLinks() {
        let check = LinkCheck(tree: tree, lines: lines)
        issues += check.issues
        for anchor in tree.footnoteAnchors() { _ = anchors.claimIfFree(anchor) }
    }
}
