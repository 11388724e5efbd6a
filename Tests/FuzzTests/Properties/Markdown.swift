import Diagnostics

@testable import Markdown

/// Reading a text never fails; its HTML is well nested and holds nothing that runs; every place lies inside the text.
func checkMarkdown(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    let flags = reader.byte()
    let bytes = reader.remainder()
    let source = String(decoding: bytes, as: UTF8.self)
    var options = MarkdownOptions()
    if flags & 0x80 != 0 { options = .gfm }
    if flags & 0x40 != 0 { options.nestingLimit = 5 }
    var document = MarkdownDocument(source, options: options)
    try checkPlaces(of: document, in: Array(source.utf8))
    if flags & 0x20 != 0 {
        document.mark([.init(line: 1, id: "step-a"), .init(line: 2, id: "step-a"), .init(line: 4, id: "a")])
    }
    var render = RenderOptions()
    render.headingLinks = flags & 1 != 0
    render.omitsTitle = flags & 2 != 0
    render.inline = flags & 4 != 0
    if flags & 8 != 0 { render.idPrefix = "p-" }
    if flags & 16 != 0 { render.rawHTML = .drop }
    render.headingShift = Int(flags >> 4 & 1)
    render.highlight = { info, code in highlight(code, language: info) }
    render.resolveImage = { source in source.hasPrefix("http") ? .link(source) : .keep }
    let html = document.html(render)
    let check = try HTMLCheck(html)
    if !render.omitsTitle {
        let anchors = Set(document.anchors.map { render.idPrefix + $0 })
        try require(check.ids == anchors || render.rawHTML == .drop, "ids \(check.ids) and anchors \(anchors)")
    }
    try require(document.html(render) == html, "written twice it differs")
}

func checkPlaces(of document: MarkdownDocument, in bytes: [UInt8]) throws(PropertyFailure) {
    let places = Places(bytes)
    for issue in document.issues {
        let column = issue.column ?? 1
        try require(
            places.holds(line: issue.line, column: column)
                && places.holds(line: issue.line, column: column + (issue.column == nil ? 0 : issue.length)),
            "\(issue.kind) at \(issue.line):\(column)+\(issue.length)"
        )
    }
    for link in document.links {
        try require(places.holds(line: link.line, column: 1), "the link \(link) in line \(link.line)")
        guard let column = link.column else { continue }
        try require(
            places.holds(line: link.line, column: column)
                && places.holds(line: link.line, column: column + link.length),
            "the link \(link)"
        )
    }
    for span in document.codeSpans {
        try require(places.holds(line: span.line, column: span.column ?? 1), "the code \(span)")
    }
    for heading in document.headings { try require(places.holds(line: heading.line, column: 1), "\(heading)") }
    for item in document.taskItems { try require(places.holds(line: item.line, column: 1), "\(item)") }
    for block in document.codeBlocks { try require(places.holds(line: block.line, column: 1), "\(block)") }
    _ = document.sections
    _ = document.plainText
}

/// Without its tags the HTML of highlighted code is the code, to the byte.
func checkHighlight(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    let languages = ["sh", "console", "sql", "promql", "python", "go", "json", "yaml", "toml", "ini", "diff"]
    let language = languages[reader.number(languages.count)]
    let code = String(decoding: reader.remainder(), as: UTF8.self)
    guard let html = highlight(code, language: language) else { throw PropertyFailure("no \(language)") }
    let check = try HTMLCheck(html)
    try require(check.text == Array(code.utf8), "the code has changed")
}
