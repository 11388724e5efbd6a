import Diagnostics
import Testing

@Suite struct SourceSpanTests {
    private static let places: [SourcePosition] = [1, 2, 255, 256, 65_535, 65_536, 0xFF_FFFF].flatMap { line in
        [1, 2, 255, 256, 65_535, 65_536, 0xFF_FFFF].map { SourcePosition(line: line, column: $0) }
    }

    @Test func bothEndsComeBack() {
        for start in Self.places {
            for end in Self.places {
                let span = SourceSpan(start, end)
                #expect(span.start == start)
                #expect(span.end == max(start, end))
            }
        }
    }

    @Test func spansSortByTheirStartsAndThenByTheirEnds() {
        let spans = Self.places.flatMap { start in Self.places.map { SourceSpan(start, $0) } }
        for (left, right) in zip(spans, spans.reversed()) {
            #expect((left < right) == ((left.start, left.end) < (right.start, right.end)))
        }
    }

    @Test func whatIsLargerThanAnyFileIsTheLargest() {
        let span = SourceSpan(line: 0x7FFF_FFFF, column: 0x7FFF_FFFF, length: 1)
        #expect(span.start == SourcePosition(line: 0xFF_FFFF, column: 0xFF_FFFF))
    }
}
