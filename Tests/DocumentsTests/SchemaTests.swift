import Diagnostics
import Foundation
import Testing

@testable import Documents

/// What the JSON Schemas are made of; whether they judge as the reader does is tried with a validator in Tests/Browser.
@Suite struct SchemaTests {
    @Test(arguments: DocumentSchema.allCases) func theCommittedFileIsWhatTheToolPrints(_ schema: DocumentSchema) throws
    {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("schemas/\(schema.fileName)")
        let committed = try Data(contentsOf: file)
        #expect(
            Array(committed) == schema.json.encoded(),
            "schemas/\(schema.fileName) is of an earlier version: run `rollbook schema --write schemas`"
        )
    }

    @Test(arguments: DocumentSchema.allCases) func everyReferenceLeadsSomewhere(_ schema: DocumentSchema) {
        guard case .object(let root) = schema.json else { return #expect(Bool(false), "no mapping") }
        var definitions: Set<String> = []
        if case .object(let members)? = root["$defs"] { definitions = Set(members.keys) }
        var used: Set<String> = []
        visit(schema.json) { members in
            guard case .string(let target)? = members["$ref"] else { return }
            #expect(target.hasPrefix("#/$defs/"))
            used.insert(String(target.dropFirst("#/$defs/".count)))
        }
        #expect(used == definitions, "each definition is there once and is used")
    }

    @Test func everyKeyIsSaidWithItsSummary() {
        for (schema, fields) in [
            (DocumentSchema.plan, DeploymentPlan.fields.all.map(\.description)),
            (.run, RunRecord.fields.all.map(\.description)),
            (.site, Book.fields.all.map(\.description)), (.pattern, PatternAttributes.fields.all.map(\.description)),
        ] {
            guard case .object(let root) = schema.json, case .object(let properties)? = root["properties"] else {
                return #expect(Bool(false), "no properties")
            }
            #expect(Set(properties.keys) == Set(fields.map(\.key)))
            for field in fields {
                guard case .object(let members)? = properties[field.key] else { continue }
                #expect(members["description"] == .string(field.summary))
            }
        }
    }

    @Test func twoRecordsOfOneNameAreTwoDefinitions() {
        var builder = SchemaBuilder()
        #expect(builder.define("a record", ["type": "object"]) == "a-record")
        #expect(builder.define("a record", ["type": "object"]) == "a-record")
        #expect(builder.define("a record", ["type": "array"]) == "a-record-2")
    }

    /// What excuses the want of a key is a key of the same record.
    @Test func excusesNameKeysThatThereAre() {
        func check<Value: Record>(_ type: Value.Type) {
            for (key, excuses) in Value.excuses {
                #expect(Value.fields[key]?.description.isRequired == true)
                for excuse in excuses {
                    switch excuse {
                    case .present(let other): #expect(Value.fields[other] != nil)
                    case .word(let other, let words):
                        guard case .choice(let known)? = Value.fields[other]?.shape else {
                            return #expect(Bool(false), "\(other) takes no words")
                        }
                        #expect(Set(words).isSubset(of: known))
                    }
                }
            }
        }
        check(DeploymentPlan.self)
        check(Step.self)
        check(Migration.self)
        #expect(Step.excuses.count == 3 && Migration.excuses.count == 1 && DeploymentPlan.excuses.count == 2)
    }

    private func visit(_ json: JSON, _ body: ([String: JSON]) -> Void) {
        switch json {
        case .object(let members):
            body(members)
            for value in members.values { visit(value, body) }
        case .array(let items): for item in items { visit(item, body) }
        default: break
        }
    }
}
