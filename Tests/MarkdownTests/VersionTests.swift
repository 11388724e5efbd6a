import Markdown
import Testing

@Test func cmarkIsThere() { #expect(cmarkVersion().hasPrefix("0.3")) }
