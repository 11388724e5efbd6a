/// A theme can't be used; the text says why, at file:line:column where there is such a place.
package struct ThemeError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// What is wrong at a place of a template.
struct TemplateProblem: Hashable {
    /// The template's name: `layouts/release`.
    let template: String
    let line: Int
    let column: Int
    let message: String
}
