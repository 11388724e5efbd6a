/// The text of a new page of the book, with its blanks.
package enum NewPage {
    case pattern(title: String?)
    case checklist(title: String?)
    case guide(title: String?)
    case incident(id: String, title: String?, date: CalendarDate)

    package var text: String {
        switch self {
        case .pattern(let title): Self.pattern(title)
        case .checklist(let title): Self.checklist(title)
        case .guide(let title): Self.guide(title)
        case .incident(let id, let title, let date): Self.incident(id, title, date)
        }
    }

    private static func key(_ name: String, _ text: String?, else blank: String) -> String {
        "\(name): \(yamlPlainOrQuoted(text ?? "TODO \(blank)", isFlow: false))"
    }

    private static func heading(_ title: String?, else blank: String) -> String {
        "# \(title.map(escaped) ?? "TODO \(blank)")"
    }

    /// A title in a line of Markdown.
    private static func escaped(_ title: String) -> String {
        let line = title.split(whereSeparator: \.isNewline).joined(separator: " ")
        return String(line.flatMap { "\\`*_[]<>&#".contains($0) ? ["\\", $0] : [$0] })
    }

    private static func pattern(_ title: String?) -> String {
        """
        ---
        \(key("title", title, else: "the pattern's name"))
        summary: TODO what it is, in a sentence or two
        # What `rollbook new release` compares patterns by:
        # suits_risk: [low, medium, high, critical]
        # rollback_time: 5m
        # extra_capacity: 25%
        # downtime: none
        # needs: [traffic splitting]
        # needs_compatible_schema: true
        # related: []
        # The way back, as steps; a new plan's rollback starts from them.
        # rollback_steps: []
        ---

        \(heading(title, else: "the pattern's name"))

        ## When it suits

        TODO which risk it answers, and when something simpler does.

        ## How it goes

        TODO the stages, and what must hold to go on from one to the next.

        ## Rollback

        TODO how the old version comes back, how fast, and what is lost.

        """
    }

    private static func checklist(_ title: String?) -> String {
        """
        ---
        \(key("title", title, else: "the checklist's name"))
        summary: TODO when it is gone through, and by whom
        # The phases that show it:
        # phases: [pre-deployment]
        ---

        \(heading(title, else: "the checklist's name"))

        - [ ] TODO something that can be seen to be so, not something to be careful about {#first}

        """
    }

    private static func guide(_ title: String?) -> String {
        """
        ---
        \(key("title", title, else: "what it is about"))
        # summary: One sentence for the index
        # order: 10
        ---

        \(heading(title, else: "what it is about"))

        TODO begin with what the reader can do after reading.

        """
    }

    private static func incident(_ id: String, _ title: String?, _ date: CalendarDate) -> String {
        """
        ---
        id: \(yamlPlainOrQuoted(id, isFlow: false))
        \(key("title", title, else: "what happened, in a few words"))
        date: \(date.iso)
        # severity: SEV-2
        status: open
        # started: 2026-03-14T22:54:00Z
        # detected: 2026-03-14T22:55:00Z
        # resolved: 2026-03-14T23:03:00Z
        # releases: []
        ---

        \(heading(title, else: "what happened"))

        ## Summary

        TODO who was hit, how badly, for how long, and why.

        ## Timeline

        | Time (UTC) | What happened |
        | --- | --- |
        | TODO | TODO |

        ## What went well

        - TODO

        ## What will be different

        - TODO what, who, until when

        """
    }
}
