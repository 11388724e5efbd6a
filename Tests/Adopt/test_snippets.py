"""Each command line and each YAML of README and the guides is run or read."""

import functools
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

import pytest
import yaml

from conftest import PROGRAM, ROOT, VERSION, rollbook

PAGES = [ROOT / "README.md", *sorted((ROOT / "content/guides").glob("**/*.md"))]


def fences(page):
    """The fenced code of a page: language, text, line."""
    found, language, lines, start, mark = [], None, [], 0, ""
    for number, line in enumerate(page.read_text().split("\n"), 1):
        opening = re.match(r"^\s*(`{3,}|~{3,})\s*(\S*)\s*$", line)
        if language is None and opening:
            language, lines, start, mark = opening.group(2), [], number + 1, opening.group(1)
        elif language is not None and line.strip() == mark:
            found.append((language, "\n".join(lines), start))
            language = None
        elif language is not None:
            lines.append(line)
    assert language is None, f"{page}: a fence is not closed"
    return found


def where(page, line):
    return f"{page.relative_to(ROOT)}:{line}"


def snippets(*languages):
    return [pytest.param(text, id=where(page, line)) for page in PAGES for language, text, line in fences(page) if language in languages]


# ---- YAML


@pytest.mark.parametrize("text", snippets("yaml", "yml"))
def test_yaml_is_read(text):
    assert yaml.safe_load(text) is not None


def snippet_schema(keys):
    """The format whose keys a whole document is made of."""
    if "service" in keys or "services" in keys and "phases" in keys:
        return "plan"
    if {"attempt", "outcome"} & keys and "started" in keys:
        return "run"
    if "title" in keys and {"sources", "services", "base_url"} & keys:
        return "site"
    return None


@pytest.mark.parametrize("text", snippets("yaml", "yml"))
def test_whole_documents_name_no_unknown_key(text, tmp_path):
    """README's first example has one on purpose, which it shows as found."""
    value = yaml.safe_load(text)
    keys = set(value) if isinstance(value, dict) else set()
    kind = snippet_schema(keys)
    if kind is None:
        pytest.skip("a part of a document")
    if kind == "site":
        place = tmp_path / "content/rollbook.yaml"
    else:
        place = tmp_path / "content/releases/x/deployment-plan.yaml" if kind == "plan" else tmp_path / "content/releases/x/runs/1.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(text + "\n")
    found = json.loads(rollbook(tmp_path, "check", "--format", "json").stdout)["diagnostics"]
    unknown = [entry["message"] for entry in found if entry["rule"] in ("unknown-key", "parse-error", "wrong-type")]
    assert unknown == (["a rollback has no key `decison`"] if "decison" in text else [])


# ---- command lines

# What is not run, each with the reason. A line matches from its beginning.
NOT_RUN = {
    "curl": "asks a host that is no host",
    "docker": "there is no engine here",
    "apt-get": "would change this machine",
    "script/": "builds for minutes, or is what runs this test; the options are looked at",
    "rollbook serve": "serves until it is ended",
    "git show": "takes a revision of the history that the example tells of",
    "./publish-runbooks": "run by test_ci.py",
    "SITE=": "run by test_ci.py",
    "fpath=": "zsh's own",
    "python3 -m http.server": "serves until it is ended",
}
# Command lines that end with findings, as their page says.
MAY_FIND = {"check", "build"}


