import Diagnostics

@testable import Documents

func checkTrigger(_ input: [UInt8]) throws(PropertyFailure) {
    let text = String(decoding: input, as: UTF8.self)
    let condition = TriggerCondition(text)
    if let range = condition.numberRange {
        try require(range.upperBound <= text.endIndex && !text[range].isEmpty, "the number stands outside")
        try require(condition.threshold != nil, "a number without a value")
    }
    try require(condition.threshold?.isFinite ?? true, "a number that is none")
    try require(condition.duration.map { $0.seconds >= 0 } ?? true, "a negative time")
    try require(condition.metric?.isEmpty != true && condition.unit?.isEmpty != true, "an empty name")
    try require(condition.missing.isEmpty == condition.isMeasurable, "measurable, and something missing")
}

/// Findings are stretches of the text; tokens come in order.
func checkSQL(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    let choice = reader.number(6)
    let dialect: SQLDialect? = [nil, .postgres, .mysql][choice % 3]
    let bytes = reader.remainder()
    var tokenizer = SQLTokenizer(bytes, dialect: dialect)
    var last = 0
    while let token = tokenizer.next(atStart: false) {
        try require(
            token.range.lowerBound >= last && token.range.upperBound <= bytes.count,
            "a token at \(token.range)"
        )
        last = token.range.lowerBound
    }
    var review = SQLReview(dialect: dialect)
    review.review(ExtractedText(whole: bytes), isOneTransaction: choice >= 3)
    let ranges = review.unsafe.map(\.range) + review.destroyed.map(\.range) + (review.lock.map { [$0.range] } ?? [])
    for range in ranges {
        try require(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a finding at \(range)")
    }
    for finding in review.unsafe { try require(!finding.message.isEmpty && !finding.fix.isEmpty, "it says nothing") }
    _ = SQLDialect(spokenIn: ExtractedText(whole: bytes))
}

/// Words come from the text, each byte at its place.
func checkShell(_ input: [UInt8]) throws(PropertyFailure) {
    for invocation in shellInvocations(in: ExtractedText(whole: input)) {
        for text in [invocation.word] + invocation.arguments + invocation.command.documents {
            let range = text.range(0..<text.bytes.count)
            try require(range.upperBound <= input.count, "a word at \(range)")
            for index in text.bytes.indices {
                let offset = text.offset(index)
                try require(offset < input.count && input[offset] == text.bytes[index], "byte \(index) of \(text.text)")
            }
        }
        _ = DestructiveProgram.destruction(by: invocation)
    }
}

/// Secrets, comparisons, slugs and proposals: ranges inside, nothing lost.
func checkWords(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    let first = reader.text()
    let second = reader.text()
    for secret in secrets(in: first) {
        try require(!secret.range.isEmpty && secret.range.upperBound <= first.endIndex, "a secret at no place")
    }
    let runs = wordRuns(from: first, to: second)
    try require(runs.filter { $0.kind != .added }.map(\.text).joined() == first, "the old text is not whole")
    try require(runs.filter { $0.kind != .removed }.map(\.text).joined() == second, "the new text is not whole")
    if let id = Identifier.proposal(for: first) {
        try require(Identifier.problem(in: id) == nil, "the proposal \(id) is no id")
    }
    if let proposal = suggestion(for: first, among: [second, "title", "summary"]) {
        try require([second, "title", "summary"].contains(proposal), "a proposal from nowhere")
    }
}

/// What a value is written as is read as the same value.
func checkValues(_ input: [UInt8]) throws(PropertyFailure) {
    let text = String(decoding: input, as: UTF8.self)
    if let span = TimeSpan(text) { try require(TimeSpan(span.text) == span, "\(span.text) is another time") }
    if let offset = WindowOffset(text) {
        try require(WindowOffset(offset.text) == offset, "\(offset.text) is another offset")
    }
    if let date = CalendarDate(text) {
        try require(CalendarDate(date.iso) == date && date.iso == text, "\(date.iso) is another day")
        try require(CalendarDate(daysSinceEpoch: date.daysSinceEpoch) == date, "\(date.iso) by its number is another")
        try require((0...6).contains(date.weekday), "the day \(date.weekday) of a week")
    }
    if let time = try? Timestamp(text) {
        let again = try? Timestamp(time.iso)
        try require(again == time, "\(time.iso) is another moment")
        try require((try? Timestamp(time.utc.iso))?.seconds == time.seconds, "\(time.utc.iso) is another moment")
        try require(time.clock.utf8.count == 5, "a clock shows \(time.clock)")
    }
    if let number = Number(text) { try require(Number(number.text) == number, "\(number.text) is another number") }
    if let share = Share(text) { try require(Share(share.text) == share, "\(share.text) is another share") }
    if input.count >= 8 {
        var reader = InputReader(input)
        let moment = Timestamp(seconds: reader.integer() % 250_000_000_000, offset: reader.number(1440) - 720)
        if (1...9999).contains(moment.date.year), (1...9999).contains(moment.utc.date.year) {
            try require((try? Timestamp(moment.iso)) == moment, "\(moment.iso) is another moment")
        }
    }
}
