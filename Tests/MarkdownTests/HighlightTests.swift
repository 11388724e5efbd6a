import Foundation
import Markdown
import Testing

@Suite("Highlighting")
struct HighlightTests {
    @Test(
        "Tokens",
        arguments: [
            ("bash", "# c\n", "[c:# c]\n"),
            (
                "bash", "sudo kubectl --context=\"$CTX\" get <pod>\n",
                "[f:sudo] [f:kubectl] [y:--context]=[s:\"][v:$CTX][s:\"] get [p:<pod>]\n"
            ),
            (
                "sh", "A=1 make | tee 'x y' > ${OUT}\n",
                "[v:A][x:=]1 [f:make] [x:|] [f:tee] [s:'x y'] [x:>] [v:${OUT}]\n"
            ),
            (
                "bash", "if [ -f a ]; then\n  rm %{file}\nfi\n",
                "[k:if] [x:[] [y:-f] a [x:]][x:;] [k:then]\n  [f:rm] [p:%{file}]\n[k:fi]\n"
            ),
            ("bash", "cat <<EOF\na $b\nEOF\nls\n", "[f:cat] [x:<<][s:EOF]\n[s:a $b\nEOF]\n[f:ls]\n"),
            ("console", "$ ls -l \\\n  a\nfile 1\n", "[g:$ ][f:ls] [y:-l] \\\n  a\n[o:file 1]\n"),
            ("console", "root@db:~# psql\nok\n", "[g:root@db:~# ][f:psql]\n[o:ok]\n"),
            ("bash", "$ ls\nout\n", "[g:$ ][f:ls]\n[o:out]\n"),
            (
                "sql", "SELECT count(*) FROM t -- c\nWHERE a = 'x''y' AND b > 1;\n",
                "[k:SELECT] [f:count]([x:*]) [k:FROM] t [c:-- c]\n[k:WHERE] a [x:=] [s:'x'][s:'y'] [k:AND] b [x:>] [n:1];\n"
            ),
            (
                "yaml", "a: 1 # c\n- b: \"x\"\n  c: |\n    text\n    more: 1\nd: true\n",
                "[y:a][x::] [n:1] [c:# c]\n[x:-] [y:b][x::] [s:\"x\"]\n  [y:c][x::] |\n[s:    text]\n[s:    more: 1]\n[y:d][x::] [k:true]\n"
            ),
            ("json", "{\"a\": [1, \"b\", null]}", "{[y:\"a\"]: [[n:1], [s:\"b\"], [k:null]]}"),
            (
                "diff", "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n",
                "[m:--- a]\n[m:+++ b]\n[m:@@ -1 +1 @@]\n[d:-x]\n[a:+y]\n z\n"
            ),
            ("toml", "[t]\nk = \"v\" # c\n", "[y:[t]]\n[y:k ][x:=] [s:\"v\"] [c:# c]\n"),
            ("ini", "; c\nk=v\n", "[c:; c]\n[y:k][x:=]v\n"),
            (
                "promql", "sum(rate(http_requests_total{code=~\"5..\"}[5m])) > 0.02",
                "[k:sum]([f:rate](http_requests_total{[y:code][x:=~][s:\"5..\"]}[[n:5m]])) [x:>] [n:0.02]"
            ),
            (
                "python", "def f(x):  # c\n    return '''a\nb'''\n",
                "[k:def] [f:f](x):  [c:# c]\n    [k:return] [s:'''a\nb''']\n"
            ),
            ("go", "func f() { x := `a`; /* c */ }\n", "[k:func] [f:f]() { x :[x:=] [s:`a`]; [c:/* c */] }\n"),
        ]
    )
    func tokens(_ language: String, _ code: String, _ expected: String) throws {
        let html = try #require(highlight(code, language: language))
        #expect(picture(html) == expected)
    }

    @Test("Languages that are not known are left alone", arguments: ["mermaid", "", "text", "rust"])
    func unknown(_ language: String) {
        #expect(highlight("a", language: language) == nil)
        #expect(highlight("ls", language: "sh title=\"x\"") != nil)
    }

    @Test("Without its tags the HTML is the code", .enabled(if: SharedData.has("corpora"), "the corpora are not there"))
    func lossless() {
        let languages = ["bash", "console", "sql", "yaml", "json", "diff", "toml", "ini", "promql", "python", "go"]
        var blocks = 0
        for (index, file) in SharedData.corpora().enumerated() where index % 8 == 0 {
            for block in MarkdownDocument(file.text).codeBlocks.prefix(20) where block.text.utf8.count < 4_000 {
                for language in languages {
                    let text = stripped(highlight(block.text, language: language) ?? "")
                    if text != block.text { Issue.record("\(file.path):\(block.line) as \(language)") }
                }
                blocks += 1
            }
        }
        print("highlighting: \(blocks) blocks of code in \(languages.count) languages, nothing lost")
    }

    @Test("Nothing is lost of noise either")
    func noise() {
        var state: UInt64 = 42
        let signs = Array("ab $\"'`\\<>{}()[]#-=:|&;%@!1.\n\n\t/*é🙂").map(String.init)
        for _ in 0..<300 {
            var code = ""
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                code += signs[Int(state >> 33) % signs.count]
            }
            for language in ["bash", "console", "sql", "yaml", "json", "diff", "toml", "ini", "promql", "python", "go"]
            {
                #expect(stripped(highlight(code, language: language) ?? "") == code, "\(language)")
            }
        }
    }

    @Test(
        "Linear",
        arguments: ["\"", "${", "'", "<a", "%{", "`", "/*", "<<E\n", "a: |\n", "$ a\n", "- ", "''' ", "{", "\\"]
    )
    func linear(_ piece: String) {
        for language in ["bash", "sql", "yaml", "python", "go", "json"] {
            #expect(
                isLinear { _ = highlight(String(repeating: piece, count: 1_000 * $0), language: language) }.isLinear,
                "\(language)"
            )
        }
    }

    /// `<span class="hl-k">if</span>` as `[k:if]`.
    private func picture(_ html: String) -> String {
        unescaped(
            html.replacingOccurrences(of: "<span class=\"hl-", with: "[").replacingOccurrences(of: "</span>", with: "]")
                .replacingOccurrences(of: "\">", with: ":")
        )
    }

    private func stripped(_ html: String) -> String {
        unescaped(html.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression))
    }

    private func unescaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
            .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
    }
}
