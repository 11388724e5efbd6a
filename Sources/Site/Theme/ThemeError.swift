/// A theme can't be used; the text says why, at file:line:column where there is such a place.
package struct ThemeError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// - Parameter locations: Where each template stands, by its name.
    init(_ problems: [TemplateProblem], _ locations: [String: String]) {
        func file(_ place: TemplatePlace) -> String { locations[place.template] ?? place.template }
        func order(_ problem: TemplateProblem) -> (String, Int, Int, String) {
            (file(problem.place), problem.place.line, problem.place.column, problem.message)
        }
        var lines: [String] = []
        var last: TemplateProblem?
        for problem in problems.sorted(by: { order($0) < order($1) }) {
            // A partial that is put in twice is wrong once; one of the places where it is put in is enough to see why.
            if let last, order(last) == order(problem) { continue }
            last = problem
            let place = "\(file(problem.place)):\(problem.place.line):\(problem.place.column)"
            let includer = problem.includer.map { " (put in at \(file($0)):\($0.line):\($0.column))" } ?? ""
            lines.append("\(place): error: \(problem.message)\(includer)")
        }
        description = lines.joined(separator: "\n")
    }
}

/// A place in a template.
struct TemplatePlace: Hashable {
    /// The template's name: `layouts/release`.
    let template: String
    let line: Int
    let column: Int
}

/// What is wrong at a place of a template.
struct TemplateProblem {
    let place: TemplatePlace
    let message: String
    /// Where another template puts this one in, which may not have what it names.
    let includer: TemplatePlace?
}
