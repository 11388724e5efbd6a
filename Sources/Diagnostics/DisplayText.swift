/// A text of somebody's content as a terminal may show it: nothing in it can move the cursor, change colours or turn
/// the direction of what stands beside it, and the width of each part is known.
struct DisplayText {
    /// A code point of the source and what is shown for it.
    struct Cell {
        let text: String
        /// In columns of a terminal: 0, 1 or 2; a tab has as many as it takes to the next stop.
        let width: Int
    }

    /// One cell a code point, so that columns of diagnostics index them.
    private(set) var cells: [Cell] = []
    /// Holds letters that are written from right to left.
    private(set) var isRightToLeft = false

    static let tabStop = 4

    init(_ text: some StringProtocol) {
        var column = 0
        for character in text {
            let scalars = character.unicodeScalars
            for (index, scalar) in scalars.enumerated() {
                let cell: Cell
                if scalar == "\t" {
                    let width = Self.tabStop - column % Self.tabStop
                    cell = Cell(text: String(repeating: " ", count: width), width: width)
                } else if let standIn = Self.standIn(for: scalar) {
                    cell = Cell(text: String(standIn), width: 1)
                } else {
                    // The marks, joiners and further parts of a character stand in the columns of its first.
                    cell = Cell(text: String(scalar), width: index == 0 ? DisplayWidth.columns(of: scalars) : 0)
                }
                isRightToLeft = isRightToLeft || DisplayWidth.isRightToLeft(scalar)
                column += cell.width
                cells.append(cell)
            }
        }
    }

    /// On one line, for messages and names.
    static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\t" || standIn(for: $0) != nil }) else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0 == "\t" || $0 == "\n" ? " " : standIn(for: $0) ?? $0 }
            )
        )
    }

    /// What is shown for a code point that a terminal would obey: the control pictures of Unicode, else a replacement.
    private static func standIn(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x2028, 0x2029, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
        default: nil
        }
    }
}
