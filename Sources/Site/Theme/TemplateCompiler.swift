internal import Diagnostics

/// Makes programs of templates: fits partials and parents in, and finds for each name the member that it stands for.
/// A name that the page does not have is a problem at its place, else the build would leave an empty place.
struct TemplateCompiler {
    private let templates: [String: [TemplateNode]]
    private(set) var problems: [TemplateProblem] = []
    /// The names of the templates that pages are made of.
    private(set) var used: Set<String> = []
    private var operationCount = 0

    /// Partials that hold each other twice grow without end.
    private static let operationLimit = 200_000

    /// - Parameter templates: The texts by name; partials as `partials/name`.
    init(templates: [String: String]) {
        var nodes: [String: [TemplateNode]] = [:]
        for (name, text) in templates.sorted(by: { $0.key < $1.key }) {
            let parser = TemplateParser(Array(text.utf8), template: name)
            nodes[name] = parser.nodes
            problems += parser.problems
        }
        self.templates = nodes
    }

    mutating func compile(_ layout: String, showing shape: TemplateShape) -> TemplateProgram {
        var compiled = Compiled()
        operationCount = 0
        used.insert(layout)
        compile(
            layout,
            Context(template: layout, scopes: [.object(shape)], including: [.init(template: layout, place: nil)]),
            &compiled
        )
        return TemplateProgram(operations: compiled.operations)
    }

    // MARK: What is open at a place

    private enum Scope {
        case object(TemplateShape)
        case text, markup
    }

    private struct Inclusion {
        let template: String
        let place: TemplatePlace?
    }

    private struct Context {
        var template: String
        /// As the values that are open when the program runs.
        var scopes: [Scope]
        /// The templates that lead here, each with the place in the one before where it is put in.
        var including: [Inclusion]
        /// What stands in the blocks, from the templates that extend this one, and where that is written.
        var blocks: [String: (block: TemplateBlock, context: String)] = [:]
        var indentation: [UInt8] = []

        func opening(_ scope: Scope?) -> Context {
            var context = self
            if let scope { context.scopes.append(scope) }
            return context
        }
    }

    /// Operations as they come, text joined.
    private struct Compiled {
        private(set) var operations: [TemplateProgram.Operation] = []
        /// The blocks that were met.
        var blockNames: Set<String> = []
        var isAtLineStart = true

        mutating func add(_ operation: TemplateProgram.Operation) {
            if case .literal(let text) = operation, case .literal(let before)? = operations.last {
                operations[operations.count - 1] = .literal(before + text)
            } else {
                operations.append(operation)
            }
        }
    }

    // MARK: Nodes

    private mutating func compile(_ template: String, _ context: Context, _ compiled: inout Compiled) {
        compile(templates[template] ?? [], context, &compiled)
    }

    private mutating func compile(_ nodes: [TemplateNode], _ context: Context, _ compiled: inout Compiled) {
        for node in nodes {
            operationCount += 1
            guard operationCount <= Self.operationLimit else { return }
            if operationCount == Self.operationLimit {
                let tag = TemplateTag(name: "", line: 1, column: 1)
                report("the template grows too large: partials hold each other again and again", tag, context)
                return
            }
            switch node {
            case .text(let text):
                compiled.add(.literal(indented(text, context, isAtLineStart: compiled.isAtLineStart)))
                compiled.isAtLineStart = text.last == 0x0A
            case .variable(let tag, let isEscaped):
                if compiled.isAtLineStart, !context.indentation.isEmpty { compiled.add(.literal(context.indentation)) }
                addVariable(tag, isEscaped, context, &compiled)
                compiled.isAtLineStart = false
            case .section(let tag, let inside, let isInverted):
                addSection(tag, inside, isInverted, context, &compiled)
            case .partial(let tag, let indentation): addPartial(tag, indentation, context, &compiled)
            case .parent(let tag, let blocks): addParent(tag, blocks, context, &compiled)
            case .block(let block):
                compiled.blockNames.insert(block.tag.name)
                var inner = context
                if let given = context.blocks[block.tag.name] {
                    inner.template = given.context
                    compile(given.block.nodes, inner, &compiled)
                } else {
                    compile(block.nodes, inner, &compiled)
                }
            }
        }
    }

    private func indented(_ text: [UInt8], _ context: Context, isAtLineStart: Bool) -> [UInt8] {
        guard !context.indentation.isEmpty else { return text }
        var result: [UInt8] = isAtLineStart ? context.indentation : []
        for (index, byte) in text.enumerated() {
            result.append(byte)
            if byte == 0x0A, index + 1 < text.count { result += context.indentation }
        }
        return result
    }

    private mutating func addVariable(
        _ tag: TemplateTag,
        _ isEscaped: Bool,
        _ context: Context,
        _ compiled: inout Compiled
    ) {
        guard let (place, kind) = find(tag, context) else { return }
        switch kind {
        case .text:
            if !isEscaped {
                report("`\(tag.name)` is a text: write `{{\(tag.name)}}`, so that it is escaped", tag, context)
            }
            compiled.add(.text(place))
        case .html:
            if isEscaped { report("`\(tag.name)` is markup: write `{{{\(tag.name)}}}`", tag, context) }
            compiled.add(.markup(place))
        case .flag, .object, .list: report("`\(tag.name)` is no text: write `{{#\(tag.name)}}`", tag, context)
        }
    }

