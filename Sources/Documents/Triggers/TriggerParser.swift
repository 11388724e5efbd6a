extension TriggerCondition {
    /// Reads the short form.
    package init(_ text: String) {
        let tokens = TriggerToken.all(in: text)
        self.init()
        vagueWord = tokens.first { TriggerWords.vague.contains($0.word) }.map { String($0.text) }
        guard let found = Self.findComparator(tokens) else {
            metric = Self.name(tokens.prefix { !$0.isNumber || $0.isWordWithDigit })
            readAmount(tokens[...])
            duration = Self.duration(in: tokens[...])?.span
            return
        }
        comparator = found.comparator
        metric = Self.name(tokens[..<found.range.lowerBound])
        let rest = tokens[found.range.upperBound...]
        let next = rest.firstIndex { $0.comparator != nil }
        isCompound = next != nil && rest.contains { ["and", "or"].contains($0.word) }
        readAmount(rest)
        duration = Self.duration(in: rest)?.span ?? Self.windowInName(tokens[..<found.range.lowerBound])
        // `> 50 failed logins in 5m`: what is counted is what is measured.
        if metric == nil, let unit, unit.first?.isLetter == true, !TriggerWords.plainUnits.contains(unit) {
            metric = unit
        }
    }

    /// The comparator that a word or sign stands for: `>`, `above`, `at least`.
    static func comparator(named text: String) -> Comparator? {
        let tokens = TriggerToken.all(in: text)
        guard let found = findComparator(tokens), found.range == tokens.startIndex..<tokens.endIndex else { return nil }
        return found.comparator
    }

    private static func findComparator(_ tokens: [TriggerToken]) -> (range: Range<Int>, comparator: Comparator)? {
        for index in tokens.indices {
            if let comparator = tokens[index].comparator { return (index..<index + 1, comparator) }
            if index > 0, TriggerWords.before.contains(tokens[index - 1].word) { continue }
            let rest = tokens[index...]
            if let phrase = TriggerWords.comparators.first(where: { $0.words.matches(rest) }) {
                return (index..<index + phrase.words.count, phrase.comparator)
            }
            // `5 or more errors`: the number comes first, so what follows begins with it.
            if tokens[index].isNumber, rest.count > 2, tokens[index + 1].word == "or",
                let comparator = TriggerWords.behindOr[tokens[index + 2].word]
            {
                return (index..<index, comparator)
            }
        }
        // `latency over 800 ms`: only where nothing else compares, since `over 5m` is a duration.
        guard let over = tokens.indices.dropLast().first(where: { tokens[$0].word == "over" }),
            tokens[over + 1].isNumber, over > 0
        else { return nil }
        return (over..<over + 1, .greater)
    }

    /// The number and its unit.
    private mutating func readAmount(_ tokens: ArraySlice<TriggerToken>) {
        let end = Self.duration(in: tokens)?.start ?? tokens.endIndex
        guard let index = tokens[..<end].firstIndex(where: { $0.number != nil && !$0.isWordWithDigit }),
            index - tokens.startIndex <= 4
        else { return }
        let token = tokens[index]
        threshold = token.number
        numberRange = token.range
        let words = tokens[(index + 1)..<end].prefix {
            !["and", "or", "sustained", "continuously"].contains($0.word) || $0.word == "or"
        }
        var rest = words.map { String($0.text) }
        if rest.count >= 2, rest[0].lowercased() == "or" { rest.removeFirst(2) }
        while let last = rest.last, TriggerWords.loose.contains(last.lowercased()) { rest.removeLast() }
        if rest.first.map({ ["percent", "per-cent", "pct"].contains($0.lowercased()) }) == true { rest[0] = "%" }
        var unit = String(token.suffix)
        for word in rest { unit += unit.isEmpty ? word : " \(word)" }
        self.unit = unit.isEmpty ? nil : unit
    }

    private static func name(_ tokens: ArraySlice<TriggerToken>) -> String? {
        var words = tokens[...]
        while let first = words.first, TriggerWords.opening.contains(first.word) { words.removeFirst() }
        while let last = words.last, TriggerWords.loose.contains(last.word) { words.removeLast() }
        let name = words.map { String($0.text) }.joined(separator: " ")
        return name.contains { $0.isLetter } ? name : nil
    }

    /// `for 5m`, `over a 5-minute window`, `in 2 consecutive minutes`.
    private static func duration(in tokens: ArraySlice<TriggerToken>) -> (start: Int, span: TimeSpan)? {
        for start in tokens.indices where TriggerWords.before.contains(tokens[start].word) {
            var index = start + 1
            var isOne = false
            while index < tokens.endIndex, TriggerWords.fillers.contains(tokens[index].word) {
                isOne = isOne || ["a", "an", "one"].contains(tokens[index].word)
                index += 1
            }
            guard index < tokens.endIndex else { continue }
            let token = tokens[index]
            if let whole = TimeSpan(String(token.text)) { return (start, whole) }
            if isOne, let unit = TriggerWords.times[token.word] { return (start, TimeSpan(seconds: unit)) }
            guard let number = token.number, number > 0, number < 1e6 else { continue }
            var unit = TriggerWords.times[token.suffix.lowercased().filter { $0.isLetter }]
            var next = index + 1
            while unit == nil, next < tokens.endIndex, next <= index + 2 {
                unit = TriggerWords.times[tokens[next].word]
                guard unit != nil || TriggerWords.fillers.contains(tokens[next].word) else { break }
                next += 1
            }
            if let unit { return (start, TimeSpan(seconds: Int(number * Double(unit)))) }
        }
        return nil
    }

    /// `5-minute error rate`
    private static func windowInName(_ tokens: ArraySlice<TriggerToken>) -> TimeSpan? {
        for token in tokens {
            guard let number = token.number, number > 0, number < 1e6, !token.suffix.isEmpty else { continue }
            if let whole = TimeSpan(String(token.text)) { return whole }
            guard let unit = TriggerWords.times[token.suffix.lowercased().filter { $0.isLetter }] else { continue }
            return TimeSpan(seconds: Int(number * Double(unit)))
        }
        return nil
    }
}

extension [String] {
    fileprivate func matches(_ tokens: ArraySlice<TriggerToken>) -> Bool {
        tokens.count >= count && zip(self, tokens).allSatisfy { $0 == $1.word }
    }
}
