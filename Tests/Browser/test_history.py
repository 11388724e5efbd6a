"""The release history: its picture, its filters with their state in the address, its order, and large books."""

import functools
import http.server
import os
import pathlib
import subprocess
import threading
import urllib.parse

import pytest
from playwright.sync_api import expect

from conftest import Handler

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
LARGE = 620
TABLE_ROWS = ".history-table tr[data-release]"


def rows(page):
    """The ids of the releases that stand in the table, in order."""
    return page.locator(".history-table tr[data-release]").evaluate_all("all => all.map(row => row.dataset.release)")


def open_history(watch, address, query="", **options):
    watched = watch(address, **options)
    watched.page.goto(f"{address}/releases/index.html{query}")
    return watched, watched.page


def test_accents_do_not_count_and_a_date_that_is_none_is_said(address, watch):
    _, page = open_history(watch, address, "?q=l\u00e9dg\u00ear")
    assert len(rows(page)) and page.locator(".history-table tr[data-release]:visible").count()
    _, page = open_history(watch, address, "?from=2026-13-45")
    expect(page.locator(".filters output")).to_contain_text("\u201c2026-13-45\u201d is no date")


def test_every_release_is_in_the_picture_and_in_the_table(address, watch):
    watched, page = open_history(watch, address)
    listed = rows(page)
    assert len(listed) > 10 and len(set(listed)) == len(listed)
    marks = page.locator(".timeline a.mark")
    drawn = set(marks.evaluate_all("all => all.map(mark => mark.dataset.release)"))
    assert drawn == set(listed)
    lanes = page.locator(".timeline .lane-name").all_text_contents()
    services = page.locator("select[name=service] option").all_inner_texts()[1:]
    assert sorted(lanes) == sorted(services)
    for mark in marks.all():
        assert mark.get_attribute("aria-label")
        assert page.request.get(urllib.parse.urljoin(page.url, mark.get_attribute("href"))).ok
    assert watched.problems == []


