"""What other programs read of a hostile book: an XML parser, a calendar, a JSON parser take it, and the texts are whole."""

import json
import re
import xml.etree.ElementTree as ElementTree

import hostile
import icalendar
import pytest
import yaml

ATOM = "{http://www.w3.org/2005/Atom}"

# What XML and calendars have no place for, and what looks like the end of a line.
NASTY = ["\u0000", "\u0001", "\u000b", "\u001b[31m", "\ufffe", "\u2028", "\u0085", "\r", "\u202e", "]]>", "&#0;", "<![CDATA[", "--", "\\", ";", ",", ":", "\"", "^n", "END:VEVENT"]


def title(number):
    # YAML takes no control characters as they are; escaped they are text like any other.
    return f"{NASTY[number % len(NASTY)]} {hostile.payload(number)} {NASTY[(number + 7) % len(NASTY)]}"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feeds")
    content = folder / "content"
    content.mkdir()
    rules = {rule: "ignore" for rule in hostile.QUIET}
    book = {"title": title(3), "description": title(4), "base_url": "https://runbooks.example.org/", "git": False, "rules": rules}
    (content / "rollbook.yaml").write_text(yaml.safe_dump(book))
    for number in range(len(hostile.PAYLOADS)):
        plan = {
            "status": "completed", "service": "one", "version": title(number), "title": title(number), "summary": title(number + 1), "author": title(number + 2),
            "environment": title(number), "window": {"start": "2026-03-14T22:00:00Z", "end": "2026-03-14T23:00:00Z"},
            "roles": [{"role": "lead", "person": title(number)}],
        }
        (content / f"releases/r{number}").mkdir(parents=True)
        (content / f"releases/r{number}/deployment-plan.yaml").write_text(yaml.safe_dump(plan))
    # A completed plan that lacks so much has errors: here they are turned off, for the feeds of such a site.
    for _ in range(3):
        done = hostile.run(folder, "build", "--no-git", "--all")
        if done.returncode == 0:
            break
        for rule in set(re.findall(r": error: .*\[([a-z-]+)\]$", done.stderr, re.MULTILINE)):
            rules[rule] = "ignore"
        (content / "rollbook.yaml").write_text(yaml.safe_dump(book))
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "site"


def shown(text):
    """As a reader sees it: blanks in a row are one, what no format can hold is a question mark in a diamond, or gone."""
    return "".join(re.findall(r"[A-Za-z0-9<>/=()']", text))


def test_the_feed_is_xml_with_the_titles_as_texts(site):
    feed = ElementTree.parse(site / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(hostile.PAYLOADS)
    titles = {shown(entry.findtext(f"{ATOM}title")) for entry in entries}
    for number in range(len(hostile.PAYLOADS)):
        assert any(shown(hostile.payload(number)) in text for text in titles), number
    assert {element.tag for element in feed.iter()} <= {
        ATOM + name for name in ("feed", "entry", "title", "subtitle", "id", "link", "updated", "published", "author", "name", "summary", "category", "generator", "icon", "rights", "content")
    }
    for link in feed.iter(f"{ATOM}link"):
        assert link.get("href").startswith("https://runbooks.example.org/")
    for text in feed.iter():
        # HTML in a feed would be run by a reader that trusts it.
        assert text.get("type") not in ("html", "xhtml") or "<script" not in (text.text or "")


def test_the_calendar_has_one_event_a_release_and_nothing_more(site):
    raw = (site / "releases.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(raw)
    events = [part for part in calendar.walk() if part.name == "VEVENT"]
    assert len(events) == len(hostile.PAYLOADS)
    assert {part.name for part in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    for event in events:
        assert not event.errors
        assert hostile.WORD in event["SUMMARY"]
        assert str(event["URL"]).startswith("https://runbooks.example.org/releases/r")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_sitemap_and_json(site):
    ElementTree.parse(site / "sitemap.xml")
    register = json.loads((site / "releases.json").read_text())
    assert {release["title"] for release in register["releases"]} == {title(number) for number in range(len(hostile.PAYLOADS))}
    for number in range(len(hostile.PAYLOADS)):
        plan = json.loads((site / f"releases/r{number}/plan.json").read_text())["plan"]
        assert plan["title"] == title(number)


def test_every_line_of_the_address_list_is_an_address(site):
    for line in (site / "permalinks.txt").read_text().splitlines():
        assert re.fullmatch(r"/[^\s<>\"]*", line), line


def test_scripts_of_the_index_are_calls_with_data(site):
    for file in [*site.rglob("search.js"), *(site / "search").glob("*.js")]:
        if file.parent.name == "assets":
            continue
        text = file.read_text()
        match = re.fullmatch(r'rollbookSearch\("[a-z]+"((?:,.*)?)\);\n', text, re.DOTALL)
        assert match, file
        json.loads(f"[{match[1][1:]}]")
