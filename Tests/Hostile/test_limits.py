"""Each limit of content/guides/limits.md at its value and beyond it: a finding that names the file, never a silent loss."""

import json
import re

import hostile
import pytest

PLAN = "releases/a/deployment-plan.yaml"
HEAD = "status: draft\nservice: one\nversion: '1'\ntitle: A\n"
LIMITS = (hostile.ROOT / "content/guides/limits.md").read_text()


def check(folder, files):
    """The findings of a book of these files: their rules by file."""
    content = folder / "content"
    for path, text in ({"rollbook.yaml": "title: B\ngit: false\n", PLAN: HEAD} | files).items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    done = hostile.run(folder, "check", "--format", "json", "--all")
    assert done.returncode in (0, 1), done.stderr
    return {(item["rule"], item["file"].removeprefix("content/")) for item in json.loads(done.stdout)["diagnostics"]}


def nested(depth):
    return HEAD + "x: " + "[" * depth + "]" * depth + "\n"


# What is limited: the words that the guide has for it, what lies at the limit, what beyond, and the rule.
CASES = {
    "a file that is read": ("16 MiB", "guides/g.md", lambda over: b"# G\n\n" + b"x" * ((16 << 20) - 5 + over), "file-too-large"),
    "a file that is published as it is": ("16 MiB", "releases/a/x.txt", lambda over: b"x" * ((16 << 20) + over), "file-too-large"),
    # The record itself is the first level.
    "lists and mappings in each other": ("64 levels", PLAN, lambda over: nested(63 + over), "too-deep"),
    # The mapping, five keys' values and the list.
    "values of a document, aliases put in": ("100,000", PLAN, lambda over: HEAD + "tags: [" + ", ".join(["x"] * (100_000 - 11 + over)) + "]\n", "too-many-aliases"),
    "documents in a file": ("1 ", PLAN, lambda over: HEAD + "---\na: b\n" * over, "parse-error"),
    "a key": ("1,024 characters", PLAN, lambda over: HEAD + "k" * (1024 - 1 + over * 10) + ": v\n", "parse-error"),
    "columns of a table": ("1,000", "guides/g.md", lambda over: "# G\n\n|" + "a|" * (1000 + over) + "\n|" + "-|" * (1000 + over) + "\n", "too-deep"),
    "an id": ("100 characters", PLAN, lambda over: HEAD + "id: " + "a" * (100 + over) + "\n", "bad-id"),
    # `/`, the name, `/index.html`.
    "an alias, with the name of the file that it becomes": ("240 bytes", PLAN, lambda over: HEAD + "aliases: [/" + "a" * (240 - 11 + over) + "]\n", "bad-alias"),
}


@pytest.mark.parametrize("what", CASES)
def test_at_the_limit_and_beyond(what, tmp_path):
    value, path, text, rule = CASES[what]
    row = next(line for line in LIMITS.splitlines() if line.startswith(f"| {what} |"))
    assert value in row + " " and f"#{rule})" in row, row
    (tmp_path / "at").mkdir()
    (tmp_path / "over").mkdir()
    assert (rule, path) not in check(tmp_path / "at", {path: text(0)})
    assert (rule, path) in check(tmp_path / "over", {path: text(1)})


def test_a_path(tmp_path):
    # 240 bytes of names that a file system takes.
    def path(length):
        return "guides/" + "/".join(["é" * 30] * 3) + "/" + "b" * (length - 7 - 3 * 61 - 3) + ".md"

    assert len(path(240).encode()) == 240
    (tmp_path / "at").mkdir()
    (tmp_path / "over").mkdir()
    assert ("path-too-long", path(240)) not in check(tmp_path / "at", {path(240): "# G\n"})
    assert ("path-too-long", path(241)) in check(tmp_path / "over", {path(241): "# G\n"})


@pytest.mark.parametrize("text", [b"# G\n\nx\xff\n", b"# G\n\nx\0\n"], ids=["not UTF-8", "a NUL"])
def test_text(text, tmp_path):
    assert ("parse-error", "guides/g.md") in check(tmp_path, {"guides/g.md": text})


