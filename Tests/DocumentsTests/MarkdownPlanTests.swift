import Diagnostics
import Markdown
import Testing

@testable import Documents

/// Plans as people write them by hand, without having read how.
@Suite struct MarkdownPlanTests {
    private static func read(_ body: String, front: String = "schema: 1\nstatus: draft") -> Parsed<PlanDocument> {
        readMarkdownRelease(from: Array("---\n\(front)\n---\n\(body)".utf8), file: "plan.md")
    }

    private static let byHand = """
        # Upgrade the gateway

        Moves the gateway to 3.1.

        ## Pre-flight checks

        1. Look at the queue: `./queue depth`
        2. Tell support in #support
        3. Back up the routes:

           ```sh
           ./routes dump > routes.json
           ```

           Expected: 214 routes written

        ## Deployment procedure

        ### Step 1: Deploy

        Owner: deployer
        Duration: 5m

        ```console
        $ ./deploy gateway 3.1
        gateway 3.1 is up
        ```

        **Verify:** `./version` prints 3.1

        ### 2. Switch

        Only when the lead says so.

        ```bash
        ./switch new
        ```

        You should see: all traffic on new

        ## Verification

        | Step | Command | Expected | Verify |
        | --- | --- | --- | --- |
        | Ping | `curl -fsS x/ping` | pong | twice in a row |

        ## Rollback plan

        Primary: Dana
        Backup: Iris

        Roll back if:

        - error rate > 5% for 2 minutes
        - latency exceeds 800 ms for 10m

        ### Procedure

        1. Switch back: `./switch old`

        ## Roles

        | Role | Name | Backup |
        | --- | --- | --- |
        | lead | Dana | Iris |

        ## Things to remember

        The old stack is kept for two days.
        """

