internal import Documents

/// Questions and answers over lines that are handed in: a terminal's, or a test's.
struct Dialogue {
    /// The next line without its end; `nil` at the end of the input.
    let read: () -> String?
    let say: (String) -> Void

    /// The input ended before all was asked: nothing is written.
    struct Ended: Error {}

    /// One of a list's words, by the word, by its beginning or by its number; nothing is the default.
    func choose<Value: Choice>(_ question: String, default standard: Value? = nil) throws(Ended) -> Value? {
        let values = Array(Value.allCases)
        let list = values.enumerated().map { "\($0 + 1) \($1.rawValue)" }.joined(separator: ", ")
        while true {
            let answer = try ask("\(question) (\(list))", default: standard?.rawValue)
            guard !answer.isEmpty else { return standard }
            if let number = Int(answer), values.indices.contains(number - 1) { return values[number - 1] }
            let near = values.filter { $0.rawValue.lowercased().hasPrefix(answer.lowercased()) }
            if let value = near.first(where: { $0.rawValue.lowercased() == answer.lowercased() }) { return value }
            if near.count == 1 { return near[0] }
            say("  please answer with one of the words or its number, or with nothing to leave it open\n")
        }
    }

    func decide(_ question: String) throws(Ended) -> Bool? {
        while true {
            switch try ask("\(question) (yes, no)", default: nil).lowercased() {
            case "": return nil
            case "y", "yes": return true
            case "n", "no": return false
            default: say("  please answer yes or no, or nothing to leave it open\n")
            }
        }
    }

    /// A line that `parse` takes; nothing is `nil`.
    func value<Value>(_ question: String, _ hint: String, _ parse: (String) -> Value?) throws(Ended) -> Value? {
        while true {
            let answer = try ask(question, default: nil)
            if answer.isEmpty { return nil }
            if let value = parse(answer) { return value }
            say("  \(hint)\n")
        }
    }

    /// One of a list by its number or name; nothing is the first.
    func pick(_ question: String, among names: [String]) throws(Ended) -> Int {
        while true {
            let answer = try ask(question, default: "1")
            if answer.isEmpty { return 0 }
            if let number = Int(answer), names.indices.contains(number - 1) { return number - 1 }
            if let index = names.firstIndex(of: answer) { return index }
            say("  please answer with a number from 1 to \(names.count), or a name of the list\n")
        }
    }

    private func ask(_ question: String, default standard: String?) throws(Ended) -> String {
        say(question + (standard.map { " [\($0)]" } ?? "") + ": ")
        guard let line = read() else { throw Ended() }
        return line.trimmed
    }
}
