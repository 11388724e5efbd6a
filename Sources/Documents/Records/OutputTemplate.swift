internal import Diagnostics

/// How the generated deployment-plan.md is laid out: `templates/deployment-plan.yaml`.
package struct OutputTemplate: Record {
    package init() {}
    package var place = Place()
    package var title: Located<String>?
    package var intro: Located<MarkdownText>?
    package var sections: [TemplateSection] = []

    package static let name = "output template"
    package static let fields = FieldTable<OutputTemplate>([
        .value("title", \.title, .optional, "The document's heading; by default the plan's title"),
        .value("intro", \.intro, .optional, "A text below the heading"),
        .records("sections", \.sections, .required, "The sections, in order"),
    ])
}

/// The parts of a plan that a section can be made from.
package enum PlanPart: String, Choice {
    case summary, readiness, window, risk, strategy, migrations, phases, rollback, monitoring, roles
    case communications, flags, reviews, checklists, references, waivers, runs
}

/// One section of the generated document.
package struct TemplateSection: Record {
    package init() {}
    package var place = Place()
    package var id: Located<Identifier>?
    package var title: Located<String>?
    package var source: Located<PlanPart>?
    package var intro: Located<MarkdownText>?
    package var required: Located<Bool>?
    package var ownFields: [TemplateField] = []

    package static let name = "section"
    package static let fields = FieldTable<TemplateSection>([
        .value("id", \.id, .required, "The section's id; plans fill it by this"),
        .value("title", \.title, .required, "Its heading"),
        .value("source", \.source, .optional, "The part of the plan that it shows; without, it is the team's own"),
        .value("intro", \.intro, .optional, "A text below the heading"),
        .value("required", \.required, .optional, "Whether every plan must have it"),
        .records("fields", \.ownFields, .optional, "The fields of a section of the team's own"),
    ])
}

package enum TemplateFieldType: String, Choice { case text, markdown, date, number, list }

/// A field of a section of the team's own.
package struct TemplateField: Record {
    package init() {}
    package var place = Place()
    package var name: Located<String>?
    package var title: Located<String>?
    package var type: Located<TemplateFieldType>?
    package var required: Located<Bool>?

    package static let name = "field"
    package static let fields = FieldTable<TemplateField>([
        .value("name", \.name, .required, "Its key"),
        .value("title", \.title, .optional, "What it is called in the document"),
        .value("type", \.type, .optional, "What it takes; by default a text"),
        .value("required", \.required, .optional, "Whether it must be filled"),
    ])
}
