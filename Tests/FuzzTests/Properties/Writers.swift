import Diagnostics
import Foundation

@testable import Site

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Any value: another parser reads from the text what was written.
func checkJSON(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    try checkIsJSON(json(&reader, depth: 0))
}

private func json(_ reader: inout InputReader, depth: Int) -> JSON {
    switch reader.number(depth > 8 ? 5 : 7) {
    case 0: .null
    case 1: .bool(reader.byte() & 1 == 0)
    case 2: .int(reader.integer())
    case 3: JSON(number: Double(bitPattern: UInt64(bitPattern: Int64(reader.integer()))))
    case 4: .string(reader.text())
    case 5: .array((0..<reader.number(6)).map { _ in json(&reader, depth: depth + 1) })
    default:
        .object(
            Dictionary((0..<reader.number(6)).map { _ in (reader.text(), json(&reader, depth: depth + 1)) }) { $1 }
        )
    }
}

/// A value as our writer puts it is read the same by Foundation, and spread over lines no different.
func checkIsJSON(_ value: JSON) throws(PropertyFailure) {
    for compact in [true, false] {
        let bytes = value.encoded(compact: compact)
        guard let read = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
            throw PropertyFailure("no JSON: \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        try require(isSame(value, read), "\(value) is read as \(read)")
    }
}

private func isSame(_ value: JSON, _ read: Any) -> Bool {
    switch value {
    case .null: read is NSNull
    case .bool(let flag): (read as? NSNumber)?.boolValue == flag
    case .int(let number): (read as? NSNumber)?.int64Value == Int64(number)
    // Foundation goes by decimal numbers on Linux, which lose the last digit of a number.
    case .number(let text): isNear((read as? NSNumber)?.doubleValue, Double(text))
    // To the code point: strings are equal in Swift where they only look the same.
    case .string(let text):
        (read as? String).map { withoutMark($0).elementsEqual(withoutMark(text)) } ?? false
    case .array(let items):
        (read as? [Any]).map { $0.count == items.count && zip(items, $0).allSatisfy { isSame($0, $1) } } ?? false
    case .object(let members):
        (read as? [String: Any]).map { isSame(members, $0) } ?? false
    }
}

private func isSame(_ members: [String: JSON], _ read: [String: Any]) -> Bool {
    // Two keys may be one for Foundation.
    if Set(members.keys.map { String(withoutMark($0)) }).count < members.count { return true }
    let found = Dictionary(read.map { (String(withoutMark($0)), $1) }) { first, _ in first }
    return found.count == members.count
        && members.allSatisfy { key, value in found[String(withoutMark(key))].map { isSame(value, $0) } ?? false }
}

/// Foundation drops byte order marks.
private func withoutMark(_ text: String) -> String.UnicodeScalarView { text.unicodeScalars.filter { $0 != "\u{FEFF}" } }

private func isNear(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return false }
    return left == right || abs(left - right) <= abs(right) * 1e-14
}

/// Texts in a calendar and in XML: each comes back from a reader of the standard, and no line or element is added.
func checkFeeds(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    let summary = reader.text()
    let category = reader.text()
    try checkCalendar(summary, category)
    try checkXML(summary, category)
}

private func checkCalendar(_ summary: String, _ category: String) throws(PropertyFailure) {
    let component = CalendarComponent(
        name: "VEVENT",
        properties: [
            CalendarProperty("SUMMARY", .text(summary)), CalendarProperty("CATEGORIES", .texts([category, summary])),
            CalendarProperty("URL", .address(category)),
        ]
    )
    let lines = Array(component.stream.split(separator: 0x0A, omittingEmptySubsequences: false))
    var unfolded: [[UInt8]] = []
    for line in lines.dropLast() {
        try require(line.last == 0x0D && line.count <= 76, "a line of \(line.count) bytes")
        let content = line.dropLast()
        try require(!content.contains(0x0D), "a return inside of a line")
        try require(String(validating: content, as: UTF8.self) != nil, "a character is cut")
        if content.first == 0x20, !unfolded.isEmpty {
            unfolded[unfolded.count - 1] += content.dropFirst()
        } else {
            unfolded.append(Array(content))
        }
    }
    try require(lines.last?.isEmpty == true, "the last line has no end")
    let texts = unfolded.map { String(decoding: $0, as: UTF8.self) }
    try require(texts.count == 5 && texts[0] == "BEGIN:VEVENT" && texts[4] == "END:VEVENT", "lines are added: \(texts)")
    try require(values(texts[1], "SUMMARY:") == [plain(summary)], "\(texts[1]) is not the summary")
    try require(
        values(texts[2], "CATEGORIES:") == [plain(category), plain(summary)],
        "\(texts[2]) are not the categories"
    )
}

/// The values of a line, read as section 3.3.11 of RFC 5545 says.
private func values(_ line: String, _ name: String) -> [[Unicode.Scalar]]? {
    guard line.utf8.starts(with: name.utf8) else { return nil }
    var values: [[Unicode.Scalar]] = [[]]
    var scalars = line.unicodeScalars.dropFirst(name.utf8.count)
    while let scalar = scalars.popFirst() {
        switch scalar {
        case ",": values.append([])
        case ";": return nil
        case "\\":
            guard let next = scalars.popFirst(), ["\\", ";", ",", "n", "N"].contains(next) else { return nil }
            values[values.count - 1].append(next == "n" || next == "N" ? "\n" : next)
        default: values[values.count - 1].append(scalar)
        }
    }
    return values
}

/// A text as a calendar can hold it: line ends of every kind as one, no control characters.
private func plain(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
        defer { last = scalar }
        if scalar == "\n", last == "\r" { continue }
        if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) {
            result.append("\n")
        } else if scalar == "\t" || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)) {
            result.append(scalar)
        }
    }
    return result
}

private func checkXML(_ text: String, _ value: String) throws(PropertyFailure) {
    let element = XMLElement("a", [.init("b", value)], [XMLElement("c", text: text)])
    let reader = XMLReader()
    let parser = XMLParser(data: Data(element.document))
    parser.delegate = reader
    try require(parser.parse(), "no XML: \(String(decoding: element.document, as: UTF8.self).debugDescription)")
    try require(reader.names == ["a", "c"], "elements \(reader.names)")
    let replaced = text.unicodeScalars.map { isXML($0) ? $0 : "\u{FFFD}" }
    try require(
        Array(reader.text.unicodeScalars) == replaced,
        "\(text.debugDescription) is read as \(reader.text.debugDescription)"
    )
    let attribute = value.unicodeScalars.map { isXML($0) ? $0 : "\u{FFFD}" }
    try require(
        Array(reader.value.unicodeScalars) == attribute,
        "\(value.debugDescription) is read as \(reader.value.debugDescription)"
    )
}

private func isXML(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF || ["\t", "\n", "\r"].contains(scalar)
}

private final class XMLReader: NSObject, XMLParserDelegate {
    var names: [String] = []
    var value = ""
    var text = ""
    private var isInText = false

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        names.append(name)
        isInText = name == "c"
        if let value = attributes["b"] { self.value = value }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if isInText { text += string }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        isInText = false
    }
}
