/// The reference of themes in Markdown: what each template can name, from the shapes that templates are checked against.
package enum TemplateReference {
    /// The whole guide, front matter included.
    package static let guide: String = {
        var text = """
            ---
            title: What templates can name
            summary: For themes. Every value of every page kind, and the files of the default theme with the blocks that can be filled.
            order: 21
            ---

            # What templates can name

            Made by `rollbook theme values` from the same tables that templates are checked against: a template that names \
            anything else stops the build, at file, line and column. `rollbook theme values release` prints one entry on the \
            terminal. [Themes](themes.md) tells how they are used.

            | kind | written | shows |
            |---|---|---|
            | text | `{{name}}` | the text, escaped |
            | markup | `{{{name}}}` | markup that is safe already |
            | flag | `{{#name}} … {{/name}}` | what is inside, where it is true |
            | object | `{{#name}} … {{/name}}` or `{{name.title}}` | what is inside, with the object's own values |
            | list | `{{#name}} … {{/name}}` | what is inside, once for each item |

            `{{^name}} … {{/name}}` shows what is inside where the value is absent, false or empty. For each list `steps` there \
            is also a flag `has_steps`, for the heading above it.

            ## Layouts

            One for each kind of page. What is named in it is looked for in the page first.

            """
        for layout in Theme.layouts { text += "\n" + entry(layout: layout.name, layout.shape, level: 3) }
        text += "\n## Objects\n\nWhat the values of kind object and list hold.\n"
        for shape in objects { text += "\n" + entry(object: shape, level: 3) }
        text += "\n## Files of the default theme\n\n"
        text +=
            "`rollbook theme show partials/header.mustache` prints one. A block is a place that a template which extends "
        text += "this one may fill.\n\n| file | blocks |\n|---|---|\n"
        for file in files {
            text += "| `\(file.path)` | \(blocks(file.text).map { "`\($0)`" }.joined(separator: ", ")) |\n"
        }
        return text
    }()

    /// The entry of a layout or of an object, by its name.
    package static func entry(_ name: String) -> String? {
        let layout = Theme.layouts.first { $0.name == name }.map { entry(layout: $0.name, $0.shape, level: 1) }
        let object = objects.first { $0.name == name }.map { entry(object: $0, level: 1) }
        guard layout != nil || object != nil else { return nil }
        return [layout, object].compactMap(\.self).joined(separator: "\n")
    }

    /// What `entry` knows.
    package static var names: [String] { Theme.layouts.map(\.name) + objects.map(\.name) }

    /// The templates and assets of the default theme, by path.
    package static let files: [(path: String, text: String)] =
        carriedThemeFiles.map { ($0.path, $0.text) }.sorted { $0.path < $1.path }

    // MARK: Entries

    private static func entry(layout name: String, _ shape: TemplateShape, level: Int) -> String {
        let heading = String(repeating: "#", count: level) + " Layout \(name)"
        return "\(heading)\n\n`layouts/\(name).mustache`\n\n" + table(shape)
    }

    private static func entry(object shape: TemplateShape, level: Int) -> String {
        String(repeating: "#", count: level) + " Object \(shape.name)\n\n" + table(shape)
    }

    private static func table(_ shape: TemplateShape) -> String {
        var text = "| value | kind | what it is |\n|---|---|---|\n"
        let lists = Set(shape.members.compactMap { if case .list = $0.kind { "has_\($0.name)" } else { nil } })
        for member in shape.members where !lists.contains(member.name) {
            text += "| `\(member.name)` | \(words(member.kind)) | \(member.summary) |\n"
        }
        return text
    }

    private static func words(_ kind: TemplateShape.Kind) -> String {
        switch kind {
        case .text: "text"
        case .html: "markup"
        case .flag: "flag"
        case .object(let shape): "object: \(link(shape()))"
        case .list(let shape): "list: \(link(shape()))"
        }
    }

    private static func link(_ shape: TemplateShape) -> String {
        "[\(shape.name)](#object-\(String(shape.name.map { $0 == " " ? "-" : $0 })))"
    }

    // MARK: What there is

    /// All objects below the pages, by name. A name stands for one shape.
    static let objects: [TemplateShape] = {
        var found: [String: TemplateShape] = [:]
        func visit(_ shape: TemplateShape) {
            for member in shape.members {
                guard let inner = member.kind.inner, found[inner.name] == nil else { continue }
                found[inner.name] = inner
                visit(inner)
            }
        }
        for layout in Theme.layouts { visit(layout.shape) }
        return found.values.sorted { $0.name < $1.name }
    }()

    /// The names of the blocks that a template has: `{{$title}}`.
    private static func blocks(_ text: String) -> [String] {
        var names: [String] = []
        // A template that fills the blocks of another declares none of them.
        guard !text.contains("{{<") else { return [] }
        for part in text.split(separator: "{{$", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "}") else { continue }
            names.append(String(part[..<end]))
        }
        return names
    }
}

extension TemplateShape.Kind {
    fileprivate var inner: TemplateShape? {
        switch self {
        case .text, .html, .flag: nil
        case .object(let shape), .list(let shape): shape()
        }
    }
}
