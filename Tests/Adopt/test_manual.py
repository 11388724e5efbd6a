"""What the manual shows is what the program does: the theme of its example, its Markdown plan, its references."""

import json
import re
import subprocess

import pytest

from conftest import PROGRAM, ROOT, rollbook
from test_snippets import fences

GUIDES = ROOT / "content/guides"


def book(folder):
    done = rollbook(folder, "init", ".")
    assert done.returncode == 0, done.stderr
    return folder


# ---- the references


def tables(page, heading):
    """The first cells of the tables' rows by the heading that they stand under."""
    found, title = {}, ""
    for line in (GUIDES / page).read_text().split("\n"):
        if match := re.match(rf"^#{{2,3}} ({heading}.*)$", line):
            title = match.group(1)
        elif match := re.match(r"^\| `([^`]+)` \|", line):
            found.setdefault(title, []).append(match.group(1))
    return found


@pytest.mark.parametrize("name", ["plan", "run", "site", "pattern", "checklist", "guide", "incident", "template"])
def test_every_key_of_the_schema_is_in_the_reference(name):
    """The schema is made from the tables by which plans are read; it is asked here in its own way."""
    schema = json.loads(rollbook(ROOT, "schema", name).stdout)
    listed = tables("fields.md", "")
    records = [schema, *schema.get("$defs", {}).values()]
    records = [record["properties"] for record in records if record.get("additionalProperties") is False]
    assert records
    for properties in records:
        assert any(set(properties) == set(keys) for keys in listed.values()), sorted(properties)


def test_every_layout_of_the_default_theme_is_in_the_reference():
    layouts = {path.stem for path in (ROOT / "themes/default/layouts").glob("*.mustache")} - {"base"}
    assert {title.removeprefix("Layout ") for title in tables("template-values.md", "Layout")} == layouts


def test_names_of_templates_are_in_the_reference():
    """Each name that the default's templates use is a value of some object of the reference."""
    known = {name for names in tables("template-values.md", "(?:Layout|Object)").values() for name in names}
    for path in (ROOT / "themes/default").glob("*/*.mustache"):
        for name in re.findall(r"\{\{\{?[#^]?([a-z_.]+)\}", path.read_text()):
            for part in filter(None, name.split(".")):
                assert part.removeprefix("has_") in known or part in known, f"{path}: {part}"


# ---- the theme of the example


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A new book with the theme that the guide makes, its files as they stand there."""
    folder = book(tmp_path_factory.mktemp("house"))
    text = (GUIDES / "themes.md").read_text().split("## An example")[1]
    files = re.findall(r"^`(themes/house/[\w./-]+)`.*?^```\w+\n(.*?)^```$", text, re.M | re.S)
    assert [name for name, _ in files] == [
        "themes/house/partials/header.mustache", "themes/house/assets/house.css", "themes/house/partials/release-risk.mustache"
    ]
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


@pytest.fixture(scope="module")
def sites(house):
    for options in (["--output", "plain"], ["--output", "site", "--theme", "themes/house"]):
        done = rollbook(house, "build", "--no-git", *options)
        assert done.returncode == 0, done.stderr
    return house / "plain", house / "site"


def test_the_theme_changes_logo_colour_and_partial(sites):
    plain, site = sites
    pages = [path.relative_to(plain) for path in plain.rglob("*.html") if 'class="site-header"' in path.read_text()]
    assert len(pages) > 20
    for name in pages:
        page = (site / name).read_text()
        assert page.count('class="house-logo"') == 1 and page.count("assets/house.css") == 1, name
        assert (site / name).parent.joinpath(re.search(r'href="([^"]*assets/house.css)"', page).group(1)).is_file() or name.name == "404.html"
    assert "--accent: #1a5e3a" in (site / "assets/house.css").read_text()


def test_the_theme_adds_a_section_with_an_address(sites):
    plain, site = sites
    page = (site / "releases/web-1.0.0/index.html").read_text()
    section = re.search(r'<section id="who-decides">.*?</section>', page, re.S).group()
    assert "Robin Example decides about rolling back, and Kim Example where nobody answers." in section
    assert re.search(r'After <time datetime="2026-03-03T09:45:00Z">.*</time> nobody does\.', section)
    assert "/releases/web-1.0.0/#who-decides" in (site / "permalinks.txt").read_text().split("\n")
    gone = set((plain / "permalinks.txt").read_text().split("\n")) - set((site / "permalinks.txt").read_text().split("\n"))
    assert not gone


def test_the_theme_begins_with_the_defaults_partial(house):
    shown = rollbook(house, "theme", "show", "partials/release-risk.mustache").stdout
    assert (house / "themes/house/partials/release-risk.mustache").read_text().startswith(shown)


def test_a_misspelt_name_is_told_as_the_guide_says(house):
    told = re.search(r"^themes/house/partials/header.mustache:.*$", (GUIDES / "themes.md").read_text(), re.M).group()
    wrong = house / "wrong/themes/house/partials/header.mustache"
    wrong.parent.mkdir(parents=True)
    wrong.write_text((house / "themes/house/partials/header.mustache").read_text().replace("book_title", "book_titel"))
    done = rollbook(house / "wrong", "build", "--no-git", "--content", "../content", "--output", "s", "--theme", "themes/house")
    assert (done.returncode, done.stderr.strip()) == (64, told)


# ---- a plan in Markdown


@pytest.fixture(scope="module")
def markdown_plan(tmp_path_factory):
    folder = book(tmp_path_factory.mktemp("markdown"))
    plan = next(text for language, text, _ in fences(GUIDES / "markdown-plans.md") if language == "markdown" and text.startswith("---\nschema: 1"))
    path = folder / "content/releases/search-1.5.0/deployment-plan.md"
    path.parent.mkdir()
    path.write_text(plan + "\n")
    return folder, "content/releases/search-1.5.0/deployment-plan.md"


def test_the_markdown_plan_of_the_guide_has_no_finding(markdown_plan):
    folder, path = markdown_plan
    done = rollbook(folder, "check", "--strict", path)
    assert done.returncode == 0, done.stderr
    assert "nothing found" in done.stderr, done.stderr


def test_the_outline_is_the_one_of_the_guide(markdown_plan):
    folder, path = markdown_plan
    shown = next(text for language, text, _ in fences(GUIDES / "markdown-plans.md") if language == "text" and text.startswith(path))
    outline = rollbook(folder, "check", "--explain", path).stdout
    assert outline.startswith(shown), outline


def test_the_plan_in_yaml_and_in_markdown_are_one_format(markdown_plan):
    """What the guide promises: `runbook` of a plan is a Markdown plan that says the same."""
    folder, path = markdown_plan
    document = subprocess.run([PROGRAM, "runbook", "content/releases/web-1.0.0/deployment-plan.yaml"], cwd=folder, capture_output=True, text=True)
    assert document.returncode == 0, document.stderr
    other = folder / "content/releases/web-1.0.0-again/deployment-plan.md"
    other.parent.mkdir()
    other.write_text(document.stdout.replace("id: web-1.0.0\n", "id: web-1.0.0-again\n"))
    done = rollbook(folder, "diff", "--exit-code", "web-1.0.0", "web-1.0.0-again")
    assert (done.returncode, done.stdout.strip()) == (0, "No differences."), done.stdout + done.stderr
