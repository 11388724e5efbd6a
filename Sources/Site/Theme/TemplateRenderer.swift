internal import Mustache

/// A theme's layouts, ready to render. The one file that knows the template library.
struct TemplateRenderer: Sendable {
    private let library: MustacheLibrary

    /// - Throws: `ThemeError` where a template can't be read.
    init(templates: [String: String], file: (_ name: String) -> String) throws(ThemeError) {
        var library = MustacheLibrary()
        for (name, text) in templates.sorted(by: { $0.key < $1.key }) {
            do {
                try library.register(text, named: name)
            } catch let error as MustacheTemplate.ParserError {
                let place = "\(file(name)):\(error.context.lineNumber):\(error.context.columnNumber)"
                throw ThemeError("\(place): error: the template can't be read: \(error.error)")
            } catch {
                throw ThemeError("\(file(name)): error: the template can't be read: \(error)")
            }
        }
        self.library = library
    }

    /// The page's bytes; empty where the theme has no such layout.
    func render(_ layout: String, _ page: some TemplateObject) -> [UInt8] {
        Array((library.render(MustacheObject(object: page), withTemplate: "layouts/\(layout)") ?? "").utf8)
    }
}

/// A theme can't be used; the text says why, at file:line where there is one.
package struct ThemeError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// An object as the library looks into it.
private struct MustacheObject: MustacheParent {
    let object: any TemplateObject

    func child(named name: String) -> Any? {
        guard let index = type(of: object).shape.index(of: name) else { return nil }
        switch object.value(at: index) {
        case .none: return Absent()
        case .text(let text), .html(let text): return text
        case .flag(let flag): return flag
        case .object(let object): return MustacheObject(object: object)
        case .list(let list): return list.map { MustacheObject(object: $0) }
        }
    }
}

/// A member that the object has and that is empty: the search for its name ends here.
private struct Absent: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}
