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

    /// What is done, one after the other: numbers alone, so that doing it counts no references.
    fileprivate struct Instruction: Sendable {
        enum Kind: Sendable { case literal, text, markup, section, inverted }

        let kind: Kind
        /// As in `Place`.
        var level = 0
        /// The members, as a range of `members`; of a literal the range of its bytes.
        var range = 0..<0
        /// Behind the last instruction of a section.
        var end = 0
    }

    fileprivate private(set) var instructions: [Instruction] = []
    fileprivate private(set) var literals: [UInt8] = []
    fileprivate private(set) var members: [Int] = []

    init(operations: [Operation]) {
        for operation in operations { add(operation) }
    }

    private mutating func add(_ operation: Operation) {
        switch operation {
        case .literal(let text):
            let start = literals.count
            literals += text
            instructions.append(Instruction(kind: .literal, range: start..<literals.count))
        case .text(let place): add(.text, place)
        case .markup(let place): add(.markup, place)
        case .section(let place, let inside): add(.section, place, inside)
        case .inverted(let place, let inside): add(.inverted, place, inside)
        }
    }

    private mutating func add(_ kind: Instruction.Kind, _ place: Place, _ inside: [Operation] = []) {
        let index = instructions.count
        let start = members.count
        members += place.path
        instructions.append(Instruction(kind: kind, level: place.level, range: start..<members.count))
        for operation in inside { add(operation) }
        instructions[index].end = instructions.count
    }

    /// The page's bytes.
    func render(_ page: some TemplateObject) -> [UInt8] {
        var rendering = Rendering(page, self)
        rendering.run(instructions.indices)
        return rendering.bytes
    }
}

private struct Rendering {
    private(set) var bytes: [UInt8] = []
    private let program: TemplateProgram
    private var open: [any TemplateObject]

    init(_ page: some TemplateObject, _ program: TemplateProgram) {
        self.program = program
        open = [page]
        bytes.reserveCapacity(1 << 16)
    }

    mutating func run(_ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let instruction = program.instructions[index]
            index += 1
            switch instruction.kind {
            case .literal:
                // Unsafe: lent for the copy; a slice would be held and counted for each of the many literals.
                program.literals.withUnsafeBufferPointer { literals in
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: literals[instruction.range]))
                }
            case .text: if case .text(let text) = value(of: instruction) { append(escaped: text) }
            case .markup: if case .html(let markup) = value(of: instruction) { bytes.append(contentsOf: markup.utf8) }
            case .section:
                run(index..<instruction.end, over: value(of: instruction))
                index = instruction.end
            case .inverted: if value(of: instruction).isThere { index = instruction.end }
            }
        }
    }

    private mutating func run(_ range: Range<Int>, over value: TemplateValue) {
        switch value {
        case .none: return
        case .flag(let isSet): if isSet { run(range) }
        case .list(let items):
            for item in items { run(range, in: item) }
        case .object(let object): run(range, in: object)
        case .text, .html: run(range, in: Lone(value: value))
        }
    }

    private mutating func run(_ range: Range<Int>, in object: any TemplateObject) {
        open.append(object)
        run(range)
        open.removeLast()
    }

    private func value(of instruction: TemplateProgram.Instruction) -> TemplateValue {
        guard let first = instruction.range.first else { return open[instruction.level].value(at: 0) }
        var value = open[instruction.level].value(at: program.members[first])
        for index in instruction.range.dropFirst() {
            guard case .object(let object) = value else { return .none }
            value = object.value(at: program.members[index])
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
            for (index, byte) in source.enumerated() where Self.isSpecial(byte) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
                Self.entity(byte).withUTF8Buffer { bytes.append(contentsOf: $0) }
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private static func entity(_ byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}

/// A text over which a section runs: what `{{.}}` stands for there.
private struct Lone: TemplateObject {
    static let shape = TemplateShape("text", [])
    let value: TemplateValue

    func value(at index: Int) -> TemplateValue { value }
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