def test_the_word_of_a_mark_shows_on_focus_and_leads_to_its_page(address, watch):
    _, page = open_history(watch, address)
    mark = page.locator(".timeline a.mark").first
    assert mark.locator(".mark-word").is_hidden()
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert mark.locator(".mark-word").is_visible()
    release = mark.get_attribute("data-release")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/releases/{release}/**")


def test_shapes_tell_outcomes_apart_without_colour(address, watch):
    _, page = open_history(watch, address)
    shapes = page.locator(".timeline .legend li").evaluate_all(
        "all => all.map(li => [li.textContent.trim(), li.querySelector('path').getAttribute('d')])"
    )
    over = [shape for shape in shapes if shape[0] not in ("completed", "superseded")]
    assert len(over) >= 6
    assert len({path for _, path in over}) == len(over)


@pytest.mark.parametrize(
    "name, value",
    [("service", "payments"), ("pattern", "blue-green"), ("outcome", "rolled-back"), ("criticality", "C4"), ("change", "standard"), ("kind", "hotfix")],
)
def test_a_choice_narrows_and_stands_in_the_address(name, value, address, watch):
    watched, page = open_history(watch, address)
    everything = rows(page)
    expected = page.locator(f'.history-table tr[data-{name}~="{value}"]').evaluate_all(
        "all => all.map(row => row.dataset.release)"
    )
    assert 0 < len(expected) < len(everything)
    page.select_option(f"select[name={name}]", value)
    expect(page.locator(TABLE_ROWS)).to_have_count(len(expected))
    assert rows(page) == expected
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query) == {name: [value]}
    assert page.locator(".filters output").inner_text() == f"{len(expected)} of {len(everything)} releases"
    lit = page.locator(".timeline a.mark:not(.dimmed)").evaluate_all("all => all.map(mark => mark.dataset.release)")
    assert set(lit) == set(expected)
    # The address alone gives the same view, to another person.
    _, other = open_history(watch, address, "?" + urllib.parse.urlsplit(page.url).query)
    assert rows(other) == expected
    page.click(".filters button[type=reset]")
    expect(page.locator(TABLE_ROWS)).to_have_count(len(everything))
    assert rows(page) == everything and "?" not in page.url
    assert watched.problems == []


def test_text_and_time_together(address, watch):
    _, page = open_history(watch, address, "?q=LEDGER+payments&from=2026-03-01&to=2026-06-30")
    found = rows(page)
    assert found
    for row in page.locator(".history-table tr[data-release]").all():
        assert "2026-03-01" <= row.get_attribute("data-date")[:10] <= "2026-06-30"
        assert "ledger" in row.inner_text().lower()


@pytest.mark.parametrize(
    "query", ["?service=nobody", "?outcome=%3Cscript%3E", "?from=yesterday", "?sort=nothing&dir=up", "?q=", "?%FF=%00"]
)
def test_a_query_that_means_nothing_leaves_the_whole_table(query, address, watch):
    _, whole = open_history(watch, address)
    watched, page = open_history(watch, address, query)
    assert rows(page) == rows(whole)
    assert watched.problems == []


def test_a_night_is_found_by_an_attempt(address, watch):
    """payments-2.4.0 was rolled back on 14 March and succeeded a week later, for which its window stands."""
    _, page = open_history(watch, address, "?from=2026-03-10&to=2026-03-15")
    assert rows(page) == ["payments-2.4.0"]


def test_a_choice_that_no_release_has_is_said(address, watch):
    _, page = open_history(watch, address, "?outcome=lost&service=payments")
    said = page.locator(".filters output")
    expect(said).to_contain_text("No release has the outcome \u201clost\u201d, so that was left out.")
    assert {row.get_attribute("data-service") for row in page.locator("tr[data-release]").all()} != set()
    page.locator("select[name=service]").select_option("")
    expect(said).not_to_contain_text("lost")


def test_a_small_screen_shows_the_newest_of_the_picture(address, watch):
    watched = watch(address, viewport={"width": 360, "height": 740})
    picture = watched.page.locator(".timeline-picture")
    watched.page.goto(f"{address}/releases/index.html")
    assert picture.evaluate("box => box.scrollLeft + box.clientWidth >= box.scrollWidth - 1")
    watched.page.goto(f"{address}/releases/index.html?outcome=rolled-back")
    marks = watched.page.locator(".timeline [data-release]:not(.dimmed)")
    assert marks.count()
    seen = picture.evaluate("box => [box.getBoundingClientRect().left, box.getBoundingClientRect().right]")
    newest = max(mark.locator(".hit").bounding_box()["x"] for mark in marks.all())
    assert seen[0] <= newest <= seen[1]


def test_nothing_found_is_said(address, watch):
    _, page = open_history(watch, address, "?q=zzzzzz")
    assert rows(page) == []
    assert "No release" in page.locator(".history-table").inner_text()


@pytest.mark.parametrize("key", ["date", "title", "service", "pattern", "criticality", "outcome"])
def test_headers_sort_both_ways(key, address, watch):
    _, page = open_history(watch, address)
    everything = sorted(rows(page))
    button = page.locator(f".history-table thead button[data-key={key}]")
    seen = []
    for _ in range(2):
        button.click()
        header = page.locator("th[aria-sort]")
        assert header.count() == 1
        direction = header.get_attribute("aria-sort")
        cells = [text.strip() for text in page.locator(f".history-table td.cell-{key}, .history-table tbody th.cell-{key}").all_inner_texts()]
        if key == "date":
            cells = page.locator(".history-table tr[data-release]").evaluate_all("all => all.map(row => row.dataset.date)")
        known = [cell for cell in cells if cell]
        # What has no value stands last.
        assert cells[: len(known)] == known
        if key in ("criticality", "date"):
            assert known == sorted(known, reverse=direction == "descending")
        assert sorted(rows(page)) == everything
        seen.append((direction, known))
    assert seen[0][0] != seen[1][0]
    assert seen[0][1] == seen[1][1][::-1] or len(set(seen[0][1])) < len(seen[0][1])


def test_the_whole_table_without_scripts(address, watch):
    _, with_scripts = open_history(watch, address)
    _, page = open_history(watch, address, java_script_enabled=False)
    assert rows(page) == rows(with_scripts)
    assert page.locator(".filters").is_hidden()
    assert page.locator(".timeline-picture svg").is_visible()


def test_works_from_a_disk(site, watch):
    watched = watch("file://")
    watched.page.goto((site / "releases/index.html").as_uri() + "?service=payments")
    found = rows(watched.page)
    assert found and all(release.startswith("payments") for release in found)
    assert watched.problems == []


def test_a_service_has_its_own_history(address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/services/payments/index.html")
    page = watched.page
    everything = rows(page)
    assert page.locator(".timeline-picture svg").count() == 1
    assert page.locator("select[name=service]").count() == 0
    page.select_option("select[name=pattern]", "blue-green")
    expect(page.locator(TABLE_ROWS)).not_to_have_count(len(everything))
    assert 0 < len(rows(page)) < len(everything)


@pytest.fixture(scope="session")
def large_book(tmp_path_factory):
    """A book of more releases than a page holds, over three years."""
    folder = tmp_path_factory.mktemp("large")
    content = folder / "content"
    content.mkdir()
    for kind, name in [("patterns", "rolling"), ("patterns", "blue-green"), ("checklists", "before"), ("checklists", "rarely")]:
        page = content / kind / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"---\ntitle: {name.title()}\nsummary: A page.\n---\n\n- [ ] Look\n")
    (content / "rollbook.yaml").write_text("title: Large\ngit: false\nservices: {one: {title: One}, two: {title: Two}}\n")
    for number in range(LARGE):
        plan = content / f"releases/r-{number:04}/deployment-plan.yaml"
        plan.parent.mkdir(parents=True)
        service = ["one", "two"][number % 2]
        day = f"20{24 + number // 250}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        plan.write_text(
            f'schema: 1\nid: r-{number:04}\nservice: {service}\nversion: "{number}.0"\ntitle: Release <{number}> & "more"\n'
            f"strategy: {{pattern: {'rolling' if number < 510 else 'blue-green'}}}\n"
            f"checklists: [before{', rarely' if number % 100 == 0 else ''}]\n"
            f"status: draft\nwindow: {{start: {day}T10:00:00Z, end: {day}T11:00:00Z}}\n"
        )
    site = folder / "site"
    done = subprocess.run([PROGRAM, "build", "--content", content, "--output", site], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_large_book_has_pages_of_years(large_book, watch):
    site, address = large_book
    _, page = open_history(watch, address, java_script_enabled=False)
    first = rows(page)
    assert len(first) == 100
    links = page.locator(".year-links a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) == 3
    found = []
    for link in links:
        page.goto(link)
        found += rows(page)
    assert len(found) == LARGE == len(set(found))
    assert first == found[:100]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_filter_of_a_large_book_looks_at_all(scheme, large_book, watch):
    site, address = large_book
    origin = address if scheme == "http" else "file://"
    base = f"{address}/releases/index.html" if scheme == "http" else (site / "releases/index.html").as_uri()
    watched = watch(origin)
    page = watched.page
    page.goto(base)
    assert len(rows(page)) == 100
    page.select_option("select[name=service]", "two")
    expect(page.locator(TABLE_ROWS)).to_have_count(LARGE // 2)
    title = page.locator(".history-table tr[data-release='r-0001'] th a")
    assert title.inner_text() == '1.0 Release <1> & "more"'
    page.click(".filters button[type=reset]")
    expect(page.locator(TABLE_ROWS)).to_have_count(100)
    assert watched.problems == []
    page.goto(base + "?sort=date&dir=asc&q=release")
    expect(page.locator(TABLE_ROWS)).to_have_count(LARGE)
    days = page.locator(TABLE_ROWS).evaluate_all("all => all.map(row => row.querySelector('time').dateTime)")
    assert days == sorted(days)
    page.locator(f"{TABLE_ROWS}[data-release='r-0000'] th a").click()
    page.wait_for_url("**/releases/r-0000/**")
    assert page.locator("h1").inner_text()


@pytest.mark.parametrize("kind, name, all_of_them", [("patterns", "rolling", 510), ("checklists", "before", LARGE)])
def test_what_many_releases_use_shows_the_newest_and_leads_to_all(kind, name, all_of_them, large_book, watch):
    site, address = large_book
    watched = watch(address)
    page = watched.page
    page.goto(f"{address}/{kind}/{name}/")
    used = page.locator("#page-releases tr[data-release]")
    assert used.count() == 100
    expect(page.locator("#page-releases .note").first).to_have_text(f"The newest 100 of {all_of_them}.")
    page.get_by_role("link", name=f"All {all_of_them} in the history").click()
    expect(page.locator(".filters output")).to_have_text(f"{all_of_them} of {LARGE} releases")
    expect(page.locator(f"select[name={kind.removesuffix('s')}]")).to_have_value(name)
    assert len(rows(page)) == all_of_them and watched.problems == []


def test_what_few_releases_use_shows_them_all(large_book, watch):
    site, address = large_book
    page = watch(address).page
    page.goto(f"{address}/checklists/rarely/")
    assert page.locator("#page-releases tr[data-release]").count() == 7
    assert page.locator("#page-releases .more").count() == 0
    page.goto(f"{address}/releases/?checklist=rarely")
    expect(page.locator(TABLE_ROWS)).to_have_count(7)
    page.goto(f"{address}/releases/2024/?checklist=rarely")
    expect(page.locator(TABLE_ROWS)).to_have_count(3)


def test_a_lost_list_is_said_and_the_page_still_serves(large_book, watch):
    site, address = large_book
    watched = watch(address)
    watched.page.route("**/history.js", lambda route: route.abort() if "/releases/" in route.request.url else route.continue_())
    watched.page.goto(f"{address}/releases/index.html?service=two")
    expect(watched.page.locator(".filters output")).to_contain_text("could not be loaded")
    assert len(rows(watched.page)) == 50
