"""Hostile books in a real browser: nothing runs, nothing is asked of another host, and what was written is there to read."""

import json
import re

import hostile
import pytest
from playwright.sync_api import expect

SHIFTS = range(0, len(hostile.PAYLOADS), 5)

# What only code or a foreign page would need. `target.submit` and the like are found by the policy's report.
INSPECT = """() => {
  const wrong = [];
  const schemes = ["http:", "https:", "mailto:", "ftp:", "xmpp:", "irc:", "tel:"];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      // The page's own script sets a height there, by the object model.
      const isOwn = name === "style" && element === document.documentElement && /^(--[a-z-]+: [0-9.]+px;? ?)+$/.test(value);
      if (/^on/i.test(name) || name === "srcdoc" || (name === "style" && !isOwn) || name === "formaction" || name === "ping") wrong.push(`${element.tagName} has ${name}`);
      if (["href", "src", "action", "xlink:href", "data", "poster"].includes(name)) {
        const url = new URL(value, document.baseURI);
        const isPicture = element.tagName === "IMG" && /^data:image\\/(png|gif|jpeg|webp)/.test(value);
        if (url.protocol !== location.protocol && !schemes.includes(url.protocol) && !isPicture) wrong.push(`${element.tagName} leads to ${value.slice(0, 60)}`);
        if (element.tagName !== "A" && url.origin !== location.origin && !isPicture && !(element.tagName === "LINK" && element.rel === "canonical")) wrong.push(`${element.tagName} loads ${value.slice(0, 60)}`);
      }
    }
    if (["IFRAME", "OBJECT", "EMBED", "BASE", "STYLE", "APPLET", "FRAME", "FRAMESET", "MATH", "PORTAL", "TEMPLATE", "foreignObject"].includes(element.tagName)) wrong.push(`the element ${element.tagName}`);
    if (element.tagName === "SCRIPT" && !/(assets|search)\\/[a-z0-9-]+\\.js/.test(element.getAttribute("src") ?? "") && !/search\\.js|history\\.js|rows\\.js/.test(element.getAttribute("src") ?? "")) wrong.push(`a script ${element.outerHTML.slice(0, 80)}`);
    if (element.tagName === "META" && !["", "content-security-policy"].includes((element.httpEquiv ?? "").toLowerCase())) wrong.push(`a meta ${element.httpEquiv}`);
  }
  return wrong;
}"""


def listen(watched):
    """A page that also tells of dialogs, and of leaving the page."""
    page = watched.page
    page.on("dialog", lambda dialog: (watched.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: watched.problems.append(f"popup: {popup.url}"))
    return page


def stir(page):
    """What waits for a mouse, a focus or an opening gets it."""
    page.evaluate("""() => {
      for (const element of document.querySelectorAll("details")) element.open = true;
      for (const element of document.querySelectorAll("main *")) {
        for (const kind of ["mouseover", "click", "focus", "toggle", "load", "error"]) {
          if (kind !== "click" || !element.closest("a, button, summary, input, label")) element.dispatchEvent(new Event(kind));
        }
      }
    }""")


@pytest.fixture(scope="module", params=SHIFTS, ids=lambda shift: f"payloads from {shift}")
def book(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    fields = hostile.write_book(folder / "content", request.param)
    assert fields > 250, "the schemas hold fewer fields than they did"
    done = hostile.build(folder)
    assert done.returncode == 0, "\n".join(line for line in done.stderr.splitlines() if ": error:" in line or line.startswith("rollbook"))
    return folder


def test_nothing_runs_on_any_page(book, serve, watch):
    address = serve(book / "site")
    watched = watch(address)
    page = listen(watched)
    names = hostile.pages(book / "site")
    assert len(names) >= 18
    wrong = []
    for name in names:
        page.goto(f"{address}/{name}")
        stir(page)
        wrong += [f"{name}: {problem}" for problem in page.evaluate(INSPECT)]
        assert page.url.startswith(f"{address}/{name.removesuffix('index.html')}"), f"{name} led to {page.url}"
        wrong += [f"{name}: {problem}" for problem in watched.problems if not problem.startswith("404")]
        watched.problems.clear()
    assert wrong == [], wrong[:20]


def test_what_was_written_is_there_to_read(book, serve, watch):
    plan = json.loads((book / "site/releases/pa/plan.json").read_text())["plan"]
    address = serve(book / "site")
    page = watch(address).page
    page.goto(f"{address}/releases/pa/index.html")
    assert " ".join(plan["title"].split()) in " ".join(page.locator("h1").inner_text().split())
    assert " ".join(plan["title"].split()) in " ".join(page.title().split())
    command = plan["phases"][0]["steps"][0]["command"]
    assert command in page.locator("#phases .command code").all_text_contents()


def test_the_search_shows_hostile_hits(book, serve, watch):
    address = serve(book / "site")
    watched = watch(address)
    page = listen(watched)
    page.goto(f"{address}/search/?q={hostile.WORD}")
    expect(page.locator(".search-state")).to_contain_text("pages")
    while page.locator(".search-more").is_visible():
        count = page.locator("main .hits > li").count()
        page.locator(".search-more").click()
        expect(page.locator("main .hits > li").nth(count)).to_be_visible()
    assert page.locator("main .hits > li").count() >= 8
    stir(page)
    assert page.evaluate(INSPECT) == []
    assert watched.problems == []
    # A query is written by whoever sends a link.
    for text in hostile.PAYLOADS:
        page.goto(f"{address}/search/?q=" + re.sub(r".", lambda letter: "".join(f"%{byte:02X}" for byte in letter.group().encode()), text))
        page.wait_for_function("() => document.querySelector('.search-state').textContent !== ''")
        assert page.evaluate(INSPECT) == [], text
    assert watched.problems == []


def test_the_history_filters_hostile_names(book, serve, watch):
    address = serve(book / "site")
    watched = watch(address)
    page = listen(watched)
    for text in hostile.PAYLOADS[:8]:
        query = re.sub(r".", lambda letter: "".join(f"%{byte:02X}" for byte in letter.group().encode()), text)
        page.goto(f"{address}/releases/index.html?service={query}&q={query}&outcome={query}&sort={query}#{query}")
        assert page.evaluate(INSPECT) == []
    assert watched.problems == []


def test_the_watch_hears_what_runs(serve, tmp_path, watch):
    """The same eyes over pages that hold the payloads as they are: each must be seen, or the tests above prove nothing."""
    unseen = []
    address = serve(tmp_path)
    for number, text in enumerate(hostile.PAYLOADS):
        if text.startswith(("[", "!", "{", "]", "`")):
            continue
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><main><p title=\"{text}\">{text}</p></main>")
        watched = watch(address)
        page = listen(watched)
        try:
            page.goto(f"{address}/{number}.html")
            stir(page)
            found = page.evaluate(INSPECT)
        except Exception as error:
            found = [str(error)]
        if not found and not watched.problems and page.url.startswith(address):
            unseen.append(text)
    assert unseen == []
