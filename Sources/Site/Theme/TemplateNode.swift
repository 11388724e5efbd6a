/// A part of a template, as it is written in Mustache (mustache.github.io, inheritance included).
indirect enum TemplateNode {
    /// Text between tags, its standalone lines' blanks and newlines taken away.
    case text([UInt8])
    /// `{{name}}`, or `{{{name}}}` where it is not escaped.
    case variable(TemplateTag, isEscaped: Bool)
    /// `{{#name}}…{{/name}}`, or `{{^name}}…{{/name}}` where it is inverted.
    case section(TemplateTag, [TemplateNode], isInverted: Bool)
    /// `{{> name}}`; the blanks before one that has a line for itself stand before each of the partial's lines.
    case partial(TemplateTag, indentation: [UInt8])
    /// `{{< name}}…{{/name}}`: another template with some of its blocks filled otherwise.
    case parent(TemplateTag, blocks: [TemplateBlock])
    /// `{{$name}}…{{/name}}`: a place that a template which extends this one may fill.
    case block(TemplateBlock)
}

/// A name in a template and its place.
struct TemplateTag {
    let name: String
    let line: Int
    let column: Int
}

struct TemplateBlock {
    let tag: TemplateTag
    let nodes: [TemplateNode]
}
