"""What the site holds for other programs, read by parsers of others' making."""

import datetime
import json
import os
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import icalendar
import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
ATOM = "{http://www.w3.org/2005/Atom}"
# YAML's escapes: each of these is one text that some format gives a meaning to.
HARD = [
    'He said \\"go\\" <b>&amp; left</b> ]]>', "a;b,c:d\\\\n\\\\,", "line one\\nline two\\r\\nBEGIN:VEVENT", "bell \\a escape \\e null-ish \\x01",
    "\\uFFFF\\uFFFE noncharacters", "🚀" * 40 + " 👩‍🚒" * 10, "é" * 90, "\\u2028 separator \\u0085 next line \\t tab", "%41 %{x} ${y} `z` *s*", "\\u202Eltr",
]


def text(escaped):
    return json.loads('"' + escaped.replace("\\a", "\\u0007").replace("\\e", "\\u001b").replace("\\x01", "\\u0001") + '"')


@pytest.fixture(scope="module", params=["https://runbooks.example.org/a b", None], ids=["base", "no-base"])
def hard(request, tmp_path_factory):
    """A site of releases with hard names, and the names."""
    folder = tmp_path_factory.mktemp("hard")
    content = folder / "content"
    content.mkdir()
    base = f"base_url: {request.param}\n" if request.param else ""
    # Nothing but the names is looked at.
    rules = "".join(f"  {rule}: ignore\n" for rule in ["missing-field", "missing-phase", "too-few-approvals", "decision-not-go", "pending-review"])
    services = "".join(f'  s-{number}: {{title: "{hard}"}}\n' for number, hard in enumerate(HARD))
    (content / "rollbook.yaml").write_text(f'title: "{HARD[0]}"\n{base}services:\n{services}rules:\n{rules}')
    for number, hard in enumerate(HARD):
        release = content / "releases" / f"r-{number}"
        release.mkdir(parents=True)
        (release / "deployment-plan.yaml").write_text(
            f'schema: 1\ntitle: "{hard}"\nsummary: "{hard}"\nservice: s-{number}\nversion: "{number}"\n'
            f"status: {['approved', 'cancelled'][number % 2]}\n"
            f"window: {{start: 2026-03-{number + 1:02}T23:30:00+02:00, end: 2026-03-{number + 2:02}T01:00:00+02:00}}\n"
        )
    result = subprocess.run(
        [PROGRAM, "build", "--content", str(content), "--output", str(folder / "site")], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    return folder / "site", [text(hard) for hard in HARD]


def is_valid(grammar, file):
    result = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--relaxng", str(ROOT / "Tests/Fixtures/twins" / grammar), str(file)],
        capture_output=True,
        text=True,
    )
    return result.returncode == 0 or pytest.fail(result.stderr[:2000])


def allowed(text):
    """As XML 1.0 can hold it."""
    return "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)


