/// A heading of a document.
package struct Heading: Sendable, Equatable {
    package var level: Int
    package var text: String
    /// GitHub's anchor, unique in the document; empty where `MarkdownOptions.headingAnchors` is off.
    package var anchor: String
    package var line: Int
}

/// A link or a picture.
package struct Link: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case link, image
        /// An address that stands in the text as it is.
        case autolink
    }

    package var kind: Kind
    /// As written, escapes resolved, not percent-encoded.
    package var destination: String
    package var title: String
    package var text: String
    package var line: Int
    /// Where the destination stands in the line: 1-based, in code points; nil where it does not stand there.
    package var column: Int?
    /// Of the destination, in code points.
    package var length: Int

    package init(
        kind: Kind,
        destination: String,
        title: String,
        text: String,
        line: Int,
        column: Int?,
        length: Int
    ) {
        self.kind = kind
        self.destination = destination
        self.title = title
        self.text = text
        self.line = line
        self.column = column
        self.length = length
    }
}

package struct CodeSpan: Sendable, Equatable {
    package var text: String
    package var line: Int
    /// Of the first character after the backticks: 1-based, in code points; nil where it was not found.
    package var column: Int?
}

/// An item of a task list.
package struct TaskItem: Sendable, Equatable {
    package var text: String
    /// `item-` and the slug of the text or the item's own name; empty where `MarkdownOptions.taskAnchors` is off.
    package var anchor: String
    package var isChecked: Bool
    package var line: Int
}

/// A fenced or indented block of code.
package struct CodeBlock: Sendable, Equatable {
    /// All that stands behind the fence; empty for indented code.
    package var info: String
    package var text: String
    /// The block's first line (of the fence, where there is one).
    package var line: Int
}
