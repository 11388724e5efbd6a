import Documents
import Foundation
import Testing

@testable import Site

/// The references of the manual are what the tables say.
@Suite struct ReferenceTests {
    @Test func theGuideOfFieldsIsTheReference() throws {
        let guide = try String(contentsOfFile: packageFolder + "/content/guides/fields.md", encoding: .utf8)
        #expect(guide == FieldReference.guide, "run `rollbook fields > content/guides/fields.md`")
    }

    @Test func theGuideOfTemplateValuesIsTheReference() throws {
        let guide = try String(contentsOfFile: packageFolder + "/content/guides/template-values.md", encoding: .utf8)
        #expect(
            guide == TemplateReference.guide,
            "run `rollbook theme values > content/guides/template-values.md`"
        )
    }

    /// Two records of one name have two headings, so that each can be linked to.
    @Test func everyHeadingIsThereOnce() {
        for guide in [FieldReference.guide, TemplateReference.guide] {
            let headings = guide.split(separator: "\n").filter { $0.hasPrefix("#") }
            #expect(Set(headings).count == headings.count)
        }
    }

    @Test(arguments: DocumentSchema.allCases) func everyKeyIsListed(_ format: DocumentSchema) {
        let entry = FieldReference.entry(format, level: 1)
        for field in format.fieldDescriptions { #expect(entry.contains("\n| `\(field.key)` | ")) }
    }

    /// An object's name stands for one shape, wherever it occurs.
    @Test func everyObjectHasANameOfItsOwn() {
        var shapes: [String: [String]] = [:]
        func visit(_ shape: TemplateShape) {
            let names = shape.members.map(\.name)
            #expect(shapes[shape.name] == nil || shapes[shape.name] == names, "\(shape.name)")
            guard shapes.updateValue(names, forKey: shape.name) == nil else { return }
            for member in shape.members {
                switch member.kind {
                case .object(let inner), .list(let inner): visit(inner())
                default: break
                }
            }
        }
        for layout in Theme.layouts { visit(layout.shape) }
        #expect(TemplateReference.objects.count > 30)
    }

    @Test func oneEntry() throws {
        let entry = try #require(TemplateReference.entry("step"))
        #expect(entry.hasPrefix("# Object step\n"))
        #expect(entry.contains("| `command` | markup | The exact command, marked up |\n"))
        #expect(try #require(TemplateReference.entry("release")).hasPrefix("# Layout release\n"))
        #expect(TemplateReference.entry("stepp") == nil)
    }
}
