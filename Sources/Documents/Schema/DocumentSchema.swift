package import Diagnostics

/// The JSON Schemas (2020-12) of the formats, for editors and other tools.
///
/// They are made from the field tables that the reader uses, and for the values as YAML's core schema gives them:
/// an unquoted `1.10` is a number there. A schema accepts every document that the reader finds no error in; of
/// what the reader refuses it can't see what lies between values, such as a step that names no role of the plan.
package enum DocumentSchema: String, CaseIterable, Sendable {
    case plan, run, site, pattern, checklist, guide, incident, template

    /// The name of the file that an editor is pointed to.
    package var fileName: String { "\(rawValue).schema.json" }

    package var json: JSON {
        switch self {
        case .plan: schema(of: DeploymentPlan.self, "A deployment plan: releases/<id>/deployment-plan.yaml")
        case .run: schema(of: RunRecord.self, "What was really done: releases/<id>/runs/<n>.yaml")
        case .site: schema(of: Book.self, "The book's settings: rollbook.yaml")
        case .pattern: schema(of: PatternAttributes.self, "The front matter of a pattern: patterns/<id>.md")
        case .checklist: schema(of: ChecklistAttributes.self, "The front matter of a checklist: checklists/<id>.md")
        case .guide: schema(of: GuideAttributes.self, "The front matter of a guide: guides/<path>.md")
        case .incident: schema(of: IncidentAttributes.self, "The front matter of an incident: incidents/<id>.md")
        case .template:
            schema(of: OutputTemplate.self, "The layout of the generated document: templates/deployment-plan.yaml")
        }
    }

    /// The keys of the format's outermost record, for the reference.
    package var fieldDescriptions: [FieldDescription] {
        switch self {
        case .plan: DeploymentPlan.fields.all.map(\.description)
        case .run: RunRecord.fields.all.map(\.description)
        case .site: Book.fields.all.map(\.description)
        case .pattern: PatternAttributes.fields.all.map(\.description)
        case .checklist: ChecklistAttributes.fields.all.map(\.description)
        case .guide: GuideAttributes.fields.all.map(\.description)
        case .incident: IncidentAttributes.fields.all.map(\.description)
        case .template: OutputTemplate.fields.all.map(\.description)
        }
    }

    /// Begins the name of every schema of ours, so that one can be told from a stranger's file.
    package static let identifierStart = "urn:rollbook:schema:"

    private func schema<Root: Record>(of type: Root.Type, _ description: String) -> JSON {
        var builder = SchemaBuilder()
        let fields = Root.fields.all.map(\.description)
        var members = builder.closedObject(fields)
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["$id"] = .string("\(Self.identifierStart)\(rawValue)")
        members["title"] = .string("Rollbook \(Root.name)")
        members["description"] = .string(description)
        if let complete = builder.complete(Root.name, fields) {
            if self == .plan {
                // What a plan lacks while it is written is a warning.
                let drafts = PlanStatus.allCases.filter(\.isDraft).map(\.rawValue)
                members["if"] = SchemaBuilder.condition(.word("status", oneOf: drafts), of: [])
                members["else"] = complete
            } else {
                members["allOf"] = [complete]
            }
        } else {
            // A front matter in which nothing must stand may be empty.
            members["type"] = ["object", "null"]
        }
        if !builder.definitions.isEmpty { members["$defs"] = .object(builder.definitions) }
        return .object(members)
    }
}
