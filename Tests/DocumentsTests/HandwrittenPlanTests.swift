import Diagnostics
import Markdown
import Testing

@testable import Documents

/// What is run and what is only spoken of: plans by hand in which a careless reader would find another command.
@Suite struct HandwrittenPlanTests {
    private static func read(_ body: String) -> Parsed<PlanDocument> {
        readMarkdownRelease(from: Array("---\nschema: 1\nstatus: draft\n---\n\(body)".utf8), file: "plan.md")
    }

    /// The steps of a phase, each as `$ command` or as what is done by hand.
    private static func steps(_ text: String) -> [String] {
        read("# T\n\n## Deployment\n\n\(text)\n").value.plan.allSteps.map { step in
            step.command.map { "$ \($0.value)" } ?? step.manual?.value.source ?? ""
        }
    }

    private static func unread(_ text: String) -> [Int] {
        read("# T\n\n## Deployment\n\n\(text)\n").diagnostics.filter { $0.rule.id == "unread-text" }
            .map { Int($0.span.start.line) - 8 }
    }

    @Test(arguments: [
        ("rm -rf /srv/cache/*", "$ rm -rf /srv/cache/*"),
        ("du -sh /var/lib/* /opt/*", "$ du -sh /var/lib/* /opt/*"),
        (#"find . -name "*.log" -o -name "*.tmp""#, #"$ find . -name "*.log" -o -name "*.tmp""#),
        (#"grep -c a\.b x.log"#, #"$ grep -c a\.b x.log"#),
        (#"ps ax \| grep web"#, "$ ps ax | grep web"),
        ("`ls *.a *.b`", "$ ls *.a *.b"),
        ("**kubectl apply -f x**", "$ kubectl apply -f x"),
        ("do not run `rm -rf /`", "do not run `rm -rf /`"),
        ("`make a` and `make b`", "`make a` and `make b`"),
        ("`make a` (as root)", "`make a` (as root)"),
        ("by **hand**", "by **hand**"), ("-", ""), ("n/a", ""),
    ])
    func aCellIsACommandToTheLetterOrWords(_ cell: String, _ step: String) {
        #expect(Self.steps("| Step | Command |\n|---|---|\n| Do | \(cell) |") == [step])
    }

    @Test(arguments: [
        ("Look: `./queue depth`", "$ ./queue depth", false),
        ("Run `make x` and look for `web`", "$ make x", false),
        ("Read `config.yaml`, then run `make x`", "$ make x", false),
        ("Never run `rm -rf /data` here", "Never run `rm -rf /data` here", true),
        ("Make sure `./migrate.sh` is **not** running", "Make sure `./migrate.sh` is **not** running", true),
        ("Don\u{2019}t `rm -rf /data`", "Don\u{2019}t `rm -rf /data`", true),
        ("Run `make a`, then `make b`", "Run `make a`, then `make b`", true),
        ("Call `not-a-word --now`", "$ not-a-word --now", false),
        ("Restart the pods that are not ready: `kubectl delete pod -l x`", "$ kubectl delete pod -l x", false),
        ("Run `kubectl drain n1` (this cannot be undone)", "$ kubectl drain n1", false),
        ("Do not forget to run `make x`", "$ make x", false),
        ("Do not run `make x` now", "Do not run `make x` now", true),
        ("Make sure `web` shows `up to date`", "Make sure `web` shows `up to date`", false),
    ])
    func anItemIsACommandOrWords(_ item: String, _ step: String, isTold: Bool) {
        #expect(Self.steps("1. \(item)\n2. Wait") == [step, "Wait"])
        #expect(Self.unread("1. \(item)\n2. Wait") == (isTold ? [1] : []))
    }

    @Test(arguments: [
        ("$ ./a\nok\n# done", "./a", "ok\n# done"),
        ("# etcdctl snapshot save /b\nSnapshot saved", "etcdctl snapshot save /b", "Snapshot saved"),
        ("[root@db1 ~]# pg_ctl promote\nserver promoted", "pg_ctl promote", "server promoted"),
        ("dana@db1:~$ ./a\ndana@db1:~$ ./b", "./a\n./b", nil),
        ("PS C:\\> Stop-Service web", "Stop-Service web", nil),
        ("ledger=# select 1;\n1", "select 1;", "1"),
        ("# make a copy first\n./copy", "# make a copy first\n./copy", nil),
        (
            "# test the config\napachectl configtest\nSyntax OK", "# test the config\napachectl configtest\nSyntax OK",
            nil
        ),
        (
            "ledger=# DELETE FROM orders\nledger-#   WHERE id = 7;\nDELETE 1", "DELETE FROM orders\n  WHERE id = 7;",
            "DELETE 1"
        ),
        ("ledger=# DELETE FROM orders\nWHERE id = 7;", "ledger=# DELETE FROM orders\nWHERE id = 7;", nil),
        ("d@db1:~$ kubectl get pods \\\n> --selector app=x\nnone", "kubectl get pods \\\n--selector app=x", "none"),
        ("./a\n./b", "./a\n./b", nil),
    ])
    func aConsoleIsToldFromItsPrompt(_ session: String, _ command: String, _ output: String?) throws {
        let plan = Self.read("# T\n\n## Deployment\n\n### Do\n\n```console\n\(session)\n```\n").value.plan
        let step = try #require(plan.allSteps.first)
        #expect(step.command?.value == command)
        #expect(step.expected?.value.source == output.map { "```\n\($0)\n```" })
    }

    @Test func aBlockMayBeIndentedByATab() {
        #expect(
            Self.steps("1. Pause\n\n\t```sh\n\tmake\n\t\trm -rf /srv\n\t```\n2.\tWait") == [
                "$ make\n\trm -rf /srv", "Wait",
            ]
        )
    }

    @Test func itemsWithBlocksBelowAHeadingAreTheSteps() {
        let list =
            "- [ ] Set the label\n- [ ] Pause\n\n  ```sh\n  pause\n  ```\n- [ ] Switch\n\n  ```sh\n  switch\n  ```"
        #expect(Self.steps("### Change steps\n\n\(list)") == ["Set the label", "$ pause", "$ switch"])
        // The heading is said with the first of them.
        let steps = Self.read("# T\n\n## Deployment\n\n### Change steps\n\n\(list)\n").value.plan.allSteps
        #expect(steps.map(\.notes?.value.source) == ["Change steps", nil, nil])
        // A list with one block is what is said of one step.
        #expect(Self.steps("### Restart\n\n1. Log in\n2. Restart:\n\n   ```sh\n   restart\n   ```").count == 1)
        // Where the heading is a step itself they stay its text.
        #expect(Self.steps("### Step 1: Change\n\n\(list)").count == 1)
        #expect(Self.steps("### Change\n\n\(list)\n\nOwner: dba").count == 1)
    }

    @Test func rowsMayStandAboveTheFirstSubheading() {
        let text = "| Step | Command |\n|---|---|\n| Do | `./do` |\n\n### Later\n\n```sh\n./later\n```"
        #expect(Self.steps(text) == ["$ ./do", "$ ./later"])
    }

    @Test func theWayBackMayBeSaidInSeveralSections() {
        let plan = Self.read(
            """
            # T

            ## Rollback decision

            - **Primary:** Dana
            - **Takes:** 10m

            ## Rollback triggers

            - error_rate > 5% for 2m

            ## Rollback steps

            1. `./back --now`

            ## Rollback of the database

            1. `./other --now`

            ## Rollback once more

            - **Takes:** 45m
            - **Backup:** Iris
            """
        ).value.plan
        #expect(plan.rollback?.decision?.primary?.value == "Dana")
        #expect(plan.rollback?.triggers.map(\.condition) == ["error_rate > 5% for 2m"])
        #expect(plan.rollback?.steps.map(\.command?.value) == ["./back --now"])
        // What is said already is not said over: it stays a section.
        #expect(plan.sections.map(\.title?.value) == ["Rollback of the database", "Rollback once more"])
    }

    @Test func aHeadingOfATextOnTheWayBackStays() {
        let plan = Self.read(
            "# T\n\n## Rollback\n\n### Call the vendor\n\nFirst of all.\n\n### Steps\n\n1. `./back --now`\n"
        )
        .value.plan
        #expect(plan.notes?.rollback?.value.source == "### Call the vendor\n\nFirst of all.")
    }

    @Test func ofTwoColumnsForOneFieldTheSecondIsANote() {
        let parsed = Self.read(
            "# T\n\n## Contacts\n\n| Role | Name | Phone | Slack |\n|---|---|---|---|\n| lead | Sarah | 0100 | @sarah |\n"
        )
        #expect(parsed.value.plan.roles.map(\.contact?.value) == ["0100"])
        #expect(parsed.value.plan.notes?.roles?.value.source == "- lead: Slack: @sarah")
        #expect(parsed.diagnostics.contains { $0.rule.id == "unread-text" })
    }

    @Test func aSentenceIsNoWordOfAList() throws {
        let plan = Self.read(
            "# T\n\n## Deployment\n\n### Do\n\n```sh\n./do\n```\n\nIf it fails: call the platform team.\n"
        ).value
            .plan
        let step = try #require(plan.allSteps.first)
        #expect(step.onFailure == nil)
        #expect(step.notes?.value.source == "If it fails: call the platform team.")
    }

    @Test func aCommentStandsAboveTheTitle() {
        let plan = Self.read("<!-- see\nthe handbook -->\n\n# The title\n\nWhy.\n").value.plan
        #expect(plan.title?.value == "The title")
        #expect(plan.summary?.value.source == "Why.")
    }

    @Test func anEmptyLineAboveTheFrontMatterIsTold() {
        let text = "\n---\nschema: 1\nservice: web\n---\n# T\n"
        let found = readMarkdownRelease(from: Array(text.utf8), file: "plan.md").diagnostics
        #expect(found.flatMap(\.fixes).map(\.title).contains { $0.hasPrefix("take out the empty lines above") })
    }

    @Test func aStepThatTheFrontMatterHidesIsTold() {
        let front = "schema: 1\nphases: [{kind: deployment, steps: [{title: First}]}]"
        let text = "---\n\(front)\n---\n# T\n\n## Deployment\n\n### First\n\n### Second\n\n```sh\n./b\n```\n"
        let parsed = readMarkdownRelease(from: Array(text.utf8), file: "plan.md")
        #expect(parsed.value.plan.allSteps.map(\.title?.value) == ["First"])
        let notes = parsed.diagnostics.filter { $0.rule.id == "unread-text" }
        #expect(notes.map { Int($0.span.start.line) } == [11])
    }

    @Test func wordsOfAListMayBeWrittenAsPeopleWrite() {
        let plan = Self.read(
            """
            # T

            ## Readiness

            | Gate | Result |
            |---|---|
            | Tests | Passed |

            ## Reviews

            | Person | Role | Decision |
            |---|---|---|
            | Iris | sre | Approved |

            ## Rollback

            - **Method:** Traffic switch

            | Trigger | Condition | Action |
            |---|---|---|
            | `errors` | errors > 2% for 5m | Auto rollback |
            """
        ).value.plan
        #expect(plan.readiness?.gates.map(\.result?.value) == [.passed])
        #expect(plan.reviews.map(\.decision?.value) == [.approved])
        #expect(plan.rollback?.method?.value == .trafficSwitch)
        #expect(plan.rollback?.triggers.map(\.action?.value) == [.autoRollback])
    }

    @Test(arguments: [
        ("Step 1 - Drain node", "Drain node"), ("Step 2: Drain", "Drain"), ("Step 3 \u{2013} Drain", "Drain"),
        ("2 nodes", "2 nodes"),
    ])
    func aStepsNumberIsNoPartOfItsTitle(_ heading: String, _ title: String) {
        #expect(withoutNumber(heading) == title)
    }

    /// Which stars mark emphasis, as cmark has it.
    @Test(arguments: 0..<400) func starsAreReadAsCmarkReadsThem(_ seed: Int) {
        var state = UInt64(seed)
        let pieces = ["*", "**", "***", "a", "b c", " ", ".", "\"", "(", "\u{E9}", "/"]
        let text = (0..<9).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return pieces[Int(state >> 33) % pieces.count]
        }
        // Behind a letter it is a paragraph, whatever comes.
        let source = "x \(text.joined())"
        #expect(plainText(ofInline: source).trimmed == MarkdownDocument(source).plainText.trimmed, "\(source)")
    }
}
