internal import Diagnostics

/// Looks whether each name of a layout and its partials is a value that the page has.
struct TemplateCheck {
    struct Problem: Equatable {
        let template: String
        let line: Int
        let column: Int
        let message: String
    }

    /// Templates by name; partials as `partials/name`.
    let templates: [String: String]
    private(set) var problems: [Problem] = []
    private var visited: Set<String> = []

    init(templates: [String: String]) { self.templates = templates }

    mutating func check(_ template: String, showing shape: TemplateShape) {
        check(template, in: [shape])
    }

    private mutating func check(_ template: String, in stack: [TemplateShape]) {
        let visit = ([template] + stack.map(\.name)).joined(separator: ">")
        guard let text = templates[template], visited.insert(visit).inserted else { return }
        var stack = stack
        var open: [(name: String, pushes: Bool)] = []
        for tag in TemplateScanner.tags(in: text) {
            switch tag.kind {
            case .variable, .unescaped: checkVariable(tag, stack, template)
            case .section, .inverted:
                let inner = tag.kind == .section ? innerShape(tag, stack, template) : nil
                if tag.kind == .inverted { _ = innerShape(tag, stack, template) }
                if let inner { stack.append(inner) }
                open.append((tag.name, inner != nil))
            case .block: open.append((tag.name, false))
            case .parent:
                checkPartial(tag, stack, template)
                open.append((tag.name, false))
            case .partial: checkPartial(tag, stack, template)
            case .end:
                guard let last = open.popLast(), last.name == tag.name else {
                    report("`{{/\(tag.name)}}` closes what is not open", tag, template)
                    return
                }
                if last.pushes { stack.removeLast() }
            }
        }
        if let last = open.last {
            problems.append(Problem(template: template, line: 1, column: 1, message: "`\(last.name)` is not closed"))
        }
    }

    private mutating func checkPartial(_ tag: TemplateTag, _ stack: [TemplateShape], _ template: String) {
        guard templates[tag.name] != nil else { return report("there is no template `\(tag.name)`", tag, template) }
        check(tag.name, in: stack)
    }

    private mutating func checkVariable(_ tag: TemplateTag, _ stack: [TemplateShape], _ template: String) {
        if tag.name == "." { return }
        guard let kind = kind(of: tag, stack, template) else { return }
        switch (kind, tag.kind) {
        case (.text, .unescaped):
            report("`\(tag.name)` is a text: write `{{\(tag.name)}}`, so that it is escaped", tag, template)
        case (.html, .variable): report("`\(tag.name)` is markup: write `{{{\(tag.name)}}}`", tag, template)
        case (.object, _), (.list, _), (.flag, _):
            report("`\(tag.name)` is no text: write `{{#\(tag.name)}}`", tag, template)
        default: break
        }
    }

    /// The shape that a section looks into, or `nil` where it only asks whether something is there.
    private mutating func innerShape(_ tag: TemplateTag, _ stack: [TemplateShape], _ template: String) -> TemplateShape?
    {
        switch kind(of: tag, stack, template) {
        case .object(let shape), .list(let shape): shape()
        default: nil
        }
    }

    private mutating func kind(of tag: TemplateTag, _ stack: [TemplateShape], _ template: String) -> TemplateShape.Kind?
    {
        let names = tag.name.split(separator: ".").map(String.init)
        guard let first = names.first else { return nil }
        for shape in stack.reversed() {
            guard let index = shape.index(of: first) else { continue }
            return kind(of: names.dropFirst(), shape.members[index].kind, tag, template)
        }
        let known = stack.flatMap { $0.members.map(\.name) }
        let hint = suggestion(for: first, among: known).map { "; did you mean `\($0)`?" } ?? ""
        report("\(stack.last?.name ?? "the page") has no value `\(first)`\(hint)", tag, template)
        return nil
    }

    private mutating func kind(
        of names: ArraySlice<String>,
        _ kind: TemplateShape.Kind,
        _ tag: TemplateTag,
        _ template: String
    ) -> TemplateShape.Kind? {
        guard let name = names.first else { return kind }
        guard case .object(let shape) = kind, let index = shape().index(of: name) else {
            report("`\(tag.name)`: there is no `\(name)` in it", tag, template)
            return nil
        }
        return self.kind(of: names.dropFirst(), shape().members[index].kind, tag, template)
    }

    private mutating func report(_ message: String, _ tag: TemplateTag, _ template: String) {
        problems.append(Problem(template: template, line: tag.line, column: tag.column, message: message))
    }
}
