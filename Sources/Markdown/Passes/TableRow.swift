/// The cells of one line of a table, as GitHub splits it: at every pipe without a backslash, in code spans too.
enum TableRow {
    /// The ranges of the cells, without the white space around them. At most `limit`; `isCut` says that there were more.
    static func cells(_ line: ArraySlice<UInt8>, limit: Int) -> (cells: [Range<Int>], isCut: Bool) {
        let row = line.trimmed
        var cells: [Range<Int>] = []
        var position = row.startIndex
        if row.first == 0x7C { position += 1 }
        var start = position
        while position < row.endIndex {
            let byte = row[position]
            if byte == 0x5C, position + 1 < row.endIndex, row[position + 1].isPunctuation {
                position += 2
            } else if byte == 0x7C {
                if cells.count == limit { return (cells, true) }
                cells.append(trim(row, start..<position))
                position += 1
                start = position
            } else {
                position += 1
            }
        }
        if start < row.endIndex {
            if cells.count == limit { return (cells, true) }
            cells.append(trim(row, start..<row.endIndex))
        }
        return (cells, false)
    }

    private static func trim(_ row: ArraySlice<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let cell = row[range].trimmed
        return cell.startIndex..<cell.endIndex
    }

    /// The alignments that a delimiter row (`| --- | :-: |`) gives; nil for every other line.
    static func alignments(_ line: ArraySlice<UInt8>, limit: Int) -> [Alignment]? {
        for byte in line where byte != 0x2D && byte != 0x7C && byte != 0x3A && !byte.isWhitespace { return nil }
        let (cells, _) = cells(line, limit: limit)
        guard !cells.isEmpty else { return nil }
        var result: [Alignment] = []
        for cell in cells {
            let bytes = line[cell]
            guard let first = bytes.first, let last = bytes.last else { return nil }
            let startsWithColon = first == 0x3A
            let endsWithColon = last == 0x3A
            let dashes = bytes.dropFirst(startsWithColon ? 1 : 0).dropLast(endsWithColon ? 1 : 0)
            guard !dashes.isEmpty, dashes.allSatisfy({ $0 == 0x2D }) else { return nil }
            switch (startsWithColon, endsWithColon) {
            case (true, true): result.append(.center)
            case (true, false): result.append(.left)
            case (false, true): result.append(.right)
            case (false, false): result.append(.none)
            }
        }
        return result
    }

    enum Alignment: Int32, Sendable {
        case none, left, center, right
    }

    /// The cell's Markdown: `\|` is a pipe.
    static func unescaped(_ cell: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(cell.count)
        for (position, byte) in zip(cell.indices, cell) {
            if byte == 0x5C, position + 1 < cell.endIndex, cell[position + 1] == 0x7C { continue }
            result.append(byte)
        }
        return result
    }
}