    @Test func phasesStepsAndCommandsAreFound() {
        let plan = Self.read(Self.byHand).value.plan
        #expect(plan.title?.value == "Upgrade the gateway")
        #expect(plan.summary?.value.source == "Moves the gateway to 3.1.")
        #expect(plan.phases.map(\.kind?.value) == [.preDeployment, .deployment, .smokeTesting])
        #expect(
            plan.allSteps.map(\.title?.value) == [
                "Look at the queue: ./queue depth", "Tell support in #support", "Back up the routes", "Deploy",
                "Switch",
                "Ping", "Switch back: ./switch old",
            ]
        )
        #expect(
            plan.allSteps.map(\.command?.value) == [
                "./queue depth", nil, "./routes dump > routes.json", "./deploy gateway 3.1", "./switch new",
                "curl -fsS x/ping", "./switch old",
            ]
        )
        #expect(plan.allSteps[1].manual?.value.source == "Tell support in #support")
        #expect(plan.allSteps[2].expected?.value.source == "214 routes written")
    }

    @Test func whatIsSaidOfAStepIsFound() {
        let steps = Self.read(Self.byHand).value.plan.phases[1].steps
        #expect(steps[0].owner?.value == "deployer")
        #expect(steps[0].duration?.value.seconds == 300)
        #expect(steps[0].expected?.value.source == "```\ngateway 3.1 is up\n```")
        #expect(steps[0].verify?.text?.value.source == "`./version` prints 3.1")
        #expect(steps[1].notes?.value.source == "Only when the lead says so.")
        #expect(steps[1].expected?.value.source == "all traffic on new")
    }

    @Test func triggersDecidersAndRolesAreFound() {
        let plan = Self.read(Self.byHand).value.plan
        #expect(
            plan.rollback?.triggers.map(\.condition) == [
                "error rate > 5% for 2 minutes", "latency exceeds 800 ms for 10m",
            ]
        )
        #expect(plan.rollback?.decision?.primary?.value == "Dana")
        #expect(plan.rollback?.decision?.backup?.value == "Iris")
        #expect(plan.roles.map(\.person?.value) == ["Dana"])
    }

    @Test func whatIsNotUnderstoodIsKeptAndSaid() {
        let parsed = Self.read(Self.byHand)
        #expect(parsed.value.plan.sections.map(\.title?.value) == ["Things to remember"])
        #expect(parsed.value.plan.notes?.rollback != nil)
        #expect(parsed.value.plan.sections.first?.body?.value.source == "The old stack is kept for two days.")
        let notes = parsed.diagnostics.filter { $0.severity == .note }
        #expect(notes.map { "\($0.span.start.line) \($0.rule.id)" } == ["56 unread-text"])
    }

    /// What is said of the step that a text is the body of, as it stands in `## Rollout`.
    private static func step(_ text: String) throws -> (step: Step, unread: [Int]) {
        let parsed = read("# T\n\n## Rollout\n\n### Deploy\n\n\(text)\n")
        let unread = parsed.diagnostics.filter { $0.rule.id == "unread-text" }.map { Int($0.span.start.line) - 11 }
        return (try #require(parsed.value.plan.phases.first?.steps.first), unread)
    }

    @Test(arguments: [
        "```sh\n./go\n```\n\nVerify: Version is 2\n\nDuration: 3m\n\nIf it fails: rollback\n\nPoint of no return: yes",
        "```sh\n./go\n```\n\nVerify: Version is 2\nDuration: 3m\nIf it fails: rollback\nPoint of no return: yes",
        "```sh\n./go\n```\n- Verify: Version is 2\n- Duration: 3m\n- If it fails: rollback\n- Point of no return: yes",
        "**Verify:** Version is 2\n\n**Duration:** 3m\n**If it fails:** rollback\n**Point of no return:** yes\n\n```sh\n./go\n```",
    ])
    func labelsStandInAnyOrder(_ text: String) throws {
        let (step, unread) = try Self.step(text)
        #expect(step.command?.value == "./go")
        #expect(step.verify?.text?.value.source == "Version is 2")
        #expect(step.duration?.value.seconds == 180)
        #expect(step.onFailure?.value == .rollback)
        #expect(step.pointOfNoReturn?.value == true)
        #expect(unread == [])
    }

    @Test func aLabelInTheMiddleOfAParagraphIsAPartOfIt() throws {
        let (step, _) = try Self.step(
            "```sh\n./go\n```\n\nExpected: it prints\nsome lines, and among them\nDuration: 3m"
        )
        #expect(step.expected?.value.source == "it prints\nsome lines, and among them\nDuration: 3m")
        #expect(step.duration == nil)
    }

    @Test(arguments: [
        ("```sh\none\n```\n\nThen clean up:\n\n```sh\ntwo\n```", [6]),
        ("Slowly:\n\n1. First `stop web`\n2. Then wait\n\n   ```sh\n   start web\n   ```\n3. Last", [2]),
        ("Run this:\n\n```sh\none\n```\n\nIt takes a while. `two` is not needed.", []),
    ])
    func moreThanACommandIsSaid(_ text: String, unread: [Int]) throws {
        #expect(try Self.step(text).unread == unread)
    }

    @Test(arguments: [
        "| What | When |\n|---|---|\n| Start | A |\n| **End:** | B |", "| Start | A |\n|---|---|\n| End | B |",
    ])
    func factsMayStandInATable(_ table: String) {
        let times = table.replacing("A", with: "2026-12-01T22:00:00Z").replacing("B", with: "2026-12-01T23:00:00Z")
        let parsed = Self.read("# T\n\n## Window\n\n\(times)\n")
        #expect(parsed.value.plan.window?.start?.value.iso == "2026-12-01T22:00:00Z")
        #expect(parsed.value.plan.window?.end?.value.iso == "2026-12-01T23:00:00Z")
        #expect(!parsed.diagnostics.contains { $0.rule.id == "unread-text" })
    }

    @Test func aTableOfOtherThingsStays() {
        let parsed = Self.read("# T\n\n## Window\n\n| What | When |\n|---|---|\n| Start | now |\n| Coffee | later |\n")
        #expect(parsed.value.plan.window == nil)
        #expect(parsed.value.plan.notes?[.window]?.value.source.contains("| Coffee | later |") == true)
    }

    @Test func linksInTablesKeepTheirAddresses() throws {
        let plan = Self.read(
            """
            # T

            ## Rollout

            | Step | Command | Expected | Verify |
            |---|---|---|---|
            | Look | `curl x` | `__init__ *done*`, 3 * 4 = **12** | [panel](https://p.example.com) |

            ## Rollback

            1. `./undo`

            ### Triggers

            - crash_free < 99.5% for 30m ([Crashlytics](https://crash.example.com/1))

            ## Roles

            | Role | Person | Contact |
            |---|---|---|
            | lead | Dana * 2 | [#ops](https://chat.example.com/ops) |
            """
        ).value.plan
        let step = try #require(plan.allSteps.first)
        #expect(step.expected?.value.source == "`__init__ *done*`, 3 * 4 = **12**")
        #expect(step.verify?.text?.value.source == "[panel](https://p.example.com)")
        #expect(plan.rollback?.steps.map(\.command?.value) == ["./undo"])
        #expect(plan.rollback?.triggers.map(\.condition) == ["crash_free < 99.5% for 30m"])
        #expect(plan.rollback?.triggers.first?.dashboard?.value == "Crashlytics https://crash.example.com/1")
        #expect(plan.roles.first?.contact?.value == "#ops https://chat.example.com/ops")
        #expect(plan.roles.first?.person?.value == "Dana * 2")
    }

    @Test func findingsPointIntoTheMarkdown() {
        let found = Self.read("# T\n\n## Rollout\n\n### Deploy\n\n```sh\n./go\n```\n\nDuration: 5 minutes\n")
            .diagnostics
        let text = found.map { "\($0.span.start.line):\($0.span.start.column) \($0.rule.id)" }
        #expect(text.contains("9:5 step-without-expectation"))
        #expect(text.contains("15:11 bad-duration"))
    }

    @Test func theFrontMatterHoldsOverTheBody() {
        let plan = Self.read("# Body\n\n## Summary\n\nBody.\n", front: "schema: 1\ntitle: Front\nsummary: ~").value.plan
        #expect(plan.title?.value == "Front")
        #expect(plan.summary == nil)
    }

    @Test func withoutItsSchemaAPlanIsFreeText() {
        let text = Self.read("# Body", front: "title: Front")
        #expect(text.value.isLoose)
        #expect(text.diagnostics.map(\.rule.id) == ["unstructured-plan"])
    }

    @Test(arguments: [
        "", "# ", "##\n###\n####", "```", "- [ ] ", "| a |\n| - |",
        "## Rollback\n| Trigger | Condition |\n|--|--|\n|||",
    ])
    func fragmentsAreRead(_ body: String) {
        #expect(!Self.read(body).value.isLoose)
    }
}

