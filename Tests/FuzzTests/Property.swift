/// What is claimed of our readers and writers whatever they are given. libFuzzer looks for what breaks it (`script/fuzz`);
/// the Swift tests try it with the seeds and some thousand mutations of them.
struct Property: Sendable {
    let name: String
    /// Throws where the claim does not hold for this input.
    let check: @Sendable (_ input: [UInt8]) throws(PropertyFailure) -> Void

    static let all: [Property] = [
        Property(name: "markdown", check: checkMarkdown),
        Property(name: "highlight", check: checkHighlight),
        Property(name: "yaml", check: checkYAML),
        Property(name: "yaml-text", check: checkYAMLText),
        Property(name: "plan", check: checkPlan),
        Property(name: "markdown-plan", check: checkMarkdownPlan),
        Property(name: "run", check: checkRun),
        Property(name: "front-matter", check: checkFrontMatter),
        Property(name: "trigger", check: checkTrigger),
        Property(name: "sql", check: checkSQL),
        Property(name: "shell", check: checkShell),
        Property(name: "json", check: checkJSON),
        Property(name: "feeds", check: checkFeeds),
        Property(name: "values", check: checkValues),
        Property(name: "words", check: checkWords),
    ]

    static func named(_ name: String) -> Property? { all.first { $0.name == name } }
}

/// A claim that does not hold, in words.
struct PropertyFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(PropertyFailure) {
    if !condition { throw PropertyFailure(message()) }
}

/// An input taken apart into small numbers and texts, for properties that are of a structure and not of a text.
struct InputReader {
    private var rest: ArraySlice<UInt8>

    init(_ input: [UInt8]) { rest = input[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// A number below `bound`.
    mutating func number(_ bound: Int) -> Int { Int(byte()) % bound }

    mutating func integer() -> Int {
        var value: UInt64 = 0
        for _ in 0..<8 { value = value << 8 | UInt64(byte()) }
        return Int(bitPattern: UInt(value))
    }

    /// Up to a byte 0xFF, which stands in no UTF-8.
    mutating func text() -> String {
        let bytes = rest.prefix { $0 != 0xFF }
        rest = rest.dropFirst(bytes.count + 1)
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func remainder() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}
