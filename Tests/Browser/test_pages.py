"""Every kind of page loads, whole, alone, at every width and on paper."""

import pytest

# A page of each kind: the first that matches.
KINDS = {
    "home": "index.html",
    "history": "releases/index.html",
    "runbook": "releases/*/index.html",
    "changes": "releases/*/changes/index.html",
    "services": "services/index.html",
    "service": "services/*/index.html",
    "patterns": "patterns/index.html",
    "pattern": "patterns/*/index.html",
    "checklists": "checklists/index.html",
    "checklist": "checklists/*/index.html",
    "guides": "guides/index.html",
    "guide": "guides/*/index.html",
    "incidents": "incidents/index.html",
    "incident": "incidents/*/index.html",
    "measures": "metrics/index.html",
    "search": "search/index.html",
    "not found": "404.html",
}
WIDTHS = [320, 768, 1440]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.replace(" ", "-"))
def path(request, site):
    found = sorted(site.glob(KINDS[request.param]))
    assert found, f"the site has no page of the kind '{request.param}' ({KINDS[request.param]})"
    return found[0].relative_to(site).as_posix()


def test_loads_from_a_server(path, address, watch):
    watched = watch(address)
    response = watched.page.goto(f"{address}/{path}", wait_until="load")
    assert response.ok
    assert watched.problems == []
    assert watched.page.title().strip()
    assert watched.page.locator("h1").count() == 1
    assert watched.page.locator("main").count() == 1
    assert watched.page.locator("html").get_attribute("lang")
    assert watched.page.evaluate("document.styleSheets.length") > 0


def test_loads_from_a_file(path, site, watch):
    if path == "404.html":
        pytest.skip("its links start at the site's address")
    watched = watch("file://")
    watched.page.goto((site / path).as_uri(), wait_until="load")
    # Of a stylesheet from a file, the browser tells no rules, but it does tell that it was applied.
    assert watched.page.evaluate("document.styleSheets.length") > 0
    assert watched.problems == []


@pytest.mark.parametrize("width", WIDTHS)
def test_never_scrolls_sideways(path, width, address, watch):
    watched = watch(address, viewport={"width": width, "height": 900})
    watched.page.goto(f"{address}/{path}", wait_until="load")
    inside, outside = watched.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert inside <= outside, f"{path} is {inside} px wide in a window of {outside} px: {widest(watched.page)}"


def widest(page):
    return page.evaluate(
        """() => [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)
            .slice(0, 5).map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : ''))"""
    )


def test_reads_without_scripts(path, address, watch):
    watched = watch(address, java_script_enabled=False)
    watched.page.goto(f"{address}/{path}", wait_until="load")
    assert watched.page.locator("main").inner_text().strip()


def test_prints(path, address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/{path}", wait_until="load")
    paper = watched.page.pdf(format="A4")
    assert paper.startswith(b"%PDF") and len(paper) > 2000