/// Texts as they stand in other people's repositories: what is said in them is somewhere in the plan, or told.
@Suite struct KeptTextTests {
    private static func plan(_ body: String) -> DeploymentPlan {
        let text = "---\nschema: 1\nstatus: draft\n---\n# Web\n\n" + body
        return readMarkdownRelease(from: Array(text.utf8), file: "plan.md").value.plan
    }

    @Test func whatStandsAboveAndBelowACommandIsKeptInItsOrder() throws {
        let plan = Self.plan(
            """
            ## Deployment

            Do not begin before the DBA says so.

            ```yaml
            replicas: 3
            ```

            Restart it:

            ```bash
            systemctl restart app
            ```

            It takes a minute.
            """
        )
        let step = try #require(plan.allSteps.first)
        #expect(step.title?.value == "Restart it" && step.command?.value == "systemctl restart app")
        #expect(
            step.notes?.value.source
                == "Do not begin before the DBA says so.\n\n```yaml\nreplicas: 3\n```\n\nIt takes a minute."
        )
    }

    @Test func aManifestIsNoCommand() {
        let plan = Self.plan(
            """
            ## Deployment

            ### Apply

            ```yaml
            replicas: 3
            ```

            ```bash
            kubectl apply -f web.yaml
            ```

            ### Look

            ```text
            web 3/3
            ```
            """
        )
        #expect(plan.allSteps.map { $0.command?.value } == ["kubectl apply -f web.yaml", nil])
        #expect(plan.allSteps[0].notes?.value.source == "```yaml\nreplicas: 3\n```")
        #expect(plan.allSteps[1].manual?.value.source == "```text\nweb 3/3\n```")
    }

    @Test func stepsAboveASubheadingAreSteps() {
        let plan = Self.plan(
            "## Deployment\n\n1. Switch\n\n   ```bash\n   make\n   ```\n\n### Clean up\n\n```bash\nmake clean\n```\n"
        )
        #expect(plan.allSteps.map { $0.command?.value } == ["make", "make clean"])
    }

    @Test func columnsThatNobodyKnowsBecomeNotes() {
        let plan = Self.plan(
            """
            ## Deployment

            | # | Step | Command | Undo | Env |
            |---|---|---|---|---|
            | 1 | Apply | `kubectl apply -f x` | `kubectl delete -f x` | prod1 |
            | 2 | Log in | by hand | | |
            | 3 | Wait | - | | |

            ## Roles

            | Role | Person | Time zone |
            |---|---|---|
            | lead | Ann | CET |
            """
        )
        let steps = plan.allSteps
        #expect(steps[0].notes?.value.source == "Undo: `kubectl delete -f x`\n\nEnv: prod1")
        #expect(steps[1].command == nil && steps[1].manual?.value.source == "by hand")
        #expect(steps[2].command == nil && steps[2].manual == nil)
        #expect(plan.roles.first?.person?.value == "Ann")
        #expect(plan.notes?[.roles]?.value.source == "- lead: Time zone: CET")
    }

    @Test func howLongATriggerLastsMayStandInAColumn() {
        let plan = Self.plan(
            "## Rollback\n\n### Triggers\n\n| Trigger | Threshold | Duration |\n|---|---|---|\n| error rate | > 5% | 2m |\n"
        )
        #expect(plan.rollback?.triggers.first?.when?.value == "error rate > 5% for 2m")
    }

    @Test func textsOfALabelPointBehindIt() throws {
        let plan = Self.plan(
            "## Deployment\n\n1. Two\n\n   ```bash\n   make\n   ```\n\n   **Duration**: 10m\n\n   Expected: ok then\n"
        )
        let step = try #require(plan.allSteps.first)
        #expect(step.duration?.span.start == SourcePosition(line: 15, column: 18))
        #expect(step.expected?.span.start == SourcePosition(line: 17, column: 14))
    }

    @Test(arguments: [
        ("not yet executed", PlanStatus.scheduled), ("Will be executed 2024-05-05", .scheduled),
        ("to be approved", .inReview), ("EXECUTED 2024-05-05", .completed), ("not started", .scheduled),
        ("ready to sign", .approved), ("was not completed", .scheduled),
    ])
    func aStatusThatIsStillToComeHasNotCome(_ words: String, _ status: PlanStatus) {
        let text = "# Web\n\nStatus: \(words)\n"
        #expect(readMarkdownRelease(from: Array(text.utf8), file: "plan.md").value.outline.status?.value == status)
    }

    @Test(arguments: [
        ("Payments (failed payments fix)", nil, "Payments (failed payments fix)"),
        ("Payments (COMPLETED - 2024-12-01)", PlanStatus.completed, "Payments"),
        ("Payments (rolled back on 5 May 2024)", .rolledBack, "Payments"),
        ("VM (executing JavaScript)", nil, "VM (executing JavaScript)"),
    ])
    func bracketsBehindATitleAreAStatusWhereNothingElseStandsInThem(
        _ heading: String,
        _ status: PlanStatus?,
        _ title: String
    ) {
        let plan = readMarkdownRelease(from: Array("# \(heading)\n\nText.\n".utf8), file: "plan.md").value.outline
        #expect(plan.status?.value == status && plan.title?.value == title)
    }

    @Test func aTitleBelowTheWayBackIsTheTitle() {
        let document = MarkdownDocument("[Back](../README.md)\n\n# Post-mortem: X\n\n## Summary\n")
        #expect(document.title?.text == "Post-mortem: X")
        #expect(MarkdownDocument("Text.\n\n## Not a title\n").title == nil)
    }

    @Test func cellsOfTablesPointAtThemselves() throws {
        let plan = Self.plan(
            """
            ## Deployment

            | Step | Command | Expected | Duration |
            |---|---|---|---|
            | Drop it | `make drop` | fine \\| rows | 10m |

            ## Rollback

            ### Triggers

            | Trigger | Threshold |
            |---|---|
            | error rate | > 5% for 2m |
            """
        )
        let step = try #require(plan.allSteps.first)
        #expect(step.title?.span.start.column == 3 && step.command?.span.start.column == 14)
        #expect(step.expected?.span.start.column == 27 && step.expected?.value.source == "fine | rows")
        #expect(step.duration?.span.start == SourcePosition(line: 11, column: 42))
        #expect(plan.rollback?.triggers.first?.when?.span.start == SourcePosition(line: 19, column: 16))
    }

    @Test(arguments: ["\n", "\r\n"]) func theSecondCommandIsToldInItsLine(_ newline: String) {
        let lines = [
            "---", "schema: 1", "status: draft", "---", "# P", "", "## Deployment", "", "### One", "", "```bash",
            "ls /a",
            "ls /c", "```", "",
        ]
        let text = lines.joined(separator: newline)
        let found = readMarkdownRelease(from: Array(text.utf8), file: "plan.md").diagnostics
        let place = found.first { $0.rule.id == "several-commands" }?.span.start
        #expect(place == SourcePosition(line: 13, column: 1))
    }
}
