"""Small books that differ from each other, their clean sites, and what must hold of any site at any moment."""

import hashlib
import html.parser
import os
import pathlib
import random
import subprocess
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
STAGING = ".rollbook-staging"


def build(content, output, **options):
    return subprocess.Popen(
        [PROGRAM, "build", "--no-git", "--content", str(content), "--output", str(output)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options,
    )


def write_book(content, seed):
    """A book of four to nine releases; another seed has other releases, titles, guides and attachments."""
    choose = random.Random(seed)
    content.mkdir(parents=True)
    (content / "rollbook.yaml").write_text(f"title: Book {seed}\ngit: false\nservices: {{one: , two: }}\n")
    for number in sorted(choose.sample(range(12), choose.randint(4, 9))):
        folder = content / f"releases/r{number}"
        folder.mkdir(parents=True)
        steps = "".join(
            f"      - {{id: s{step}, title: Step {choose.randint(0, 9)}, command: ./go {choose.random()}, expected: x, verify: y}}\n"
            for step in range(choose.randint(1, 8))
        )
        (folder / "deployment-plan.yaml").write_text(
            f'service: {choose.choice(["one", "two"])}\nversion: "1.{number}"\ntitle: Release {choose.randint(0, 99)}\nstatus: draft\n'
            f"window: {{start: 2026-0{choose.randint(1, 9)}-01T10:00:00Z, end: 2026-10-01T11:00:00Z}}\n"
            f"phases:\n  - kind: deployment\n    steps:\n{steps}"
        )
        if choose.random() < 0.5:
            (folder / "notes.txt").write_text(str(choose.random()) * choose.randint(1, 5000))
    (content / "guides").mkdir()
    for name in choose.sample("abcdefgh", choose.randint(1, 5)):
        (content / f"guides/{name}.md").write_text(f"# Guide {name}\n\n" + f"{choose.random()}\n\n" * choose.randint(1, 300))


def files(site):
    """All files of a site by path, the staging folder left out."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(STAGING):
            found[name] = path.read_bytes()
    return found


def digest(site):
    text = "".join(f"{name} {hashlib.sha256(data).hexdigest()}\n" for name, data in files(site).items())
    return hashlib.sha256(text.encode()).hexdigest()


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


def dead_links(found):
    """Links of pages that lead to no file of the same site."""
    dead = []
    for name, data in found.items():
        if not name.endswith(".html") or name == "404.html":
            continue
        parser = Links()
        parser.feed(data.decode())
        for link in parser.found:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(name), urllib.parse.unquote(parts.path)))
            if parts.path.endswith("/") or target == ".":
                target = os.path.normpath(os.path.join(target, "index.html"))
            if target not in found:
                dead.append(f"{name}: {link}")
    return dead
