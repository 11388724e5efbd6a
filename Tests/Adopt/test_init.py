"""`rollbook init` with a pipeline, and from a folder of Markdown runbooks that is there already."""

import os
import pathlib
import re
import shutil

import pytest
import yaml

from conftest import ROOT, committed, rollbook, tree

SHARED = pathlib.Path(os.environ.get("ROLLBOOK_SHARED") or ROOT.parent / "shared")
PIPELINES = {"github": ("ci/github/runbooks.yml", ".github/workflows/runbooks.yml"), "gitlab": ("ci/gitlab/gitlab-ci.yml", ".gitlab-ci.yml")}


def content_of(text):
    recipe = yaml.safe_load(text)
    return (recipe.get("env") or recipe["variables"])["CONTENT"]


def next_commands(errors):
    """The lines at the end that are commands, up to what is said of them."""
    found = []
    for line in reversed(errors.rstrip("\n").split("\n")):
        if not line.startswith("  "):
            break
        found.insert(0, re.split(r"\s{3,}", line.strip())[0])
    return found


@pytest.mark.parametrize("service", PIPELINES)
def test_pipeline_beside_a_new_book(service, tmp_path):
    recipe, place = PIPELINES[service]
    done = rollbook(tmp_path, "init", "book", "--ci", service)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "book" / place).read_text() == (ROOT / recipe).read_text()
    assert place in done.stderr
    assert next_commands(done.stderr)[0] == "rollbook serve"
    # Else nothing is different from a book without.
    rollbook(tmp_path, "init", "plain")
    with_pipeline = tree(tmp_path / "book")
    del with_pipeline[place]
    assert with_pipeline == tree(tmp_path / "plain")


@pytest.mark.parametrize("service", PIPELINES)
def test_pipeline_at_the_root_of_the_repository(service, tmp_path):
    _, place = PIPELINES[service]
    (tmp_path / "README.md").write_text("Mine.\n")
    committed(tmp_path)
    (tmp_path / "ops").mkdir()
    done = rollbook(tmp_path / "ops", "init", "runbooks", "--ci", service)
    assert done.returncode == 0, done.stderr
    assert content_of((tmp_path / place).read_text()) == "ops/runbooks/content"
    assert (tmp_path / "ops/runbooks/content/rollbook.yaml").is_file()
    assert not (tmp_path / "ops/runbooks" / place).exists()


@pytest.mark.parametrize("service", PIPELINES)
def test_a_pipeline_that_is_there_stays_and_nothing_is_written(service, tmp_path):
    _, place = PIPELINES[service]
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("mine: {}\n")
    before = tree(tmp_path)
    done = rollbook(tmp_path, "init", ".", "--ci", service)
    assert done.returncode == 74
    assert f"{place} is there already" in done.stderr
    assert tree(tmp_path) == before


def test_another_service_is_wrong_usage(tmp_path):
    done = rollbook(tmp_path, "init", "book", "--ci", "jenkins")
    assert done.returncode == 64 and "github" in done.stderr and "gitlab" in done.stderr
    assert list(tmp_path.iterdir()) == []


# ---- from a folder


def write(folder, **files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def sources(folder):
    return yaml.safe_load((folder / "rollbook.yaml").read_text())["sources"]


def test_what_is_recognised(tmp_path):
    ops = tmp_path / "ops"
    files = [
        "README.md", "tasks/prod/001-one/README.md", "tasks/prod/002-two/README.md", "tasks/prod/002-two/notes.md", "tasks/staging/003-three/README.md",
        "tasks/staging/004-four/README.md", "tasks/prod/README.md", "rollouts/2026-01-02-ledger.md", "rollouts/2026-02-03-search.md",
        "rollouts/2026-03-04-web.md", "postmortems/night.md", "docs/how.md", "docs/more/why.md", "team/checklists/before.md",
        "node_modules/x/README.md", ".github/ISSUE_TEMPLATE.md", "src/main.c",
    ]
    write(ops, **{name: f"# {name}\n" for name in files})
    before = tree(ops)
    done = rollbook(tmp_path, "init", "--from", "ops")
    assert done.returncode == 0, done.stderr
    assert sources(ops) == {
        "releases": ["tasks/*/*/README.md", "rollouts/*.md"],
        "checklists": ["team/checklists/**/*.md"],
        "incidents": ["postmortems/**/*.md"],
        "guides": ["*.md", "{docs}/**/*.md", "{tasks/prod}/*.md"],
        "exclude": ["**/node_modules/**"],
    }
    assert re.search(r"^  releases +4 files +tasks/\*/\*/README\.md$", done.stderr, re.M), done.stderr
    assert "left alone 1 file in folders called node_modules" in done.stderr
    # Only the book's own file was written.
    after = tree(ops)
    assert after.pop("rollbook.yaml")
    assert after == before
    assert done.stdout == "ops/rollbook.yaml\n"
    check, build = "rollbook check --content .", "rollbook build --content . --output ../ops-site"
    assert next_commands(done.stderr) == ["cd ops", check, "rollbook serve --content .", build]
    # And they work.
    for command in (check, build):
        ended = rollbook(ops, *command.split()[1:])
        assert ended.returncode == 0, ended.stderr
        assert "unplaced-file" not in ended.stderr
    assert (tmp_path / "ops-site/releases/prod-001-one/index.html").is_file()


def test_a_folder_within_the_book(tmp_path):
    write(tmp_path, **{f"ops/runs/{number}-x/README.md": "# X\n" for number in (1, 2, 3)}, **{"app/README.md": "# App\n"})
    done = rollbook(tmp_path, "init", ".", "--from", "ops")
    assert done.returncode == 0, done.stderr
    assert sources(tmp_path) == {"releases": ["ops/runs/*/README.md"]}


@pytest.mark.parametrize("service", PIPELINES)
def test_pipeline_for_a_folder_that_is_a_book_as_it_stands(service, tmp_path):
    _, place = PIPELINES[service]
    write(tmp_path, **{"ops/how.md": "# How\n"})
    committed(tmp_path)
    assert rollbook(tmp_path, "init", "--from", "ops", "--ci", service).returncode == 0
    assert content_of((tmp_path / place).read_text()) == "ops"
    assert rollbook(tmp_path / "ops", "init", "--from", ".", "--ci", service).returncode == 74


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["book", "--from", "ops"], 74, "there is no folder"),
        (["mine", "--from", "ops"], 64, "a book takes nothing from outside its folder"),
        (["--from", "mine"], 74, "there is no Markdown file in mine"),
        (["--from", "nowhere"], 74, "there is no folder"),
        ([], 64, "name the folder of the new book"),
    ],
)
def test_what_cannot_be(arguments, code, words, tmp_path):
    write(tmp_path, **{"ops/how.md": "# How\n", "mine/main.c": "\n"})
    before = tree(tmp_path)
    done = rollbook(tmp_path, "init", *arguments)
    assert done.returncode == code and words in done.stderr, done.stderr
    assert tree(tmp_path) == before


