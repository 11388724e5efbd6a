"""Every link inside the built site leads to a file, and to an anchor in it. Read without the tool that wrote it."""

import html.parser
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.anchors = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.anchors += [values[name] for name in ("id", "name") if values.get(name)]
        self.links += [values[name] for name in ("href", "src") if values.get(name)]


def read(site):
    return {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_somewhere(site):
    pages = read(site)
    broken = []
    for name, page in pages.items():
        if name == "404.html":
            continue
        for link in page.links:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = urllib.parse.urljoin("/" + name, urllib.parse.unquote(parts.path)) if parts.path else "/" + name
            file = target.lstrip("/")
            if file == "" or file.endswith("/"):
                file += "index.html"
            if not (site / file).is_file():
                broken.append(f"{name}: {link}: no such file")
            elif parts.fragment and file in pages and urllib.parse.unquote(parts.fragment) not in pages[file].anchors:
                broken.append(f"{name}: {link}: no such anchor")
    assert broken == []


def test_every_anchor_is_there_once(site):
    twice = []
    for name, page in read(site).items():
        twice += [f"{name}: {anchor}" for anchor in set(page.anchors) if page.anchors.count(anchor) > 1]
    assert sorted(twice) == []
