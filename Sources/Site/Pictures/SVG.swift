internal import Markdown

/// A picture drawn at build time: shapes and words with classes, colours are the theme's.
struct SVG {
    let width: Int
    let height: Int
    private var body = ""

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) {
        add("<line class=\"\(name)\" x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\"/>")
    }

    mutating func rect(
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        _ name: String,
        title: String? = nil
    ) {
        let inside = title.map { "<title>\(HTMLText.escape($0))</title>" } ?? ""
        add(
            "<rect class=\"\(name)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\">\(inside)</rect>"
        )
    }

    /// - Parameter anchor: `start`, `middle` or `end`.
    mutating func text(_ x: Double, _ y: Double, _ text: String, _ name: String, anchor: String = "start") {
        add(
            "<text class=\"\(name)\" x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor)\">\(HTMLText.escape(text))</text>"
        )
    }

    /// Markup that is already safe.
    mutating func add(_ markup: String) { body += markup + "\n" }

    /// The picture as a group of things that can be reached, with a name.
    func group(label: String) -> String {
        markup("", "<g role=\"group\" aria-label=\"\(HTMLText.escape(label))\">\n\(body)</g>\n")
    }

    /// The picture as one image, told by a text.
    func image(label: String) -> String { markup("role=\"img\" aria-label=\"\(HTMLText.escape(label))\" ", body) }

    private func markup(_ attributes: String, _ body: String) -> String {
        "<svg \(attributes)viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\">\n\(body)</svg>\n"
    }

    private func n(_ value: Double) -> String { Self.number(value) }

    /// With one decimal at most, the same on every machine.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let rest = abs(tenths) % 10
        return "\(sign)\(abs(tenths) / 10)\(rest == 0 ? "" : ".\(rest)")"
    }
}
