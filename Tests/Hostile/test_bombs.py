"""Content that is made to cost: a diagnostic or a site, in bounded memory, and four times the content in about four times the time.

ROLLBOOK_BOMBS multiplies the sizes, for a release build: 8 is a good number there.
"""

import os

import hostile
import pytest

SCALE = int(os.environ.get("ROLLBOOK_BOMBS") or 1)
PLAN = "releases/a/deployment-plan.yaml"
HEAD = "status: draft\nservice: one\nversion: '1'\ntitle: A\n"


def alias_bomb(levels):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [" + ", ".join([f"*a{level - 1}"] * 10) + "]" for level in range(1, levels)]
    return "\n".join(lines) + "\n"


def merges(count):
    lines = ["m0: &m0 {k0: v}"] + [f"m{number}: &m{number} {{<<: *m{number - 1}, k{number}: v}}" for number in range(1, count)]
    return "\n".join(lines) + "\n"


# What ends with a diagnostic: the file, its text, and the rule.
REFUSED = {
    "aliases of aliases": (PLAN, lambda: HEAD + alias_bomb(30), "too-many-aliases"),
    "merges of merges": (PLAN, lambda: HEAD + merges(2000), "too-many-aliases"),
    "an alias in itself": (PLAN, lambda: "title: &a [*a]\n", "parse-error"),
    "100,000 lists in lists": (PLAN, lambda: "title: " + "[" * 100_000, "too-deep"),
    "100,000 mappings in mappings": (PLAN, lambda: "{a: " * 100_000, "too-deep"),
    "3,000 levels by indentation": (PLAN, lambda: "".join(" " * level + "a:\n" for level in range(3_000)), "too-deep"),
    "100,000 items in items": (PLAN, lambda: "- " * 100_000 + "x", "too-deep"),
    "100,000 keys in question": (PLAN, lambda: "? " * 100_000 + "x", "too-deep"),
    "a million keys": (PLAN, lambda: HEAD + "".join(f"k{number}: v\n" for number in range(1_000_000)), "too-many-aliases"),
    "a million items": (PLAN, lambda: HEAD + "tags: [" + "x, " * 1_000_000 + "x]\n", "too-many-aliases"),
    "a million keys in front matter": ("guides/g.md", lambda: "---\n" + "".join(f"k{number}: v\n" for number in range(1_000_000)) + "---\n# G\n", "too-many-aliases"),
    "a million keys of the book": ("rollbook.yaml", lambda: "title: B\n" + "".join(f"k{number}: v\n" for number in range(1_000_000)), "too-many-aliases"),
    "aliases in a run": ("releases/a/runs/1.yaml", lambda: alias_bomb(30), "too-many-aliases"),
    "aliases in front matter": ("incidents/i.md", lambda: "---\n" + alias_bomb(30) + "---\n# I\n", "too-many-aliases"),
    "aliases in the template": ("templates/deployment-plan.yaml", lambda: alias_bomb(30), "too-many-aliases"),
    "a key of a megabyte": (PLAN, lambda: HEAD + "k" * (1 << 20) + ": v\n", "parse-error"),
    "an anchor of a megabyte": (PLAN, lambda: HEAD + "x: &" + "a" * (1 << 20) + " y\n", "unknown-key"),
    "20 MiB": (PLAN, lambda: HEAD + "summary: " + "x" * (20 << 20), "file-too-large"),
    "20 MiB of Markdown": ("guides/g.md", lambda: "# G\n\n" + "x " * (10 << 20), "file-too-large"),
}


def write(folder, path, text):
    content = folder / "content"
    for name, default in (("rollbook.yaml", "title: B\ngit: false\n"), (PLAN, HEAD)):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(default)
    (content / path).parent.mkdir(parents=True, exist_ok=True)
    (content / path).write_text(text)


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_in_bounds(name, tmp_path):
    path, text, rule = REFUSED[name]
    write(tmp_path, path, text())
    code, said, seconds, megabytes = hostile.measured(tmp_path, "build", "--no-git")
    assert code == 1, said[:2000]
    assert f"[{rule}]" in said and f"content/{path}:" in said, said[:2000]
    assert "nothing was published" in said
    assert not (tmp_path / "site/index.html").exists()
    print(f"\n{name}: {seconds:.1f} s, {megabytes:.0f} MB")
    assert megabytes < 2500
    # A message is for people: no line of it holds a megabyte.
    assert max(map(len, said.splitlines())) < 20_000, "a line of a message has more than 20,000 characters"


def steps(count, **fields):
    made = "".join(f"      - {{id: s{number}, title: Step {number}, command: ./go {number}, expected: x, verify: y}}\n" for number in range(count))
    return HEAD + "phases:\n  - kind: deployment\n    steps:\n" + made


