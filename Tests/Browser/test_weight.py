"""What a page weighs: its scripts and its styles, as a server sends them."""

import gzip
import re

import pytest

from test_pages import KINDS

LIMIT = 20 << 10


def sent(paths):
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.replace(" ", "-"))
def test_scripts_and_styles_are_light(kind, site, capsys):
    heaviest = {"js": 0, "css": 0, "html": 0}
    for page in site.glob(KINDS[kind]):
        text = page.read_text()
        root = site if kind == "not found" else page.parent
        scripts = [(root / name.lstrip("/")).resolve() for name in re.findall(r"<script[^>]*\ssrc=\"([^\"]+)\"", text)]
        styles = [(root / name.lstrip("/")).resolve() for name in re.findall(r"<link[^>]*rel=\"stylesheet\"[^>]*href=\"([^\"]+)\"", text)]
        assert styles
        for name, paths in (("js", scripts), ("css", styles), ("html", [page])):
            heaviest[name] = max(heaviest[name], sent(paths))
    with capsys.disabled():
        print(f"\n{kind}: js {heaviest['js']}, css {heaviest['css']}, html {heaviest['html']} bytes (gzip, the heaviest page)")
    assert 0 < heaviest["css"] <= LIMIT and heaviest["js"] <= LIMIT