def test_markdown_in_each_other_is_flattened_and_told(tmp_path):
    (tmp_path / "at").mkdir()
    (tmp_path / "over").mkdir()
    assert ("too-deep", "guides/g.md") not in check(tmp_path / "at", {"guides/g.md": "# G\n\n" + ">" * 190 + " x\n"})
    assert ("too-deep", "guides/g.md") in check(tmp_path / "over", {"guides/g.md": "# G\n\n" + ">" * 210 + " Word\n"})
    hostile.build(tmp_path / "over")
    (tmp_path / "over/content/rollbook.yaml").write_text("title: B\ngit: false\nrules: {too-deep: warning}\n")
    assert hostile.build(tmp_path / "over").returncode == 0
    assert "Word" in (tmp_path / "over/site/guides/g/index.html").read_text()


def test_the_feed_holds_the_newest_fifty(tmp_path):
    plans = {
        f"releases/r{number}/deployment-plan.yaml": f"status: cancelled\nservice: one\nversion: '1'\ntitle: T{number}\nwindow: {{start: 2026-01-01T{number // 60:02}:{number % 60:02}:00Z, end: 2026-01-02T00:00:00Z}}\n"
        for number in range(51)
    }
    check(tmp_path, plans)
    rules = set()
    for _ in range(3):
        (tmp_path / "content/rollbook.yaml").write_text("title: B\ngit: false\nrules: {" + ", ".join(f"{rule}: ignore" for rule in sorted(rules)) + "}\n")
        done = hostile.build(tmp_path, "--all")
        rules |= set(re.findall(r": error: .*\[([a-z-]+)\]$", done.stderr, re.MULTILINE))
    assert done.returncode == 0, done.stderr[-1000:]
    feed = (tmp_path / "site/feed.xml").read_text()
    assert feed.count("<entry>") == 50 and "T50<" in feed and ">T0<" not in feed and "T0<" not in feed.replace("T10<", "").replace("T20<", "").replace("T30<", "").replace("T40<", "").replace("T50<", "")
    assert len(json.loads((tmp_path / "site/releases.json").read_text())["releases"]) == 52


def test_findings_are_folded_in_text_alone(tmp_path):
    check(tmp_path, {PLAN: HEAD + "".join(f"unknown{number}: v\n" for number in range(101))})
    text = hostile.run(tmp_path, "check").stderr
    assert "... and 1 more [unknown-key]; `--all` prints them" in text
    assert "unknown100" in hostile.run(tmp_path, "check", "--all").stderr


def test_secrets_of_one_text(tmp_path):
    def found(count):
        text = " ".join(f"password=hunter{number}moon" for number in range(count))
        check(tmp_path, {PLAN: HEAD + f"summary: {text}\n"})
        done = hostile.run(tmp_path, "check", "--all")
        assert "hunter" not in done.stderr
        return done.stderr.count("[secret-in-text]")

    assert found(20) == 20
    assert found(60) == 21


def test_the_guide_names_no_limit_that_is_not_tried():
    rows = {line.split("|")[1].strip() for line in LIMITS.splitlines() if line.startswith("| ") and not line.startswith("| what")}
    elsewhere = {
        "a file's path below the content folder", "text", "number of files", "lists, quotes and the like in each other", "releases in `feed.xml`",
        "findings of one rule, in text", "secrets told of one text, each at its place",
        # test_paths.py; Tests/CatalogTests/DiskTests.swift
        "a symbolic link that leads out of the content folder, or into `.git` and the like", "folders reached through symbolic links",
        # test_bombs.py sees that what lies beyond costs no more; Tests/DocumentsTests look at the rules themselves.
        "substitutions in each other, in a command", "words of one SQL statement", "unsafe operations told of one script",
        # Tests/CommandsTests/GitTroubleTests.swift
        "git's answer",
    }
    assert rows == set(CASES) | elsewhere