# What is built: the file, a size for a release build, of which an eighth is tried in a debug build, and its text.
GROWING = {
    "steps": (PLAN, 500, steps),
    "one long text": (PLAN, 200_000, lambda n: HEAD + "summary: " + "word " * n),
    "one long word": (PLAN, 1_000_000, lambda n: HEAD + "summary: " + "x" * n),
    "a long command": (PLAN, 30_000, lambda n: HEAD + "phases: [{kind: deployment, steps: [{title: T, command: \"" + "echo 'a' && " * n + "true\"}]}]\n"),
    "commands in commands": (PLAN, 5_000, lambda n: HEAD + "phases: [{kind: deployment, steps: [{title: T, command: '" + "$(" * n + ")" * n + "'}]}]\n"),
    "open quotes": (PLAN, 30_000, lambda n: HEAD + "phases: [{kind: deployment, steps: [{title: T, command: \"" + "`\\\"${" * n + "\"}]}]\n"),
    "triggers": (PLAN, 500, lambda n: HEAD + "rollback:\n  triggers:\n" + "".join(f"    - {{id: t{number}, when: errors > {number % 99}% for 5m}}\n" for number in range(n))),
    "a long trigger": (PLAN, 30_000, lambda n: HEAD + "rollback: {triggers: [{when: \"" + "errors > 5% for 5m and " * n + "\"}]}\n"),
    "roles": (PLAN, 1_000, lambda n: HEAD + "roles:\n" + "".join(f"  - {{role: r{number}, person: P{number}}}\n" for number in range(n))),
    "findings": (PLAN, 2_000, lambda n: HEAD + "".join(f"unknown{number}: v\n" for number in range(n))),
    "duplicate keys": (PLAN, 5_000, lambda n: HEAD + "title: B\n" * n),
    "known variables": (PLAN, 5_000, lambda n: HEAD + "vars: {a: b}\nphases: [{kind: deployment, steps: [{title: T, command: \"" + "%{a} " * n + "\"}]}]\n"),
    "unknown variables": (PLAN, 5_000, lambda n: HEAD + "vars: {a: b}\nphases: [{kind: deployment, steps: [{title: T, command: \"" + "%{x} " * n + "\"}]}]\n"),
    "secrets": (PLAN, 5_000, lambda n: HEAD + "phases: [{kind: deployment, steps: [{title: T, command: 'mysql " + "-pHunter2 --token abc123def password=\"x1y2z3\" " * n + "'}]}]\n"),
    "placeholders": (PLAN, 5_000, lambda n: HEAD + "phases: [{kind: deployment, steps: [{title: T, command: '" + "<host> TODO \u2013 " * n + "'}]}]\n"),
    "SQL beside the plan": ("releases/a/x.sql", 20_000, lambda n: "ALTER TABLE a DROP COLUMN b;\n" * n),
    "emphasis": ("guides/g.md", 40_000, lambda n: "# G\n\n" + "*a **b " * n),
    "brackets": ("guides/g.md", 50_000, lambda n: "# G\n\n" + "[" * n + "](x)" * n),
    "quotes in quotes": ("guides/g.md", 50_000, lambda n: "# G\n\n" + ">" * n + " x"),
    "lists in lists": ("guides/g.md", 20_000, lambda n: "# G\n\n" + "- " * n + "x"),
    "backticks": ("guides/g.md", 500, lambda n: "# G\n\n" + " ".join("`" * number for number in range(1, n))),
    "link definitions": ("guides/g.md", 10_000, lambda n: "# G\n\n" + "".join(f"[a{number}]: x{number}\n" for number in range(n)) + "\n" + "".join(f"[a{number}] " for number in range(n))),
    "footnotes": ("guides/g.md", 3_000, lambda n: "# G\n\n" + "".join(f"x[^{number}] " for number in range(n)) + "\n\n" + "".join(f"[^{number}]: y\n\n" for number in range(n))),
    "tables": ("guides/g.md", 10_000, lambda n: "# G\n\n| a | b |\n|---|---|\n" + "| c | d |\n" * n),
    "a wide table": ("guides/g.md", 5_000, lambda n: "# G\n\n|" + " a |" * n + "\n|" + "---|" * n + "\n|" + " b |" * n + "\n"),
    "raw HTML": ("guides/g.md", 20_000, lambda n: "# G\n\n" + "<b><i>" * n),
    "comments that stay open": ("guides/g.md", 30_000, lambda n: "# G\n\n" + "a <!-- " * n),
    "headings of one name": ("guides/g.md", 3_000, lambda n: "# G\n\n" + "## Same\n\n" * n),
    "entities": ("guides/g.md", 50_000, lambda n: "# G\n\n" + "&amp;&#0;&#x110000;" * n),
    "addresses": ("guides/g.md", 20_000, lambda n: "# G\n\n" + "www.a.b/(( a@b.c " * n),
    "a fence of shell": ("guides/g.md", 30_000, lambda n: "# G\n\n```bash\n" + "if [ \"$(a)\" ]; then\n" * n + "```\n"),
}


@pytest.mark.parametrize("name", GROWING)
def test_takes_linear_time(name, tmp_path):
    path, size, text = GROWING[name]
    figures = []
    for factor in (1, 4):
        folder = tmp_path / str(factor)
        folder.mkdir()
        write(folder, path, text(max(20, size * SCALE // 8) * factor))
        code, said, seconds, megabytes = hostile.measured(folder, "build", "--no-git")
        assert code in (0, 1), said[-2000:]
        assert code == 0 or "[" in said
        figures.append((seconds, megabytes))
    (short, _), (long, megabytes) = figures
    print(f"\n{name}: {short:.2f} s, four times as much {long:.2f} s, {megabytes:.0f} MB")
    # Four times as much may take eight times as long, and the second that a loaded machine may add.
    assert long < short * 8 + 1, figures
    assert megabytes < 2500


def test_many_files(tmp_path):
    figures = []
    for count in (250, 1000):
        folder = tmp_path / str(count)
        folder.mkdir()
        write(folder, PLAN, HEAD)
        for number in range(count):
            (folder / f"content/guides/d{number % 10}").mkdir(parents=True, exist_ok=True)
            (folder / f"content/guides/d{number % 10}/g{number}.md").write_text(f"# Guide {number}\n\n[next](g{number}.md)\n")
        figures.append(hostile.measured(folder, "build", "--no-git")[2])
    assert figures[1] < figures[0] * 8 + 1, figures
