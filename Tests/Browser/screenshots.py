"""Pictures of pages for our eyes: three widths, light and dark, and paper.

    .venv/bin/python Tests/Browser/screenshots.py --to /tmp/pictures index.html releases/payments-2.4.0/index.html
"""

import argparse
import functools
import http.server
import pathlib
import subprocess
import threading

from conftest import Handler, chromium, site_folder
from playwright.sync_api import sync_playwright

WIDTHS = [320, 768, 1440]


def picture(browser, address, path, name, to, full):
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{address}/{path}", wait_until="load")
            page.screenshot(path=to / f"{name}-{width}-{scheme}.png", full_page=full)
            context.close()


def paper(browser, address, path, name, to):
    page = browser.new_page()
    page.goto(f"{address}/{path}", wait_until="load")
    page.pdf(path=to / f"{name}.pdf", format="A4", print_background=True)
    page.close()
    subprocess.run(["pdftoppm", "-png", "-r", "80", to / f"{name}.pdf", to / f"{name}-paper"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=pathlib.Path, default=site_folder())
    parser.add_argument("--to", type=pathlib.Path, required=True, help="the folder for the pictures")
    parser.add_argument("--screen", action="store_true", help="one screen of the page instead of all of it")
    parser.add_argument("paths", nargs="*", default=["index.html"], help="files of the site")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Handler, directory=str(options.site.resolve()))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for path in options.paths:
            name = path.removesuffix("index.html").strip("/").replace("/", "-") or "home"
            picture(browser, address, path, name, options.to, not options.screen)
            paper(browser, address, path, name, options.to)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
