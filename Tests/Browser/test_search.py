"""The search in a browser: what is found, how it is shown, by keyboard, from a disk, and that both sides agree on words."""

import json
import pathlib
import re
import subprocess
import urllib.parse

import pytest
from playwright.sync_api import expect

from test_follow import PROGRAM, ROOT

ALPHABET = {letter: value for value, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")}

# Texts in which the build and the browser must see the same words.
TEXTS = [
    "Ünïcode Straße ÆTHER œuvre Łódź İstanbul ΟΔΟΣ Ελλάδα Ёлка naïve cafe\u0301",
    "pg_dump --jobs=4 payments-2.4.0 v2.4.0-rc.1 INC-2026-014 a.b 1.2.3.4 1. .5 _x_ x__y V10",
    "支付服务 发布 2.4 版 データベースの移行 ﾃﾞｰﾀ 데이터베이스 마이그레이션 ฐานข้อมูล",
    "ＦＵＬＬ ｗｉｄｔｈ １２.５ ﬁle ² x² ½ ① №5 ™ ℃ e\u0301\u0300 — “quoted” … a\u00a0b 🚀rocket",
    "आर्थिक قاعدة البيانات آب שלום \u202eabc\u202c zero\u200bwidth",
]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A small book in many scripts, built for a disk."""
    folder = tmp_path_factory.mktemp("book")
    guides = folder / "content/guides"
    guides.mkdir(parents=True)
    (folder / "content/rollbook.yaml").write_text("title: Scripts\n")
    for number, text in enumerate(TEXTS):
        (guides / f"text-{number}.md").write_text(f"# Text {number}\n\n{text}\n\n## Part {text[:12].strip()}\n\n```sh\necho {number}\n```\n")
    (guides / "markup.md").write_text("# A `<img src=x onerror=alert(1)>` title\n\nTurn the `<script>alert(2)</script>` marble over.\n")
    for number in range(25):
        (guides / f"many-{number:02}.md").write_text(f"# Sheaf {number}\n\nA sheaf of barley, number {number}.\n")
    done = subprocess.run([PROGRAM, "build", "--no-git", "--offline"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def look_for(page, address, query, file=""):
    page.goto(f"{address}/search/{file}?q={urllib.parse.quote(query)}")
    expect(page.locator(".search-state")).not_to_be_empty()
    return page.locator("main .hits > li")


def titles(page):
    return page.locator("main .hits > li > h2").all_inner_texts()


def hrefs(page):
    return [urllib.parse.urlsplit(link.evaluate("link => link.href")).path for link in page.locator("main .hits h2 a").all()]


def register(site):
    return json.loads((site / "releases.json").read_text())["releases"]


@pytest.mark.parametrize("path", ["", "releases/", "releases/payments-2.4.0/", "guides/rules/", "metrics/", "checklists/"])
def test_a_slash_leads_to_the_search_from_every_page(path, address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/{path}")
    watched.page.keyboard.press("/")
    field = watched.page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.press_sequentially("payments 2.4.0")
    expect(watched.page.get_by_role("main").get_by_role("link").first).to_have_attribute("href", "../releases/payments-2.4.0/")
    assert watched.problems == []


def test_each_release_is_found_first_by_its_id(address, site, watch):
    watched = watch(address)
    for release in register(site):
        look_for(watched.page, address, release["id"])
        expect(watched.page.locator("main .hits h2 a").first).to_have_attribute("href", f"../releases/{release['id']}/")
    assert watched.problems == []


@pytest.mark.parametrize("field", ["service", "pattern", "outcome", "status", "criticality", "environment", "change"])
def test_fields_find_what_the_register_says(field, address, site, watch):
    watched = watch(address)
    def of(release):
        if field == "service":
            return release["services"]
        # That an attempt failed stays true when another succeeded.
        attempts = [run["outcome"] for run in release["runs"]] if field == "outcome" else []
        return [release[field], *attempts]

    values = {value for release in register(site) for value in of(release) if value}
    assert values
    for value in values:
        expected = {release["url"] for release in register(site) if value in of(release)}
        look_for(watched.page, address, f'{field}:"{value}" kind:release')
        while watched.page.get_by_role("button", name="Show more").is_visible():
            first = watched.page.locator("main .hits > li").nth(watched.page.locator("main .hits > li").count())
            watched.page.get_by_role("button", name="Show more").click()
            expect(first).to_be_visible()
        expect(watched.page.locator("main .hits > li")).to_have_count(len(expected))
        assert {path for path in hrefs(watched.page)} == {urllib.parse.urlsplit(url).path for url in expected}, value
    assert watched.problems == []


def test_what_the_guide_shows_finds_something(address, watch):
    guide = (ROOT / "content/guides/reading-a-runbook-later.md").read_text()
    examples = re.findall(r"^\| `([^`]+)` \|", guide, re.M)
    assert len(examples) > 5
    watched = watch(address)
    for query in examples:
        look_for(watched.page, address, query)
        state = watched.page.locator(".search-state").inner_text()
        assert "No page has all" not in state and watched.page.locator("main .hits > li").count(), query
    assert watched.problems == []


@pytest.mark.parametrize("query", ["psql -v -f", "psql --set=ON_ERROR_STOP", "psql -x", "rm -rf"])
def test_options_of_a_pasted_command_leave_nothing_out(query, address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/search/?q={query}")
    expect(watched.page.locator("main .hits a").first).to_be_visible()
    expect(watched.page.locator(".search-state")).not_to_contain_text("Without")
    assert watched.problems == []


def test_what_is_left_out_is_said(address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/search/?q=canary -payments")
    expect(watched.page.locator(".search-state")).to_contain_text("Without pages that have \u201cpayments\u201d.")
    assert watched.problems == []


def test_a_ticket_that_a_plan_links_is_found(address, watch):
    watched = watch(address)
    look_for(watched.page, address, "CHG-4471")
    assert "/releases/payments-2.4.0/" in hrefs(watched.page)[0]


def test_steps_are_linked_and_their_anchors_are_there(address, watch):
    watched = watch(address)
    look_for(watched.page, address, "command:kubectl rollout")
    links = watched.page.locator("main .hits ul a").all()
    assert links
    for link in [link.evaluate("link => link.href") for link in links]:
        page, _, anchor = link.partition("#")
        other = watched.page.context.new_page()
        other.goto(page)
        assert other.locator(f"[id='{urllib.parse.unquote(anchor)}']").count() == 1, link
        other.close()
    # A step that is found by its command shows the command.
    assert "kubectl" in watched.page.locator("main .hits code.excerpt").first.inner_text()
    assert watched.problems == []


def test_phrases_stand_in_a_row(address, watch):
    watched = watch(address)
    loose = look_for(watched.page, address, "traffic switch").count()
    look_for(watched.page, address, '"switch traffic"')
    texts = watched.page.locator("main .hits > li").all_inner_texts()
    assert texts and all("switch traffic" in re.sub(r"\W+", " ", text.lower()) for text in texts)
    assert loose > 0
    without = look_for(watched.page, address, 'payments -"switch traffic"')
    assert without.count() > 0
    assert all("switch traffic" not in text.lower() for text in without.all_inner_texts())


def test_what_has_most_is_shown_where_nothing_has_all(address, watch):
    watched = watch(address)
    look_for(watched.page, address, "ledger qqqqzz")
    expect(watched.page.locator(".search-state")).to_contain_text("No page has all of it")
    assert watched.page.locator("main .hits > li").count() > 0
    look_for(watched.page, address, "qqqqzz")
    expect(watched.page.locator(".search-state")).to_have_text("Nothing was found.")
    look_for(watched.page, address, "-ledger")
    expect(watched.page.locator(".search-state")).to_have_text("Type a word to look for.")


def test_the_keyboard_goes_through_the_hits_and_back(address, watch):
    watched = watch(address)
    look_for(watched.page, address, "rollback")
    field = watched.page.get_by_role("searchbox")
    expect(field).to_be_focused()
    links = watched.page.locator("main .hits a")
    watched.page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    watched.page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    watched.page.keyboard.press("ArrowUp")
    watched.page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    watched.page.keyboard.press("ArrowDown")
    watched.page.keyboard.press("Escape")
    expect(field).to_be_focused()
    watched.page.keyboard.press("ArrowDown")
    watched.page.keyboard.press("Enter")
    expect(watched.page).not_to_have_url(re.compile("/search/"))
    watched.page.go_back()
    expect(watched.page.get_by_role("searchbox")).to_have_value("rollback")
    expect(watched.page.locator("main .hits a").first).to_be_visible()
    assert watched.problems == []


def test_the_query_stands_in_the_address(address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/search/")
    watched.page.get_by_role("searchbox").fill("canary")
    expect(watched.page).to_have_url(re.compile(r"\?q=canary$"))
    watched.page.get_by_role("searchbox").fill("")
    expect(watched.page).to_have_url(re.compile(r"/search/$"))
    expect(watched.page.locator("main .hits > li")).to_have_count(0)


QUERIES = [
    '"', '""', '"a', "-", "--", ":", "a:", ":a", "service:", "service:-", "x" * 500, "(((", "\\", "<img src=x onerror=alert(1)>", "%", "%00",
    "constructor", "__proto__", "toString", "\u202e", "🚀", "*", ".", "1.", "a" * 39 + "é" * 40, "kind:kind:release", 'service:"payments ledger"',
]


@pytest.mark.parametrize("query", QUERIES)
def test_strange_queries_are_answered(query, address, watch):
    watched = watch(address)
    watched.page.on("dialog", lambda dialog: watched.problems.append("a dialog") or dialog.dismiss())
    watched.page.goto(f"{address}/search/")
    watched.page.get_by_role("searchbox").fill(query)
    watched.page.get_by_role("searchbox").press("Enter")
    watched.page.get_by_role("searchbox").fill("canary")
    expect(watched.page.locator("main .hits a").first).to_be_visible()
    assert watched.problems == []


@pytest.mark.parametrize(
    "query, number",
    [
        ("unicode", 0), ("STRASSE", 0), ("aether", 0), ("oeuvre", 0), ("lodz", 0), ("istanbul", 0), ("οδος", 0), ("елка", 0), ("café", 0),
        ("pg_dump", 1), ("dump", 1), ("2.4.0", 1), ("v2.4.0", 1), ("inc-2026-014", 1), ("payments-2.4.0", 1),
        ("支付", 2), ("服务", 2), ("务", 2), ("移行", 2), ("データ", 2), ("베이스", 2), ("마이그레이션", 2), ("ข้อมูล", 2),
        ("full width", 3), ("file", 3), ("12.5", 3), ("rocket", 3), ("قاعدة", 4), ("اب", 4), ("שלום", 4), ("zero", 4),
    ],
)
def test_finds_words_of_any_script_on_a_disk(query, number, book, watch):
    address = book.as_uri()
    watched = watch(address)
    look_for(watched.page, address, query, file="index.html")
    assert f"Text {number}" in titles(watched.page)
    assert watched.page.locator("main .hits mark").count() > 0
    watched.page.locator("main .hits h2 a", has_text=f"Text {number}").click()
    expect(watched.page.locator("h1")).to_have_text(f"Text {number}")
    assert watched.problems == []


def test_markup_stays_text(book, watch):
    address = book.as_uri()
    watched = watch(address)
    watched.page.on("dialog", lambda dialog: watched.problems.append("a dialog") or dialog.dismiss())
    look_for(watched.page, address, "marble", file="index.html")
    assert titles(watched.page) == ["A <img src=x onerror=alert(1)> title"]
    assert watched.page.locator("main .hits :is(img, script)").count() == 0
    assert watched.problems == []


def test_more_is_shown_when_asked_for(book, watch):
    address = book.as_uri()
    watched = watch(address)
    hits = look_for(watched.page, address, "barley", file="index.html")
    expect(hits).to_have_count(10)
    expect(watched.page.locator(".search-state")).to_have_text("25 pages, 10 shown")
    watched.page.get_by_role("button", name="Show more").click()
    expect(hits).to_have_count(20)
    expect(hits.nth(10).locator("h2 a")).to_be_focused()
    watched.page.get_by_role("button", name="Show more").click()
    expect(hits).to_have_count(25)
    expect(watched.page.get_by_role("button", name="Show more")).to_be_hidden()


def calls(path):
    """The values that a file hands to rollbookSearch."""
    return json.loads("[" + path.read_text().removeprefix("rollbookSearch(").removesuffix(");\n") + "]")[1:]


def index_of(site):
    """By word the pages, read from the files by a reader of its own."""
    head = calls(site / "search/index.js")[0]
    pages = [address for number in range(len(list((site / "search").glob("pages-*.js")))) for address in calls(site / f"search/pages-{number}.js")[2]]
    assert len(pages) == head["pages"]
    words = {}
    for number, first in enumerate(head["first"]):
        key, _, text = calls(site / f"search/words-{number}.js")
        assert key == head["keys"]["words"][number]
        lines = [line.split(" ") for line in text.splitlines()]
        assert lines[0][0] == first
        assert len(text.encode()) <= 24 << 10 or len(lines) == 1
        for word, postings in lines:
            page, value, list_ = -1, 0, []
            for letter in postings:
                bits = ALPHABET[letter]
                value = value * 32 + (bits & 31)
                if bits < 32:
                    page += value >> 4
                    list_.append(pages[page])
                    value = 0
            assert word not in words
            words[word] = set(list_)
    return words, pages


@pytest.mark.parametrize("which", ["example", "scripts"])
def test_the_browser_sees_the_words_that_the_build_saw(which, site, address, book, watch):
    folder, root = (site, address) if which == "example" else (book, book.as_uri())
    index, pages = index_of(folder)
    watched = watch(root)
    watched.page.goto(f"{root}/search/index.html")
    by_page = {page: set() for page in pages}
    for word, list_ in index.items():
        if ":" not in word:
            for page in list_:
                by_page[page].add(word)
    assert all(by_page.values())
    for page in pages:
        _, (kind, title, facts, parts) = calls(folder / page / "search.js")
        texts = [title, page.split("/")[-2], *facts.split(" · "), *(text for part in parts for text in part[1:])]
        seen = watched.page.evaluate("texts => texts.flatMap((text) => rollbookSearch.words(text))", texts)
        assert set(seen) == by_page[page], page


def test_an_index_of_another_build_is_not_mixed_in(address, watch):
    watched = watch(address)
    watched.page.route("**/search/words-*.js*", lambda route: route.fulfill(content_type="text/javascript", body='rollbookSearch("words","older",0,"a A\\n");\n'))
    watched.page.goto(f"{address}/search/?q=canary")
    expect(watched.page.locator(".search-state")).to_contain_text("could not be read")
    watched.page.unroute("**/search/words-*.js*")
    watched.page.reload()
    expect(watched.page.locator("main .hits a").first).to_be_visible()


def test_without_scripts_the_page_says_so(address, watch):
    watched = watch(address, java_script_enabled=False)
    watched.page.goto(f"{address}/search/")
    expect(watched.page.get_by_text("Searching needs JavaScript")).to_be_visible()
    assert watched.page.get_by_role("searchbox").count() == 0
