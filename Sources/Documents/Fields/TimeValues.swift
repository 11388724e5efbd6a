package import Diagnostics

extension Timestamp: FieldValue {
    package static var shape: FieldShape { .time }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Timestamp? {
        do throws(Timestamp.Problem) {
            return try Timestamp(scalar.text)
        } catch .withoutOffset {
            let fix = Diagnostic.Fix("say which time it is: `Z` for UTC, or an offset such as `+01:00`")
            let message = "the time `\(scalar.text)` has no offset from UTC"
            reader.report(.timeWithoutOffset, message, at: scalar.span, fixes: [fix])
        } catch {
            reader.report(.badTime, "`\(scalar.text)` is not \(shape.words)", at: scalar.span)
        }
        return nil
    }
    package var json: JSON { .string(iso) }
}

extension CalendarDate: FieldValue {
    package static var shape: FieldShape { .date }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> CalendarDate? {
        if let date = CalendarDate(scalar.text) { return date }
        // A time where a day is enough: the day counts.
        if let time = try? Timestamp(scalar.text) { return time.date }
        reader.report(.badTime, "`\(scalar.text)` is not \(shape.words)", at: scalar.span)
        return nil
    }
    package var json: JSON { .string(iso) }
}

/// A day or a moment, where the format takes either.
package enum TimeOrDate: Sendable, Hashable, FieldValue {
    case time(Timestamp)
    case date(CalendarDate)

    package static var shape: FieldShape { .timeOrDate }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> TimeOrDate? {
        if let date = CalendarDate(scalar.text) { return .date(date) }
        return Timestamp.read(scalar, &reader).map { .time($0) }
    }

    package var text: String {
        switch self {
        case .time(let time): time.iso
        case .date(let date): date.iso
        }
    }
    package var json: JSON { .string(text) }
}
