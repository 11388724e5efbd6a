import Foundation
import Testing

@testable import Site

/// The steps of a release in free Markdown have addresses of their own, and its text stays as it is.
@Suite struct LooseStepTests {
    private static let text = """
        # Upgrade the gateway

        Moves the gateway.

        ## Before you start

        1. Look at the queue: `./queue --depth`
        2. Tell support

        ## Deployment

        ### Step 1: Deploy

        ```bash
        ./deploy --all
        ```

        See [the switch](#step-switch).

        ### Switch

        ```
        kubectl rollout restart deploy/x
        ```

        ## Verification

        | Step | Command |
        |---|---|
        | Ping | `curl -fsS x/ping` |

        ## Clean up

        Remove the old one:

        ```sh
        ./remove --old
        ```

        Remove the old one:

        ```sh
        ./remove --older
        ```
        """

    @Test func stepsOfAFreeTextHaveAddresses() async throws {
        let rendered = try await render([
            "rollbook.yaml": "title: T\n", "releases/gateway/README.md": Self.text,
            "guides/review.md": "---\ntitle: R\n---\n[step](../releases/gateway/README.md#step-deploy)\n",
        ])
        let page = rendered.page("releases/gateway/index.html")
        let ids = page.values(of: "id").filter { $0.hasPrefix("step-") }
        #expect(
            ids == [
                "step-look-at-the-queue-queue---depth", "step-tell-support", "step-1-deploy", "step-deploy",
                "step-switch", "step-ping", "step-remove-the-old-one", "step-remove-the-old-one-1",
            ]
        )
        // GitHub's own anchors stay.
        #expect(page.values(of: "id").contains("step-1-deploy"))
        #expect(page.contains("<li id=\"step-tell-support\">"))
        #expect(page.contains("<tr id=\"step-ping\">"))
        for id in ids where id != "step-1-deploy" && id != "step-ping" {
            #expect(page.contains("class=\"anchor\" href=\"#\(id)\""), "\(id)")
        }
        #expect(rendered.deadLinks == [])
        #expect(rendered.findings.filter { $0.contains("anchor") } == [])
    }

    @Test func nothingOfTheTextMovesOrIsLost() async throws {
        let rendered = try await render(["rollbook.yaml": "title: T\n", "releases/gateway/README.md": Self.text])
        let page = rendered.page("releases/gateway/index.html")
        var rest = page[...]
        for words in [
            "Moves the gateway", "Before you start", "Look at the queue", "Tell support", "Deploy", "See <a",
            "Switch", "Ping", "Remove the old one", "Remove the old one",
        ] {
            let found = rest.range(of: words)
            #expect(found != nil, "\(words)")
            if let found { rest = rest[found.upperBound...] }
        }
    }
}