    private mutating func addSection(
        _ tag: TemplateTag,
        _ inside: [TemplateNode],
        _ isInverted: Bool,
        _ context: Context,
        _ compiled: inout Compiled
    ) {
        guard let (place, kind) = find(tag, context) else { return }
        let scope: Scope? =
            switch kind {
            case .flag: nil
            case .text: .text
            case .html: .markup
            case .object(let shape), .list(let shape): .object(shape())
            }
        var inner = Compiled()
        inner.isAtLineStart = compiled.isAtLineStart
        compile(inside, context.opening(isInverted ? nil : scope), &inner)
        compiled.blockNames.formUnion(inner.blockNames)
        compiled.add(isInverted ? .inverted(place, inner.operations) : .section(place, inner.operations))
    }

    private mutating func addPartial(
        _ tag: TemplateTag,
        _ indentation: [UInt8],
        _ context: Context,
        _ compiled: inout Compiled
    ) {
        guard var inner = including(tag, context) else { return }
        inner.blocks = [:]
        inner.indentation += indentation
        compile(tag.name, inner, &compiled)
    }

    private mutating func addParent(
        _ tag: TemplateTag,
        _ blocks: [TemplateBlock],
        _ context: Context,
        _ compiled: inout Compiled
    ) {
        guard var inner = including(tag, context) else { return }
        for block in blocks where inner.blocks[block.tag.name] == nil {
            inner.blocks[block.tag.name] = (block, context.template)
        }
        let before = compiled.blockNames
        compiled.blockNames = []
        compile(tag.name, inner, &compiled)
        for block in blocks where !compiled.blockNames.contains(block.tag.name) {
            let hint = suggestion(for: block.tag.name, among: Array(compiled.blockNames))
            let words = hint.map { "; did you mean `\($0)`?" } ?? ""
            report("`\(tag.name)` has no block `\(block.tag.name)`\(words)", block.tag, context)
        }
        compiled.blockNames.formUnion(before)
    }

    /// The context inside another template; `nil` where there is no such template, or it is open already.
    private mutating func including(_ tag: TemplateTag, _ context: Context) -> Context? {
        guard templates[tag.name] != nil else {
            report("there is no template `\(tag.name)`", tag, context)
            return nil
        }
        guard !context.including.contains(where: { $0.template == tag.name }) else {
            report("`\(tag.name)` includes itself", tag, context)
            return nil
        }
        used.insert(tag.name)
        var inner = context
        inner.template = tag.name
        let place = TemplatePlace(template: context.template, line: tag.line, column: tag.column)
        inner.including.append(Inclusion(template: tag.name, place: place))
        return inner
    }

    // MARK: Names

    /// The innermost object that has the name's first part, and the members from there.
    private mutating func find(
        _ tag: TemplateTag,
        _ context: Context
    ) -> (TemplateProgram.Place, TemplateShape.Kind)? {
        let top = context.scopes.count - 1
        if tag.name == "." {
            switch context.scopes[top] {
            case .text: return (.init(level: top, path: []), .text)
            case .markup: return (.init(level: top, path: []), .html)
            case .object:
                report("`.` is no text here", tag, context)
                return nil
            }
        }
        let names = tag.name.split(separator: ".").map(String.init)
        guard let first = names.first else {
            report("`\(tag.name)` is no name", tag, context)
            return nil
        }
        for level in context.scopes.indices.reversed() {
            guard case .object(let shape) = context.scopes[level], let index = shape.index(of: first) else { continue }
            return follow(names.dropFirst(), from: shape.members[index].kind, level, [index], tag, context)
        }
        let shapes = context.scopes.compactMap { if case .object(let shape) = $0 { shape } else { nil } }
        let known = shapes.flatMap { $0.members.map(\.name) }
        let hint = suggestion(for: first, among: known).map { "; did you mean `\($0)`?" } ?? ""
        report("\(shapes.last?.name ?? "the page") has no value `\(first)`\(hint)", tag, context, isOfPage: true)
        return nil
    }

    private mutating func follow(
        _ names: ArraySlice<String>,
        from kind: TemplateShape.Kind,
        _ level: Int,
        _ path: [Int],
        _ tag: TemplateTag,
        _ context: Context
    ) -> (TemplateProgram.Place, TemplateShape.Kind)? {
        guard let name = names.first else { return (.init(level: level, path: path), kind) }
        guard case .object(let shape) = kind, let index = shape().index(of: name) else {
            var known: [String] = []
            if case .object(let shape) = kind { known = shape().members.map(\.name) }
            let hint = suggestion(for: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
            report("`\(tag.name)`: there is no `\(name)` in it\(hint)", tag, context)
            return nil
        }
        return follow(names.dropFirst(), from: shape().members[index].kind, level, path + [index], tag, context)
    }

    /// - Parameter isOfPage: The name is right on other pages: where the template is put in is what is wrong.
    private mutating func report(_ message: String, _ tag: TemplateTag, _ context: Context, isOfPage: Bool = false) {
        let place = TemplatePlace(template: context.template, line: tag.line, column: tag.column)
        let inclusion = isOfPage ? context.including.last { $0.template == context.template } : nil
        problems.append(TemplateProblem(place: place, message: message, includer: inclusion?.place))
    }
}
