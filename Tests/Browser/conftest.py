"""The built site in a real browser: a server on the loopback, and a page that notes what goes wrong."""

import functools
import http.server
import os
import pathlib
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What a careful host would send. Nothing inline passes, and nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def site_folder() -> pathlib.Path:
    return pathlib.Path(os.environ.get("ROLLBOOK_SITE") or ROOT / "site").resolve()


def chromium(playwright):
    """The system's Chromium where there is one, else Playwright's own."""
    path = os.environ.get("ROLLBOOK_CHROMIUM") or shutil.which("chromium")
    # Chromium's sandbox refuses to run as root, which containers are.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=arguments)


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def site() -> pathlib.Path:
    folder = site_folder()
    assert (folder / "index.html").is_file(), f"no site in {folder}: run script/build-site"
    return folder


@pytest.fixture(scope="session")
def address(site):
    """The site's address on the loopback, without a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


class Watched:
    """A page, and all that went wrong on it."""

    def __init__(self, page, origin):
        self.page = page
        self.problems = []
        page.on("console", lambda message: message.type == "error" and self.problems.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("requestfailed", lambda request: self._failed(request))
        page.on("request", lambda request: self._request(request.url, origin))
        page.on("response", lambda response: response.status >= 400 and self.problems.append(f"{response.status}: {response.url}"))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )

    def _failed(self, request):
        # What was still on its way when the page was left is no fault of the page.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url} {request.failure}")

    def _request(self, url, origin):
        if not url.startswith(origin):
            self.problems.append(f"leaves the site: {url}")


@pytest.fixture
def watch(browser):
    """watch(origin): a fresh page that notes every problem and every request outside the origin."""
    contexts = []

    def open_page(origin, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        return Watched(context.new_page(), origin)

    yield open_page
    for context in contexts:
        context.close()
