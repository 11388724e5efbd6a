"""What looks like a secret in a page or a free text is told, and stands in nothing that is printed or published."""

import json

import hostile
import pytest

TOKEN = "ghp_abcdefghijklmnopqrstuvwxyz0123456789"
TEXT = f"Call it so:\n\n```\ncurl -H 'Authorization: Bearer {TOKEN}'\n```\n"
FRONT = "---\ntitle: A page\nsummary: S\n---\n\n"
PAGES = {
    "guides/g.md": FRONT + TEXT,
    "guides/README.md": "# Guides\n\n" + TEXT,
    "patterns/p.md": FRONT + TEXT,
    "checklists/c.md": "---\ntitle: A list\n---\n\n- [ ] One\n\n" + TEXT,
    "incidents/INC-1.md": "---\nid: INC-1\ntitle: An incident\ndate: 2026-01-01\n---\n\n" + TEXT,
    "releases/2026-01-02-free.md": "# A release in free text\n\n" + TEXT,
}


def book(folder, name, rule=None):
    path = folder / "content" / name
    path.parent.mkdir(parents=True)
    path.write_text(PAGES[name])
    (folder / "content/rollbook.yaml").write_text("title: T\n" + (f"rules: {{secret-in-text: {rule}}}\n" if rule else ""))


def published(folder):
    return [path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]


@pytest.mark.parametrize("name", PAGES)
def test_it_is_told_and_stands_nowhere(name, tmp_path):
    book(tmp_path, name)
    line = PAGES[name].split(TOKEN)[0].count("\n") + 1
    done = hostile.run(tmp_path, "check")
    is_free = name.startswith("releases/")  # Written for another tool, which knows no rule.
    severity = "warning" if is_free or name.endswith("README.md") else "error"
    assert f"content/{name}:{line}:32: {severity}: the text holds what looks like a GitHub token [secret-in-text]" in done.stderr
    for format in ("text", "json", "sarif", "github"):
        printed = hostile.run(tmp_path, "check", "--format", format)
        assert TOKEN not in printed.stdout + printed.stderr
    # A book may go on with it as a warning: then it is masked.
    book_file = tmp_path / "content/rollbook.yaml"
    book_file.write_text(book_file.read_text() + "rules: {secret-in-text: warning}\n")
    assert hostile.build(tmp_path).returncode == 0
    assert published(tmp_path) == []
    assert any("\u2588" in path.read_text(errors="replace") for path in (tmp_path / "site").rglob("*.html"))


def test_a_book_may_say_that_it_is_none(tmp_path):
    book(tmp_path, "releases/2026-01-02-free.md", rule="ignore")
    assert hostile.build(tmp_path).returncode == 0
    assert "releases/2026-01-02-free/deployment-plan.md" in published(tmp_path)
    assert "secret-in-text" not in hostile.run(tmp_path, "check", "--all").stderr


def test_many_in_one_page_are_told_together(tmp_path):
    path = tmp_path / "content/guides/g.md"
    path.parent.mkdir(parents=True)
    path.write_text(FRONT + "".join(f"password=hunter{number}moon\n\n" for number in range(60)))
    (tmp_path / "content/rollbook.yaml").write_text("title: T\n")
    done = hostile.run(tmp_path, "check", "--all", "--format", "json")
    found = [one for one in json.loads(done.stdout)["diagnostics"] if one["rule"] == "secret-in-text"]
    assert len(found) == 21 and "40 more secrets" in found[-1]["message"]
    assert "hunter" not in hostile.run(tmp_path, "check", "--all").stderr
