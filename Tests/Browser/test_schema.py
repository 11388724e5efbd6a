"""The JSON Schemas against a validator of others' making, and against the tool's own reader."""

import copy
import json
import os
import pathlib
import re
import subprocess

import jsonschema
import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
NAMES = ["plan", "run", "site", "pattern", "checklist", "guide", "incident", "template"]

# What the reader says of one document by its field tables, and a schema can say too. `unstable-id` is left out: an
# id may also come from a title.
STRUCTURE = {
    "unknown-key", "missing-field", "wrong-type", "unknown-value", "unquoted-number", "bad-time",
    "time-without-offset", "bad-duration", "bad-id", "step-without-command", "step-without-expectation",
    "step-without-verification", "empty-phase", "migration-without-rollback", "no-trigger", "no-decider",
    "no-rollback-steps", "no-rationale",
}


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: times and words such as `on` stay texts."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", "-+0123456789"),
    (
        "float",
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        "-+0123456789.",
    ),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first.replace("\0", "")) + ([""] if "\0" in first else []))


def construct_int(loader, node):
    text = node.value
    return int(text, 16) if text.startswith("0x") else int(text[2:], 8) if text.startswith("0o") else int(text)


CoreLoader.add_constructor("tag:yaml.org,2002:int", construct_int)


class Plain(str):
    """A scalar that is to be written as it is, without quotes."""


