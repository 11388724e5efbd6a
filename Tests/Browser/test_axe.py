"""axe-core finds nothing on any kind of page: light and dark, at three widths, before and during following a runbook."""

import pathlib
import re

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import expect

from test_follow import start

AXE = pathlib.Path(AXE_FILE_PATH).read_text()
WIDTHS = [320, 768, 1440]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PAGES = {
    "home": "", "releases": "releases/", "release": "releases/payments-2.7.0/", "release with runs": "releases/payments-2.4.0/",
    "changes": "releases/payments-2.4.0/changes/", "services": "services/", "service": "services/payments/", "patterns": "patterns/",
    "pattern": "patterns/blue-green/", "checklists": "checklists/", "checklist": "checklists/deployment-checklist/", "guides": "guides/",
    "guide": "guides/rules/", "incidents": "incidents/", "incident": None, "measures": "metrics/", "search": "search/",
    "not found": "404.html",
}


def violations(page):
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    # Only what is wrong is carried out of the browser: what is right is megabytes on a large page.
    found = page.evaluate(
        "async (options) => (await axe.run(options)).violations.map(({id, help, nodes}) => ({id, help, html: nodes.map((node) => node.html)}))",
        {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]},
    )
    return [f"{one['id']}: {one['help']}: {[html[:160] for html in one['html'][:3]]}" for one in found]


def each_look(page):
    """Light and dark at three widths, in one page that stays as it is."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            yield f"{width} {scheme}"


def assert_clean(page):
    found = {look: violations(page) for look in each_look(page)}
    assert {look: list_ for look, list_ in found.items() if list_} == {}


@pytest.mark.parametrize("kind", PAGES)
def test_pages(kind, address, site, watch):
    path = PAGES[kind]
    if path is None:
        path = f"incidents/{sorted(folder.name for folder in (site / 'incidents').iterdir() if folder.is_dir())[0]}/"
    assert (site / path / "index.html").exists() or (site / path).is_file(), path
    # axe comes with the test: it is put in past the page's policy.
    watched = watch(address, bypass_csp=True)
    watched.page.goto(f"{address}/{path}")
    assert_clean(watched.page)


def test_following_and_rolling_back(address, watch):
    watched = watch(address, bypass_csp=True)
    page = watched.page
    page.goto(f"{address}/releases/payments-2.7.0/")
    page.on("dialog", lambda dialog: dialog.accept())
    start(page)
    page.locator("#phases .step").get_by_role("checkbox").first.check()
    page.locator("#phases .step").nth(1).locator(".step-record > summary").click()
    page.locator(".follow-end > summary").click()
    page.locator(".follow-help > summary").click()
    assert_clean(page)
    trigger = page.locator(".trigger-record").first
    trigger.locator("summary").click()
    assert violations(page) == []
    trigger.get_by_role("button").click()
    expect(page.locator(".release")).to_have_class(re.compile("rolling-back"))
    assert_clean(page)


def test_hits_of_the_search(address, watch):
    watched = watch(address, bypass_csp=True)
    watched.page.goto(f"{address}/search/?q=rollback")
    expect(watched.page.locator(".hits > li").first).to_be_visible()
    watched.page.locator(".search-help > summary").click()
    assert_clean(watched.page)


def test_a_checklist_with_ticks(address, watch):
    watched = watch(address, bypass_csp=True)
    watched.page.goto(f"{address}/checklists/deployment-checklist/")
    watched.page.get_by_role("main").get_by_role("checkbox").first.check()
    assert_clean(watched.page)


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path is not None])
def test_nothing_is_wider_than_a_narrow_phone(path, address, watch):
    """320 pixels, which is also 1,280 at 400 %: only code and tables scroll sideways, in themselves."""
    watched = watch(address, viewport={"width": 320, "height": 640})
    watched.page.goto(f"{address}/{path}")
    assert watched.page.evaluate("() => document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", [path for path in PAGES.values() if path is not None])
def test_targets_are_large_enough_and_what_scrolls_can_be_focused(path, address, watch):
    watched = watch(address, viewport={"width": 375, "height": 700})
    watched.page.goto(f"{address}/{path}")
    # WCAG 2.2, 2.5.8: 24 pixels; links within a sentence are excepted.
    small = watched.page.evaluate(
        """() => [...document.querySelectorAll(':is(button, select, input, summary):not(:disabled)')].filter((element) => {
            // Column headings are hidden from sight where the table is a list of cards.
            for (let parent = element; parent; parent = parent.parentElement) if (getComputedStyle(parent).clipPath !== 'none') return false;
            const box = element.getBoundingClientRect();
            const after = getComputedStyle(element, '::after');
            const grown = after.content !== 'none' && after.position === 'absolute' ? 8 : 0;
            return box.width > 0 && Math.min(box.width, box.height) + grown < 24;
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert small == []
    stuck = watched.page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((element) => {
            const style = getComputedStyle(element);
            return /auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0
              && !element.querySelector('a, button, input') && element.clientWidth > 0;
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert stuck == []
