import Foundation

/// What mutations start from: this repository's own documents, and words that steer a reader.
enum Seeds {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The files below a folder of the repository with one of these endings, small enough to be mutated quickly.
    private static func files(_ folder: String, _ endings: [String], limit: Int = 8_000) -> [[UInt8]] {
        let paths = FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.compactMap { $0 as? String } ?? []
        return paths.sorted().filter { path in endings.contains { path.hasSuffix($0) } }
            .compactMap { FileManager.default.contents(atPath: "\(root)/\(folder)/\($0)").map(Array.init) }
            .filter { $0.count <= limit }
    }

    private static func texts(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    /// Blocks of code out of the examples, each with what stands in its place: the number of its language.
    private static var code: [[UInt8]] {
        texts([
            "#!/bin/sh\nset -e\nfor i in $(seq 3); do echo \"$i <version>\" | grep -v '#' > out.txt; done # done\n",
            "$ kubectl get pods\nNAME READY\n$ cat <<EOF\na\nEOF\n",
            "psql -c \"ALTER TABLE a ADD b int\" && rm -rf /var/x",
            "BEGIN;\nSET lock_timeout = '2s';\nALTER TABLE a ADD COLUMN b text NOT NULL DEFAULT 'x';\nCOMMIT;\n",
            "sum(rate(http_requests_total{job=\"api\",code=~\"5..\"}[5m])) by (code) > 0.5",
            "def f(a, b=\"\"\"x\"\"\"):\n    return a + 1.5e3  # no\n", "func main() { fmt.Println(`a`, 'b', 0x1F) }\n",
            "{\"a\": [1, true, null, \"b\\u0041\"], // c\n}", "a: &b [1, 'c', \"d\"]\n---\n<<: *b\n",
            "[a.b]\nc = 2026-03-14\n",
            "; c\nkey=value\n", "--- a\n+++ b\n@@ -1 +1 @@\n-c\n+d\n",
        ])
    }

    static func of(_ property: String) -> [[UInt8]] {
        switch property {
        case "markdown":
            let pages = (files("content", [".md"]) + files("Tests/Fixtures", [".md"])).map { [0] + $0 }
            return pages + markdown.flatMap { text in [0, 1, 9, 33, 255].map { [$0] + Array(text.utf8) } }
        case "highlight":
            return code.enumerated().flatMap { index, code in
                [[UInt8(index % 11)] + code, [UInt8(index * 7 % 11)] + code]
            }
        case "yaml":
            let records = files("content", ["run-1.yaml", "rollbook.yaml"]) + files("content/templates", [".yaml"])
            return records.enumerated().map { [UInt8([0, 1, 10][$0 % 3])] + $1 }
                + texts(records: yaml).enumerated().map { [UInt8($0 % 12)] + $1 }
        case "yaml-text":
            return texts([
                "a", "a: b", "- a", "\"a\\", "null", "1.10", "a\nb", "  a", "#", "é\u{85}\u{202E}🚀", "'", "{a}",
                "2026-03-14",
            ])
        case "plan": return files("content", [".yaml"], limit: 12_000).filter { !$0.isEmpty } + texts([plan])
        case "markdown-plan":
            return files("content/releases", [".md"], limit: 12_000) + texts([markdownPlan] + markdown)
        case "run": return files("content", ["run-1.yaml", "run.yaml"], limit: 12_000) + runs + texts([run])
        case "front-matter":
            let pages = files("content/patterns", [".md"]) + files("content/checklists", [".md"])
            return (pages + files("content/incidents", [".md"])).enumerated().map { [UInt8($0 % 4)] + $1 }
        case "trigger": return texts(triggers)
        case "sql":
            return files("Tests/Fixtures", [".sql"]).flatMap { [[1] + $0, [2] + $0] } + texts(sql).map { [0] + $0 }
        case "shell": return code + texts(shell)
        case "json", "feeds", "words":
            return [
                [6, 3, 0x61, 0xFF, 4, 0x62, 0xFF, 0x63, 0xFF, 2, 1],
                Array("a <b> & \"c\"\r\n".utf8) + [0xFF] + Array("a,b;c\\d é🚀".utf8),
            ]
                + texts([
                    "AKIAIOSFODNN7EXAMPLE", "password=hunter2hunter2 and more", "the old text", "Release: March 2026!",
                ])
        case "values":
            return texts([
                "1h30m", "2d", "T+20m", "T-24h", "T", "2026-03-14", "2026-03-14T22:00:00Z", "2026-03-14 22:00+01:00",
                "0.5%", "-3.25", "2024-02-29",
            ])
        default: return []
        }
    }

    private static func texts(records: [String]) -> [[UInt8]] { texts(records) }

    /// Runs are YAML files beside plans, under `runs/`.
    private static var runs: [[UInt8]] {
        files("content/releases", [".yaml"], limit: 12_000).filter {
            String(decoding: $0, as: UTF8.self).contains("outcome:")
        }
    }

    /// Words that get a reader somewhere, for the fuzzer's dictionary and for mutations.
    static let words = [
        "\n", "\n\n", " ", "  ", "\t", "\r\n", "\r", "\0", "é", "🚀", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{301}", "\\",
        "\"", "'",
        "- ", "- [ ] ", "1. ", "# ", "## ", "> ", "> [!NOTE]\n", "*", "**", "_", "~~", "`", "```\n", "~~~\n", "    ",
        "![", "[a](b)",
        "](", "]", "[^1]", "\n[^1]: ", "[r]: s\n", "| a | b |\n|---|:-:|\n", "|", "[TOC]", "---\n", "===\n", "...\n",
        "{#i}", "www.a.b",
        "http://a.b/(", "c@d.e", "<b>", "</b>", "<div>\n", "</div>", "<details>", "<li>", "<td>", "<a href=\"",
        "<img src=x>", "<!-- ",
        "-->", "<script>", "</p>", "<![CDATA[", "<?a", "&amp;", "&#x41;", "&lt", "javascript:", "data:", ": ", ":\n  ",
        "{", "}", "[", ",",
        "&a ", "*a", "!!str ", "<<: ", "|\n", ">\n", "|-\n", "~", "null", "yes", "1.10", "0x1F", ".inf", "T+20m", "5m",
        "2026-03-14",
        "T22:00:00Z", "5%", "id: ", "title: ", "steps:\n", "  - ", "phases:\n", "command: ", "when: ", "sections:\n",
        "schema: 1\n",
        "$(", "`a`", "<<EOF\n", "EOF\n", "$((", "| xargs ", "sudo ", "psql -c ", "ssh a ", "rm -rf /", " && ", "$'\\n'",
        "/*", "*/", "--",
        "$$", "$a$", "E'", "ALTER TABLE a ", "ADD COLUMN b ", "DROP TABLE c", "BEGIN", "END;", ";", "CREATE INDEX ",
        "UPDATE a SET b",
        "DELIMITER //\n", "exceeds ", "> ", ">= 5 % ", "for 5m", "over ", "at least ", "consecutive minutes", "AKIA",
        "ghp_", "password=",
    ]
}

extension Seeds {
    fileprivate static let markdown = [
        "# Title\n\nA *b* **c** ~~d~~ `e` [f](g \"h\") ![i](j) <b>k</b> http://l.m\n",
        "| a | b |\n|---|:-:|\n| `c` | [d](e) |\n\n- [ ] task {#own}\n- [x] done\n  1. one\n",
        "> [!WARNING]\n> careful\n\nx[^1] y[^2]\n\n[^1]: note\n    more\n[^2]: other\n",
        "[TOC]\n\n# a\n## b\n### b\n# a\n",
        "<details open>\n<summary>a</summary>\n\n*b*\n\n</details>\n\n<table><tr><td>c</table>\n",
        "```sh\n$ a <b>\n```\n\n    code\n",
        "[a]: javascript:b\n\n[a] [c](file:d) <data:e> ![f](data:image/png;base64,g)\n", "a\\\nb  \nc\r\nd\re\u{85}f\n",
    ]
    fileprivate static let yaml = [
        "title: a\nurl: b\n",
        "title: a\nkind: deployment\nsteps:\n  - title: b\n    command: |\n      c\n    verify: {command: d, expected: e}\n",
        "triggers:\n  - {when: error rate > 5 % for 5m, action: rollback}\n",
        "id: a\nscript: b.sql\nreversibility: reversible\n",
        "when: \"p99 > 800 ms for 5m\"\nmetric: p99\nthreshold: 0.5\n",
        "title: a\nsummary: >\n  b\n  c\naliases: [d, 'e', \"f\"]\n",
        "base: &a {title: b}\nx:\n  <<: *a\n",
        "started: 2026-03-14T22:00:00Z\noutcome: success\nsteps: [{id: a, result: done}]\n",
    ]
    fileprivate static let plan = """
        schema: 1
        id: a-1.0.0
        title: A
        service: a
        version: "1.0.0"
        vars: {x: y}
        phases:
          - kind: deployment
            steps:
              - {id: b, title: B, command: "echo %{x}", expected: y, duration: 5m, owner: c}
        rollback:
          triggers:
            - {id: t, when: error rate > 5 % for 5m, action: rollback}
          steps:
            - {title: Back, command: undo, verify: {command: look, expected: old}}
        sections:
          - {id: own, title: Own, body: "text *a*"}
        """
    fileprivate static let markdownPlan = """
        ---
        schema: 1
        id: a-1.0.0
        service: a
        version: "1.0.0"
        ---
        # A

        ## Deployment plan

        ### Phase 1: Deploy

        #### Step 1.1: Switch

        - **Owner:** b
        - **Duration:** 5m

        ```bash
        switch --to green
        ```

        **Expected:** green

        ## Rollback

        | Trigger | Action |
        | --- | --- |
        | error rate > 5 % for 5m | rollback |

        """
    fileprivate static let run = """
        attempt: 1
        started: 2026-03-14T22:00:00Z
        ended: 2026-03-14T23:00:00Z
        outcome: rolled-back
        steps:
          - {id: b, result: failed, started: 2026-03-14T22:05:00Z, deviation: it broke}
        decisions:
          - {at: 2026-03-14T22:10:00Z, decision: rollback, by: c, reason: d}
        """
    fileprivate static let triggers = [
        "error rate > 5 % for 5m", "p99 latency exceeds 800ms for 2 consecutive minutes",
        "at least 3 failed logins in 5m",
        "5 or more errors over a 5-minute window", "spike in errors",
        "queue depth >= 1,000 messages for 10 min and error rate > 1%",
        "5-minute error rate above 0.5 per cent", "latency over 800 ms", "no data for an hour",
        "availability below 99.9 % for 1h30m",
    ]
    fileprivate static let sql = [
        "CREATE INDEX i ON a (b); ALTER TABLE a DROP COLUMN b, ADD c int NOT NULL;",
        "DO $$ BEGIN DROP TABLE a; END $$;",
        "DELIMITER //\nCREATE PROCEDURE p() BEGIN IF a THEN DELETE FROM b; END IF; END//\n",
        "COPY a FROM STDIN;\n1\t2\n\\.\nUPDATE a SET b = 1;",
        "/* c /* d */ */ -- e\nWITH x AS (DELETE FROM a RETURNING *) SELECT 'f''g', E'h\\'i', $t$j$t$, \"k\", `l`;",
        "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d NOT VALID; ALTER TABLE a VALIDATE CONSTRAINT c;",
        "RENAME TABLE a TO b; TRUNCATE a, b CASCADE; LOCK TABLE a; VACUUM FULL a; REINDEX TABLE a;",
    ]
    fileprivate static let shell = [
        "sudo -u a env B=c timeout 5 bash -c 'rm -rf /data && psql -f \"x y.sql\"'",
        "cat <<-'EOF' | mysql db\n\tDROP TABLE a;\n\tEOF\n",
        "ssh host \"docker exec -it c psql -c 'DELETE FROM a'\"", "a=$(b `c $(d)`) e $((1 + (2))) 2>&1 >f <g <<<h",
        "find . -name x | xargs -n 1 rm -rf; kubectl delete ns a; dd if=/dev/zero of=/dev/sda",
        "if a; then b; else c; fi; while d; do e; done &",
    ]
}
