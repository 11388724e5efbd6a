/// From bytes to the finished tree: what must be done before cmark sees the text, cmark, and the passes in their order.
/// Each pass runs only where the text holds something for it.
struct DocumentParser {
    let options: MarkdownOptions
    let lines: SourceLines
    private(set) var tree = Tree()
    private(set) var anchors = AnchorSet()
    private(set) var issues: [MarkdownIssue] = []
    private var definitions: FootnoteDefinitions?
    private var source: [UInt8]

    init(source: [UInt8], options: MarkdownOptions) {
        var source = source
        if options.footnotes { definitions = FootnoteDefinitions(rewriting: &source) }
        self.source = source
        lines = SourceLines(source)
        self.options = options
    }

    mutating func parse() {
        readBlocks()
        if mayHoldDefinitions { DefinitionLines.correct(&tree, lines: lines) }
        if options.tables, TablePass.mayApply(to: source) { runTables() }
        if options.taskLists { TaskListPass.run(on: &tree) }
        if options.alerts { AlertPass.run(on: &tree) }
        if options.tableOfContents { TableOfContentsPass.run(on: &tree) }
        if let definitions, source.contains(0x5B) { runFootnotes(definitions) }
        if options.autolinks, AutolinkPass.mayApply(to: source) { runAutolinks() }
        if options.strikethrough, source.contains(0x7E) { runStrikethrough() }
        runAnchors()
        checkLinks()
        if source.contains(0x3C) { runRawHTML() }
    }

    private var mayHoldDefinitions: Bool {
        source.withUnsafeBufferPointer { bytes in
            var position = 1
            while position < bytes.count {
                if bytes[position] == 0x3A, bytes[position - 1] == 0x5D { return true }
                position += 1
            }
            return false
        }
    }

    private mutating func readBlocks() {
        var masked = source
        let mask = EscapeMask(masking: &masked)
        let flattened = CommonMark.parse(masked, mask: mask, nestingLimit: options.nestingLimit, into: &tree)
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
        var pass = TablePass(tree: tree, lines: lines)
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