def command_lines(text):
    """The commands of a shell snippet, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", text)
    for line in joined.split("\n"):
        line = re.sub(r"^\$ ", "", line.strip())
        if line and not line.startswith("#"):
            yield line


def shell_snippets():
    found = []
    for page in PAGES:
        for language, text, line in fences(page):
            shells = language in ("sh", "bash", "console", "shell")
            if shells and "\n" in text and not all(re.match(r"^(\$ )?[\w./~=]+", one) for one in command_lines(text)):
                shells = False  # A program of several lines: looked at as a whole below.
                if "rollbook " in text:
                    shells = True
            if shells:
                found += [pytest.param(command, id=f"{where(page, line)} {command[:40]}") for command in command_lines(text)]
    return found


def code_spans():
    """`rollbook ...` within the text, where it is a whole command line: those with an ellipsis or a placeholder are not."""
    found = {}
    for page in PAGES:
        text = re.sub(r"^(\s*)(`{3,}|~{3,}).*?^\1\2\s*$", lambda match: "\n" * match.group().count("\n"), page.read_text(), flags=re.M | re.S)
        for match in re.finditer(r"`(rollbook (?!\.)[^`]+)`", text):
            command = match.group(1).replace("\\|", "|")
            line = text[: match.start()].count("\n") + 1
            found.setdefault(command, where(page, line))
    return [pytest.param(command, id=f"{place} {command[:50]}") for command, place in found.items()]


@pytest.fixture
def book(tmp_path):
    """A copy of the example book, built once, where the guides' commands are run: each test has its own."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "site/permalinks.txt", tmp_path / "published.txt")
    shutil.copy(ROOT / "site/permalinks.txt", tmp_path / "permalinks.txt")
    (tmp_path / "site").mkdir()
    shutil.copytree(ROOT / "site", tmp_path / "site", dirs_exist_ok=True)
    (tmp_path / "ops").mkdir()
    (tmp_path / "ops/how.md").write_text("# How\n")
    # The record that the guide of the window shows, of the release that the guides plan.
    guide = ROOT / "content/guides/the-release-window.md"
    record = next(text for language, text, _ in fences(guide) if language == "yaml" and text.startswith("attempt:"))
    (tmp_path / "payments-2.8.0-run-1.yaml").write_text(record + "\n")
    # Their themes, and the plan in Markdown.
    shutil.copytree(ROOT / "themes/harbour-pine", tmp_path / "themes/harbour-pine")
    shutil.copytree(ROOT / "themes/harbour-pine", tmp_path / "themes/house")
    guide = ROOT / "content/guides/markdown-plans.md"
    plan = next(text for language, text, _ in fences(guide) if language == "markdown" and text.startswith("---\nschema: 1"))
    (tmp_path / "content/releases/search-1.5.0").mkdir()
    (tmp_path / "content/releases/search-1.5.0/deployment-plan.md").write_text(plan + "\n")
    return tmp_path


@functools.cache
def help_of(*path):
    return subprocess.run([PROGRAM, "help", *path], capture_output=True, text=True)


def options_of(words):
    """All options that a command has by its help."""
    path = []
    for word in words:
        if word.startswith("-"):
            break
        shown = help_of(*path, word)
        if shown.returncode == 0 and re.fullmatch(r"[a-z]+", word) and "USAGE: rollbook " + " ".join([*path, word]) in shown.stdout:
            path.append(word)
            continue
        break
    text = help_of(*path).stdout
    return path, set(re.findall(r"(?<![\w-])(--[a-z][a-z-]*|-[a-z])\b", text)) | {"--help", "--version", "-h"}


@pytest.mark.parametrize("command", code_spans())
def test_commands_in_the_text_exist(command):
    words = [word for word in re.split(r"[\s|]+", command)[1:] if word]
    if words and words[0].startswith("-"):
        assert words[0] in ("--version", "--help"), command
        return
    path, options = options_of([word for word in words if word not in ("help",)])
    assert path or words == ["help"], f"rollbook has no command {words[0]!r}"
    for word in words:
        if word.startswith("--"):
            assert word.split("=")[0] in options, f"rollbook {' '.join(path)} has no option {word}"


@pytest.mark.parametrize("command", shell_snippets())
def test_command_lines_run(command, book):
    for start, reason in NOT_RUN.items():
        if command.startswith(start):
            if start == "script/":
                script = ROOT / command.split()[0]
                text = subprocess.run([script, "--help"], capture_output=True, text=True).stdout
                assert script.exists()
                assert all(word in text for word in command.split() if word.startswith("--"))
            pytest.skip(reason)
    if command.startswith("rollbook build"):
        # Which book is built does not matter to it, and a small one is built sooner.
        shutil.rmtree(book / "content")
        assert rollbook(book, "init", ".").returncode == 0
    tools = book / "tools"
    tools.mkdir()
    (tools / "rollbook").symlink_to(PROGRAM)
    if "payments-2.8.0" in command and not command.startswith("rollbook new release"):
        planned = rollbook(book, "new", "release", "payments-2.8.0", "--service", "payments", "--version", "2.8.0", "--yes")
        assert planned.returncode == 0, planned.stderr
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", command], cwd=book, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    words = shlex.split(command, comments=True)
    allowed = {0, 1} if words[0] == "rollbook" and words[1] in MAY_FIND else {0}
    assert done.returncode in allowed, f"{command}\n{done.stdout}{done.stderr}"
    if done.returncode == 1:
        # It found what is wrong with the book, and nothing went wrong with the command.
        assert re.search(r"\d+ error", done.stderr), done.stderr


def test_readme_names_every_command_there_is():
    shown = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout.split("SUBCOMMANDS:")[1]
    text = (ROOT / "README.md").read_text()
    for command in re.findall(r"^  (\w+)  ", shown, re.M):
        assert f"`rollbook {command}" in text, command


def test_the_recipes_are_told_of_at_their_version():
    page = (ROOT / "content/guides/continuous-integration.md").read_text()
    for path in re.findall(r"`(ci/[\w./-]+)`", page):
        assert (ROOT / path).is_file() or (ROOT / path).is_dir(), path
    assert VERSION in (ROOT / "ci/github/runbooks.yml").read_text()
