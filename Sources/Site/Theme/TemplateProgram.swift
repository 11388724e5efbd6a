/// A layout with its partials, ready to render: each name is resolved to the member that it stands for.
struct TemplateProgram: Sendable {
    /// Where a value is found: in which of the objects that are open, and by which members from there.
    struct Place: Sendable {
        /// From the page itself, which is 0, inwards.
        let level: Int
        let path: [Int]
    }

    indirect enum Operation: Sendable {
        case literal([UInt8])
        case text(Place)
        case markup(Place)
        /// Over a list once an item, over anything else where it is there.
        case section(Place, [Operation])
        case inverted(Place, [Operation])
    }

    let operations: [Operation]

    /// The page's bytes.
    func render(_ page: some TemplateObject) -> [UInt8] {
        var rendering = Rendering(page)
        rendering.run(operations)
        return rendering.bytes
    }
}

private struct Rendering {
    private(set) var bytes: [UInt8] = []
    private var open: [TemplateValue]

    init(_ page: some TemplateObject) {
        open = [.object(page)]
        bytes.reserveCapacity(1 << 16)
    }

    mutating func run(_ operations: [TemplateProgram.Operation]) {
        for operation in operations {
            switch operation {
            case .literal(let text): bytes.append(contentsOf: text)
            case .text(let place): if case .text(let text) = value(at: place) { append(escaped: text) }
            case .markup(let place):
                if case .html(let markup) = value(at: place) { bytes.append(contentsOf: markup.utf8) }
            case .section(let place, let inside): run(inside, over: value(at: place))
            case .inverted(let place, let inside): if !value(at: place).isThere { run(inside) }
            }
        }
    }

    private mutating func run(_ operations: [TemplateProgram.Operation], over value: TemplateValue) {
        switch value {
        case .none: return
        case .flag(let isSet): if isSet { run(operations) }
        case .list(let items):
            for item in items {
                open.append(.object(item))
                run(operations)
                open.removeLast()
            }
        case .text, .html, .object:
            open.append(value)
            run(operations)
            open.removeLast()
        }
    }

    private func value(at place: TemplateProgram.Place) -> TemplateValue {
        var value = open[place.level]
        for index in place.path {
            guard case .object(let object) = value else { return .none }
            value = object.value(at: index)
        }
        return value
    }

    /// The bytes and not the characters are looked at: a mark that joins a quote makes another character of it, and
    /// still ends an attribute.
    private mutating func append(escaped text: String) {
        var text = text
        // Unsafe: every text of every page comes by here; its bytes are lent for as long as they are looked at.
        text.withUTF8 { source in
            var start = 0
            for (index, byte) in source.enumerated() {
                guard let entity = Self.entity(byte) else { continue }
                bytes.append(contentsOf: source[start..<index])
                bytes.append(contentsOf: entity.utf8)
                start = index + 1
            }
            bytes.append(contentsOf: source[start...])
        }
    }

    private static func entity(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }

}

extension TemplateValue {
    fileprivate var isThere: Bool {
        switch self {
        case .none: false
        case .flag(let isSet): isSet
        case .list(let items): !items.isEmpty
        case .text, .html, .object: true
        }
    }
}