def events(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return calendar, [part for part in calendar.walk("VEVENT")]


def plain(text):
    """As a calendar can hold it: lines broken by newlines alone, no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for separator in "\u0085\u2028\u2029":
        text = text.replace(separator, "\n")
    return "".join(c for c in text if c in "\n\t" or not (c < " " or "\x7f" <= c <= "\x9f"))


def values(raw, name):
    """A property's values by the letter of RFC 5545: icalendar takes an escaped backslash before an n for a newline."""
    lines = raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    escapes = {"n": "\n", "N": "\n"}
    found = [line.partition(":")[2] for line in lines if line.partition(":")[0] == name]
    return [re.sub(r"\\(.)", lambda match: escapes.get(match[1], match[1]), value) for value in found]


def test_hard_names_in_the_feed(hard):
    site, names = hard
    is_valid("atom.rng", site / "feed.xml")
    feed = ElementTree.parse(site / "feed.xml").getroot()
    assert feed.findtext(ATOM + "title") == allowed(names[0])
    entries = feed.findall(ATOM + "entry")
    assert len(entries) == len(names)
    for number, entry in enumerate(reversed(entries)):
        assert entry.findtext(ATOM + "title").endswith(allowed(f": {names[number]}"))
        assert entry.find(ATOM + "category").attrib == {"term": f"s-{number}", "label": allowed(names[number])}
    assert len({entry.findtext(ATOM + "id") for entry in entries}) == len(names)
    assert feed.findtext(ATOM + "updated") == max(entry.findtext(ATOM + "updated") for entry in entries)


def test_hard_names_in_the_calendar(hard):
    site, names = hard
    raw = (site / "releases.ics").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert all(len(line) <= 75 and line.decode("utf-8") is not None for line in raw.split(b"\r\n"))
    calendar, found = events(site / "releases.ics")
    assert calendar.get("X-WR-CALNAME") == plain(names[0])
    assert len(found) == len(names)
    summaries = values(raw, "SUMMARY")
    for number, event in enumerate(reversed(found)):
        assert [str(category) for category in event["CATEGORIES"].cats] == [f"s-{number}"]
        assert summaries[-1 - number].endswith(plain(f": {names[number]}"))
        assert event["UID"] == f"urn:rollbook:r-{number}"
        assert event["STATUS"] == ["CONFIRMED", "CANCELLED"][number % 2]
        assert event["DTSTART"].dt == datetime.datetime(2026, 3, number + 1, 21, 30, tzinfo=datetime.timezone.utc)
        assert event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(hours=1.5)
        assert event.errors == []


def test_hard_names_in_the_register(hard, release_schema):
    site, names = hard
    register = json.loads((site / "releases.json").read_bytes())
    release_schema.validate(register)
    assert [release["title"] for release in reversed(register["releases"])] == names
    assert register["title"] == names[0]


def test_hard_names_in_the_sitemap(hard):
    site, names = hard
    if (site / "releases.ics").read_bytes().count(b"\r\nURL:") == 0:
        assert not (site / "sitemap.xml").exists()
        return
    is_valid("sitemap.rng", site / "sitemap.xml")
    assert b"<loc>https://runbooks.example.org/a%20b/releases/r-0/</loc>" in (site / "sitemap.xml").read_bytes()


@pytest.fixture(scope="module")
def release_schema():
    printed = subprocess.run([PROGRAM, "schema", "releases"], check=True, capture_output=True).stdout
    assert (ROOT / "schemas/releases.schema.json").read_bytes() == printed, "run: rollbook schema --write schemas"
    schema = json.loads(printed)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def test_the_register_of_the_book(site, release_schema):
    register = json.loads((site / "releases.json").read_bytes())
    release_schema.validate(register)
    definitions = release_schema.schema["$defs"]
    assert register["releases"]
    for release in register["releases"]:
        assert set(release) == set(definitions["release"]["properties"])
        for run in release["runs"]:
            assert set(run) == set(definitions["run"]["properties"])
            page, _, anchor = run["url"].partition("#")
            assert page == release["url"] and anchor == f"run-{run['attempt']}"
    for broken in [
        {**register, "schema": 2}, {**register, "releases": [{**register["releases"][0], "status": "done"}]},
        {**register, "releases": [{key: value for key, value in register["releases"][0].items() if key != "runs"}]},
    ]:
        assert not release_schema.is_valid(broken)


def test_the_register_answers_what_was_deployed_between_two_times(site):
    register = json.loads((site / "releases.json").read_bytes())

    def deployed(service, start, end):
        return {
            release["id"]
            for release in register["releases"]
            for run in release["runs"]
            if service in release["services"] and run["started"] < end and (run["ended"] or end) > start
        }

    assert deployed("payments", "2026-03-14T00:00:00Z", "2026-03-22T00:00:00Z") == {"payments-2.4.0"}
    assert deployed("payments", "2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z") == set()


def test_the_feeds_of_the_book(site):
    is_valid("atom.rng", site / "feed.xml")
    is_valid("sitemap.rng", site / "sitemap.xml")
    _, found = events(site / "releases.ics")
    assert len({event["UID"] for event in found}) == len(found) > 10
    statuses = {str(event["STATUS"]) for event in found}
    assert statuses == {"CONFIRMED", "CANCELLED", "TENTATIVE"}


def test_pages_name_them(site):
    for page, root in [("index.html", ""), ("releases/index.html", "../")]:
        text = (site / page).read_text()
        for type, name in [("application/atom+xml", "feed.xml"), ("text/calendar", "releases.ics"), ("application/json", "releases.json")]:
            assert f'<link rel="alternate" type="{type}" href="{root}{name}"' in text
    assert '<a href="../releases.ics"' in (site / "releases/index.html").read_text()