def dump(data) -> str:
    """JSON is YAML, but for what is to stand plain."""
    if isinstance(data, Plain):
        return str(data)
    if isinstance(data, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {dump(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(dump(item) for item in data) + "]"
    return json.dumps(data, ensure_ascii=False)


def value(data):
    """What an editor reads of what `dump` writes, without parsing the whole again."""
    if isinstance(data, Plain):
        return load(data)
    if isinstance(data, dict):
        return {key: value(item) for key, item in data.items()}
    return [value(item) for item in data] if isinstance(data, list) else data


def load(text: str):
    return yaml.load(text, CoreLoader)


def front_matter(path: pathlib.Path):
    return load(path.read_text().split("---\n")[1])


@pytest.fixture(scope="session")
def validators():
    found = {}
    for name in NAMES:
        printed = subprocess.run([PROGRAM, "schema", name], capture_output=True, check=True)
        schema = json.loads(printed.stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        found[name] = jsonschema.Draft202012Validator(schema)
    return found


def examples():
    content = ROOT / "content"
    for path in sorted(content.rglob("*")):
        kind = path.relative_to(content).parts[0]
        if path.name == "rollbook.yaml":
            yield "site", path
        elif kind == "templates" and path.suffix == ".yaml":
            yield "template", path
        elif kind == "releases" and path.suffix == ".yaml":
            yield ("run" if path.parent.name == "runs" else "plan"), path
        elif kind in ("patterns", "checklists", "guides", "incidents") and path.suffix == ".md":
            if path.read_text().startswith("---\n"):
                yield kind[:-1], path


def read(kind, path):
    return front_matter(path) if path.suffix == ".md" else load(path.read_text())


EXAMPLES = list(examples())


@pytest.mark.parametrize("kind,path", EXAMPLES, ids=lambda value: str(getattr(value, "name", value)))
def test_every_example_is_accepted(validators, kind, path):
    problems = [f"{error.json_path}: {error.message}" for error in validators[kind].iter_errors(read(kind, path))]
    assert problems == []


def test_every_format_has_an_example():
    assert {kind for kind, _ in EXAMPLES} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schemas_are_those_of_the_tool(name):
    printed = subprocess.run([PROGRAM, "schema", name], capture_output=True, check=True).stdout
    assert (ROOT / "schemas" / f"{name}.schema.json").read_bytes() == printed, "run: rollbook schema --write schemas"


# What is put in the place of a value: each is wrong somewhere and right elsewhere.
VALUES = [
    None, True, 7, 1.5, "", "text", [], ["text"], [None], {}, {"unknown_key": "x"}, [{}], "No Such Word", "90", "5m", "1h30m", "30m1h",
    "T+5m", "T5m", "5%", "-1%", "5", "2026-02-29", "2028-02-29", "2026-03-14T22:00:00Z", "2026-03-14T22:00:00",
    "2026-03-14 22:00+01:00", "2026-13-01T00:00:00Z", "2026-03-14T24:00:00Z", "a..b", "UPPER", "42", "draft", "approved",
    Plain("1.10"), Plain("yes"), Plain("0x1f"), Plain("0o17"), Plain("1e3"), Plain(".5"), Plain("+3"), Plain("~"), Plain("True"),
]


def places(data, path=()):
    """Every place of a document, the root aside."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield path + (key,)
            yield from places(value, path + (key,))
    elif isinstance(data, list):
        for index, value in enumerate(data[:3]):
            yield path + (index,)
            yield from places(value, path + (index,))


def changed(data, path, change):
    data = copy.deepcopy(data)
    place = data
    for key in path[:-1]:
        place = place[key]
    change(place, path[-1])
    return data


def mutants(data, share=4):
    """The document broken at each place: dropped, misspelt, and by one in `share` of the values."""
    every = list(places(data))
    for number, path in enumerate(every):
        yield f"{path} dropped", changed(data, path, lambda place, key: place.pop(key))
        if isinstance(path[-1], str):
            yield f"{path} misspelt", changed(data, path, lambda place, key: place.update({key + "x": place.pop(key)}))
        # Each place meets a share of the values, and each value every kind of place over the documents.
        for index, value in enumerate(VALUES):
            if (index + number) % share == 0 or len(every) < 40:
                yield f"{path} = {value!r}", changed(data, path, lambda place, key: place.__setitem__(key, value))


def findings(folder, paths):
    """What the reader says of each file: severity and rule."""
    command = [PROGRAM, "check", "--all", "--format", "json", *map(str, paths)]
    printed = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    found = {}
    for diagnostic in json.loads(printed.stdout)["diagnostics"]:
        found.setdefault(diagnostic["file"], set()).add((diagnostic["severity"], diagnostic["rule"]))
    return found


def compare(validator, documents, found):
    """The names of those on which reader and schema differ, and how many were refused."""
    differing, refused = [], 0
    for name, (title, mutant) in documents.items():
        errors = {rule for severity, rule in found.get(name, set()) if severity == "error"}
        instance = value(mutant)
        accepts = validator.is_valid(instance)
        refused += not accepts
        if not errors and not accepts:
            problem = next(validator.iter_errors(instance))
            differing.append(f"{title}: the schema alone refuses it: {problem.json_path}: {problem.message[:100]}")
        if errors & STRUCTURE and accepts and not lenient(title):
            differing.append(f"{title}: the reader alone refuses it: {errors & STRUCTURE}")
    return differing, refused


def lenient(title):
    """Where a schema sees a number it can't see how it was written: an integer as 0x1f or 0o17, a number as 1e3."""
    return any(title.endswith(f"= '{text}'") for text in ("0x1f", "0o17", "1e3"))


# A plan with migrations and one without, both short.
PLANS = sorted((path for kind, path in EXAMPLES if kind == "plan"), key=lambda path: path.stat().st_size)
SMALL_PLANS = [next(path for path in PLANS if ("migrations:" in path.read_text()) is has) for has in (True, False)]


def test_reader_and_schema_agree_on_broken_plans(validators, tmp_path):
    documents, total = {}, 0
    for path in SMALL_PLANS:
        for draft in (False, True):
            data = load(path.read_text())
            data["status"] = "draft" if draft else "approved"
            for title, mutant in mutants(data, 16):
                if draft and not ("dropped" in title or "= None" in title or "[]" in title):
                    continue
                name = f"{total}.yaml"
                (tmp_path / name).write_text(dump(mutant))
                documents[name] = (f"{path.parent.name}{' as a draft' if draft else ''}: {title}", mutant)
                total += 1
    found = {}
    names = list(documents)
    for start in range(0, len(names), 2000):
        found.update(findings(tmp_path, names[start : start + 2000]))
    differing, refused = compare(validators["plan"], documents, found)
    print(f"{total} broken plans, {refused} refused by the schema")
    assert refused > total / 4
    assert differing == [], "\n".join(differing[:40])


FRONT = {"pattern": "patterns", "checklist": "checklists", "guide": "guides", "incident": "incidents"}


@pytest.mark.parametrize("kind", sorted(FRONT))
def test_reader_and_schema_agree_on_front_matters(validators, tmp_path, kind):
    folder = tmp_path / "content" / FRONT[kind]
    folder.mkdir(parents=True)
    (tmp_path / "content/rollbook.yaml").write_text("title: T\n")
    documents = {}
    path = max((path for other, path in EXAMPLES if other == kind), key=lambda path: len(path.read_text().split("---\n")[1]))
    for number, (title, mutant) in enumerate(mutants(front_matter(path))):
        text = dump(mutant)
        (folder / f"m{number}.md").write_text(f"---\n{text}\n---\n\n# T\n")
        documents[f"content/{FRONT[kind]}/m{number}.md"] = (title, mutant)
    differing, refused = compare(validators[kind], documents, findings(tmp_path, []))
    print(f"{len(documents)} broken front matters of {kind}, {refused} refused")
    assert refused > 0
    assert differing == [], "\n".join(differing[:40])


def test_reader_and_schema_agree_on_runs(validators, tmp_path):
    folder = tmp_path / "content/releases/r"
    (folder / "runs").mkdir(parents=True)
    (tmp_path / "content/rollbook.yaml").write_text("title: T\n")
    (folder / "deployment-plan.md").write_text("# R\n")
    path = max((path for kind, path in EXAMPLES if kind == "run"), key=lambda path: path.stat().st_size)
    documents = {}
    for number, (title, mutant) in enumerate(mutants(load(path.read_text()))):
        text = dump(mutant)
        (folder / f"runs/{number}.yaml").write_text(text)
        documents[f"content/releases/r/runs/{number}.yaml"] = (title, mutant)
    differing, refused = compare(validators["run"], documents, findings(tmp_path, []))
    print(f"{len(documents)} broken runs, {refused} refused")
    assert differing == [], "\n".join(differing[:40])


def test_reader_and_schema_agree_on_books(validators, tmp_path):
    documents = {}
    for number, (title, mutant) in enumerate(mutants(load((ROOT / "content/rollbook.yaml").read_text()))):
        (tmp_path / str(number)).mkdir()
        text = dump(mutant)
        (tmp_path / f"{number}/rollbook.yaml").write_text(text)
        documents[f"{number}/rollbook.yaml"] = (title, mutant)
    differing, refused = compare(validators["site"], documents, findings(tmp_path, list(documents)))
    print(f"{len(documents)} broken books, {refused} refused")
    assert differing == [], "\n".join(differing[:40])


# Texts at the edge of what the readers of values take, with what they must say. The reader is asked as well.
TEXTS = {
    ("phases", 0, "steps", 0, "duration"): [
        ("0s", True), ("999999d", True), ("1000000s", False), ("1d2h3m4s", True), ("1h1h", False), ("1m1h", False), ("", False),
        ("5 m", False), ("5M", False), ("m", False), ("٣m", False), ("-5m", False), ("1.5h", False),
    ],
    ("phases", 0, "offset"): [
        ("T", True), ("T+0", True), ("T-0", True), ("T+0m", True), ("T+", False), ("t+5m", False), ("T+5", False), ("T-24h", True), ("T +5m", False),
    ],
    ("window", "start"): [
        ("2026-03-14T22:00Z", True), ("2026-03-14t22:00:00.5z", True), ("2026-03-14 22:00:00 +01:00", True), ("2026-03-14T22:00:00+0100", True),
        ("2026-03-14T22:00:60Z", True), ("2026-03-14T22:00:61Z", False), ("2026-03-14T22:60Z", False), ("2026-03-14T22:00:00.Z", False),
        ("2026-03-14T22:00:00+01", False), ("2026-03-14T22:00:00+24:00", False), ("2026-02-30T22:00:00Z", False), ("1900-02-29T00:00Z", False),
        ("2000-02-29T00:00Z", True), ("0000-01-01T00:00Z", False), ("0001-01-01T00:00Z", True), ("2026-3-14T22:00Z", False), ("2026-03-14", False),
        ("2026-04-31T00:00Z", False), ("2026-03-14T22:00:00  Z", False), ("2026-03-14T22:00:00Zulu", False),
    ],
    ("rollback", "rehearsed", "at"): [("2026-03-14", True), ("2024-02-29", True), ("2026-02-29", False), ("2026-03-14T22:00Z", True), ("14.3.2026", False), ("2026-3-14", False)],
    ("flags", 0, "at_deploy"): [
        ("5%", True), ("0.5 %", True), (" 5%", True), (".5%", True), ("5.%", True), ("+5%", True), ("-0%", True), ("-0.0%", True), ("-1%", False), ("5", False),
        ("%", False), (".%", False), ("1e2%", False), ("5%%", False), ("0x5%", False), ("120%", True),
    ],
    ("id",): [
        ("a" * 100, True), ("a" * 101, False), ("", False), ("a..b", False), (".a", False), ("-a", False), ("_a", False), ("a_b.c-d", True), ("ä", False),
        ("A", False), ("2026", False), ("2026-03", True), ("inf", True), ("a b", False), ("a/b", False),
    ],
    ("rollback", "triggers", 0, "threshold"): [("800", True), ("-3", True), ("+2.5", True), ("5.", True), (".5", True), ("1e3", False), ("", False), (".", False), ("1,000", False), ("0x10", False)],
}


def test_texts_at_the_edge(validators, tmp_path):
    plan = load((ROOT / "content/releases/payments-2.4.0/deployment-plan.yaml").read_text())
    plan["flags"] = [{"name": "f", "at_deploy": "5%"}]
    documents, expected = {}, {}
    for path, texts in TEXTS.items():
        for text, right in texts:
            name = f"{len(documents)}.yaml"
            mutant = changed(plan, path, lambda place, key: place.__setitem__(key, text))
            (tmp_path / name).write_text(dump(mutant))
            documents[name] = (f"{path} = {text!r}", mutant)
            expected[name] = right
    found = findings(tmp_path, list(documents))
    wrong = []
    for name, (title, mutant) in documents.items():
        reader = not {rule for severity, rule in found.get(name, set()) if severity == "error"} & (STRUCTURE | {"unstable-id"})
        schema = validators["plan"].is_valid(value(mutant))
        if reader != expected[name] or schema != expected[name]:
            wrong.append(f"{title}: wanted {expected[name]}, the reader says {reader}, the schema {schema}")
    assert wrong == [], "\n".join(wrong)


def fields(schema, node, path=()):
    """Every key of a schema with the definition that it stands in."""
    for key, value in (node.get("properties") or {}).items():
        yield path + (key,), value
    for name, definition in (schema.get("$defs") or {}).items():
        if path == () and not name.startswith("complete-"):
            for key, value in definition["properties"].items():
                yield (name, key), value


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_refused_for_a_wrong_type(validators, name):
    schema = validators[name].schema
    seen = 0
    for path, value in fields(schema, schema):
        assert value["description"], path
        field = jsonschema.Draft202012Validator({"$defs": schema.get("$defs", {}), **value})
        takes_mapping = field.is_valid({})
        wrong = [[[]], [{"no": "such"}]] if takes_mapping or field.is_valid([]) else [{}, []]
        for instance in wrong:
            if instance == [{"no": "such"}] and path[-1] in ("fields",) and name == "plan":
                continue
            assert not field.is_valid(instance), (path, instance)
        assert field.is_valid(None), path
        seen += 1
    assert seen >= 4