def test_names_that_yaml_and_shells_take_apart(tmp_path):
    folder = tmp_path / 'it\'s "new": #1'
    write(folder, **{'a "b"/how.md': "# How\n"})
    done = rollbook(tmp_path, "init", "--from", folder.name)
    assert done.returncode == 0, done.stderr
    book = yaml.safe_load((folder / "rollbook.yaml").read_text())
    assert book["title"] == folder.name and book["sources"] == {"guides": ['a "b"/**/*.md']}
    assert next_commands(done.stderr)[0] == "cd 'it'\\''s \"new\": #1'"


def test_folders_that_are_read_as_they_stand(tmp_path):
    write(tmp_path, **{"ops/releases/web-1.0.0.md": "# Web\n", "ops/guides/how.md": "# How\n", "ops/notes/a.md": "# A\n", "ops/notes/README.md": "# N\n"})
    done = rollbook(tmp_path, "init", "--from", "ops")
    assert done.returncode == 0, done.stderr
    assert "  guides/ is read as it stands: 1 Markdown file\n  releases/ is read as it stands: 1 Markdown file\n" in done.stderr
    assert sources(tmp_path / "ops") == {"guides": ["notes/**/*.md"]}


def test_old_broken_links_do_not_keep_the_site_away(tmp_path):
    write(tmp_path, **{"ops/a/README.md": "# A\n\n[gone](gone.md) and [up](../../up.md) and ![no](no.png)\n", "ops/b/README.md": "# B\n\n[part](../a/README.md#no)\n"})
    assert rollbook(tmp_path, "init", "--from", "ops").returncode == 0
    built = rollbook(tmp_path / "ops", "build", "--content", ".", "--output", "../site")
    assert built.returncode == 0, built.stderr
    for rule in ("broken-link", "broken-anchor", "missing-file", "link-outside-content"):
        assert f"[{rule}]" in built.stderr, rule
    # Both have a page of their own.
    assert (tmp_path / "site/guides/a/index.html").is_file() and (tmp_path / "site/guides/b/index.html").is_file()


CORPORA = {
    # The glob that README names for it, and at least so many releases.
    "optimism-superchain-ops": ("src/tasks/*/*/README.md", 100),
    "rust-forge": (None, 0), "openshift-runbooks": (None, 0), "cosmos-gaia": (None, 0), "kubernetes-sig-release": (None, 0),
}


# Kubernetes' folder `releases/` is read as it stands, and holds two files for one release: its people decide.
BUILDS = {"optimism-superchain-ops", "rust-forge", "openshift-runbooks", "cosmos-gaia"}


@pytest.mark.parametrize("name", CORPORA)
def test_folders_of_others(name, tmp_path):
    corpus = SHARED / "corpora" / name
    if not corpus.is_dir():
        pytest.skip(f"no {corpus.name} in the shared data")
    folder = tmp_path / name
    shutil.copytree(corpus, folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    done = rollbook(tmp_path, "init", "--from", name)
    assert done.returncode == 0, done.stderr
    glob, least = CORPORA[name]
    if glob:
        assert glob in sources(folder)["releases"]
        match = re.search(rf"^  releases +(\d+) files +{re.escape(glob)}$", done.stderr, re.M)
        assert match and int(match.group(1)) >= least, done.stderr
    checked = rollbook(folder, "check", "--content", ".", "--all")
    assert checked.returncode in (0, 1), checked.stderr
    assert "rollbook.yaml:" not in checked.stderr
    if name in BUILDS:
        # Links may be broken in folders of others; but every document has its place.
        assert "[unplaced-file]" not in checked.stderr
        built = rollbook(folder, "build", "--no-git", "--content", ".", "--output", "../site")
        assert built.returncode == 0, built.stderr
