"""Names that would leave the site or the content folder: refused by name, and nothing outside is read or written."""

import os

import hostile
import pytest

MARKER = "The-secret-of-the-machine"

OUT = [
    "../evil", "../../evil", "..", ".", "/evil", "//evil", "a/../../evil", "a/..", "..%2fevil", "%2e%2e/evil", "..\\evil", "\\\\host\\evil", "C:\\evil",
    "a\u0000b", "a\nb", "a b", "é", "A", "-a", ".a", ".rollbook-manifest", ".rollbook-staging", ".git/config", "~/evil", "$HOME", "a" * 300, "con?x", "a#b", "<b>",
    "javascript:alert(1)", "https://hostile.invalid/", "\u202egnp", "a\u2044..\u2044b", "\uff0e\uff0e/evil",
]


@pytest.fixture
def box(tmp_path):
    """A folder with a content folder, a site, and things around them that nobody may touch."""
    work = tmp_path / "work"
    (work / "content/releases/a").mkdir(parents=True)
    (work / "content/guides").mkdir()
    (work / "content/rollbook.yaml").write_text("title: B\ngit: false\n")
    (work / "content/releases/a/deployment-plan.yaml").write_text("status: draft\nservice: one\nversion: '1'\ntitle: A\n")
    (tmp_path / "secret.txt").write_text(MARKER)
    (tmp_path / "secret.sql").write_text(f"DROP TABLE {MARKER.replace('-', '_')};")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/notes.md").write_text(f"# {MARKER}\n")
    (tmp_path / "elsewhere/layouts").mkdir()
    return work


def around(work):
    """All files but content and site."""
    found = {}
    for folder, _, names in os.walk(work.parent):
        for name in names:
            path = os.path.join(folder, name)
            if not path.startswith((str(work / "site"), str(work / "content"), str(work / ".rollbook"))):
                found[path] = open(path, "rb").read()
    return found


def holds(work, done):
    """Where the marker came out."""
    places = ["the messages"] if MARKER in done.stdout + done.stderr else []
    for folder, _, names in os.walk(work / "site"):
        for name in names:
            if MARKER.encode() in open(os.path.join(folder, name), "rb").read():
                places.append(name)
    return places


def quoted(text):
    return '"' + "".join(f"\\u{ord(letter):04x}" if ord(letter) < 0x20 or letter in '"\\' else letter for letter in text) + '"'


def build_safely(work):
    before = around(work)
    done = hostile.build(work, "--all")
    assert done.returncode in (0, 1), done.stderr
    assert around(work) == before
    assert holds(work, done) == []
    for folder, folders, names in os.walk(work / "site"):
        for name in folders + names:
            path = os.path.join(folder, name)
            assert not os.path.islink(path) and os.path.realpath(path).startswith(str(work.resolve() / "site")), path
            assert name.isprintable() and "\\" not in name, path
    return done


@pytest.mark.parametrize("kind", ["releases", "patterns", "checklists", "incidents"])
def test_ids(box, kind):
    for name in OUT:
        if kind == "releases":
            (box / "content/releases/a/deployment-plan.yaml").write_text(f"id: {quoted(name)}\nstatus: draft\nservice: one\nversion: '1'\ntitle: A\n")
            path = "content/releases/a/deployment-plan.yaml"
        else:
            (box / f"content/{kind}").mkdir(exist_ok=True)
            (box / f"content/{kind}/a.md").write_text(f"---\nid: {quoted(name)}\ntitle: A\nsummary: s\ndate: 2026-01-01\n---\n# A\n")
            path = f"content/{kind}/a.md"
        done = build_safely(box)
        if kind in ("releases", "incidents") and not (kind == "incidents" and name == "A"):
            assert done.returncode == 1 and f"{path}:" in done.stderr, name
            assert any(f"[{rule}]" in done.stderr for rule in ("bad-id", "parse-error", "ambiguous-address")), (name, done.stderr)


@pytest.mark.parametrize("key", ["services", "step", "step alias", "trigger", "migration", "phase"])
def test_ids_inside_a_plan(box, key):
    made = {
        "services": "services: [%s]\n", "step": "phases: [{kind: deployment, steps: [{id: %s, title: T, command: x}]}]\n",
        "step alias": "phases: [{kind: deployment, steps: [{id: s, title: T, command: x, aliases: [%s]}]}]\n", "trigger": "rollback: {triggers: [{id: %s, when: x > 1%% for 5m}]}\n",
        "migration": "migrations: [{id: %s, title: T, breaking: false, command: x}]\n", "phase": "phases: [{kind: deployment, id: %s, steps: [{id: s, title: T, command: x}]}]\n",
    }[key]
    for name in OUT:
        head = "" if key == "services" else "service: one\n"
        (box / "content/releases/a/deployment-plan.yaml").write_text("status: draft\nversion: '1'\ntitle: A\n" + head + made % quoted(name))
        done = build_safely(box)
        if key != "step alias":
            assert done.returncode == 1, (name, done.stderr)


@pytest.mark.parametrize("kind", ["releases", "guides", "patterns", "incidents"])
def test_aliases(box, kind):
    for name in [*OUT, "/../evil", "/a/../../evil", "/.rollbook-manifest", "/.ROLLBOOK-STAGING/x", "/%2e%2e/evil", "/a/./b", "/a//b", "/\\evil", "/index.html", "/"]:
        if kind == "releases":
            (box / "content/releases/a/deployment-plan.yaml").write_text(f"status: draft\nservice: one\nversion: '1'\ntitle: A\naliases: [{quoted(name)}]\n")
        else:
            (box / f"content/{kind}").mkdir(exist_ok=True)
            (box / f"content/{kind}/a.md").write_text(f"---\nid: a\ntitle: A\nsummary: s\ndate: 2026-01-01\naliases: [{quoted(name)}]\n---\n# A\n")
        build_safely(box)


@pytest.mark.parametrize("name", ["../../../../secret.sql", "../../../../../secret.txt", "/etc/passwd", "link.sql", "folder/secret.sql", "file:///etc/passwd", "..%2f..%2f..%2f..%2fsecret.sql"])
def test_scripts(box, name):
    release = box / "content/releases/a"
    (release / "link.sql").symlink_to(box.parent / "secret.sql")
    (release / "folder").symlink_to(box.parent)
    (release / "deployment-plan.yaml").write_text(f"status: draft\nservice: one\nversion: '1'\ntitle: A\nmigrations: [{{id: m, title: M, breaking: false, script: {quoted(name)}, command: x}}]\n")
    done = build_safely(box)
    assert done.returncode == 1
    assert "root:" not in done.stderr and MARKER.replace("-", "_") not in done.stderr + done.stdout


@pytest.mark.parametrize("link", ["../../../secret.txt", "/etc/passwd", "file:///etc/passwd", "../../site/index.html", "..%2f..%2f..%2fsecret.txt", "%2e%2e/%2e%2e/%2e%2e/secret.txt", "..\\..\\..\\secret.txt", "../guides/../../../secret.txt"])
def test_links_and_pictures(box, link):
    (box / "content/guides/g.md").write_text(f"# G\n\n[a]({link}) ![b]({link}) `{link}` <a href=\"{link}\">c</a> <img src=\"{link}\" alt=\"d\">\n\n[e]\n\n[e]: {link}\n")
    done = build_safely(box)
    assert done.returncode == 1 or "warning" in done.stderr
    assert not (box / "site/secret.txt").exists()


def test_symlinks_are_followed_inside_alone(box):
    content = box / "content"
    (content / "guides/out.md").symlink_to(box.parent / "elsewhere/notes.md")
    (content / "releases/a/out.txt").symlink_to(box.parent / "secret.txt")
    (content / "releases/a/nowhere.txt").symlink_to("gone")
    (content / "releases/a/itself.txt").symlink_to("itself.txt")
    (content / "releases/a/up").symlink_to("..")
    (content / "guides/all").symlink_to(box.parent / "elsewhere")
    (content / "releases/a/root").symlink_to("/")
    (content / "releases/a/device.txt").symlink_to("/dev/zero")
    os.mkfifo(content / "releases/a/pipe.txt")
    (content / "releases/a/in.txt").symlink_to("deployment-plan.yaml")
    done = build_safely(box)
    for name in ("guides/out.md", "releases/a/out.txt", "releases/a/nowhere.txt", "releases/a/itself.txt", "guides/all", "releases/a/root", "releases/a/device.txt"):
        assert f"the symbolic link `{name}` leads out" in done.stderr, name
    assert done.returncode == 1


@pytest.mark.parametrize("folder", [".git", ".hg", ".rollbook"])
def test_what_tools_keep_is_not_reached_by_a_symlink(box, folder):
    """A checkout's `.git/config` may hold the token that it was fetched with."""
    content = box / "content"
    (content / folder).mkdir()
    (content / folder / "config").write_text(f"[http]\n\textraheader = {MARKER}\n")
    (content / folder / "notes.md").write_text(f"# {MARKER}\n")
    (content / "releases/a/notes.txt").symlink_to(f"../../{folder}/config")
    (content / "releases/a/kept").symlink_to(f"../../{folder}")
    (content / "guides/g.md").symlink_to(f"../{folder}/notes.md")
    done = build_safely(box)
    assert done.returncode == 1
    assert done.stderr.count("[outside-content]") == 3


def test_file_names(box):
    names = ["<img src=x onerror=alert(1)>.txt", "a\nb.txt", "a\tb.txt", "\u202egnp.txt", "'\"&.txt", "%2e%2e%2fx.txt", "a?b#c.txt", "\\..\\x.txt", "-rf.txt", "\x1b[31m.txt", "javascript:alert(1).txt", "[a](b).txt"]
    for name in names:
        (box / "content/releases/a" / name).write_text("x")
        (box / "content/guides" / name.replace(".txt", ".md")).write_text(f"# G\n\n[a](<../releases/a/{name.replace('<', '').replace('>', '')}>)\n")
    before = around(box)
    done = hostile.build(box, "--all")
    assert around(box) == before
    assert "\x1b" not in done.stderr
    for path in (box / "site").rglob("*.html"):
        assert "<img src=x" not in path.read_text()


@pytest.mark.parametrize("name", ["../../secret", "gone", "a\nb", "../../secret.txt", "javascript:alert(1)", "..", "default/../../../elsewhere/none"])
def test_theme_names(box, name):
    (box / "content/rollbook.yaml").write_text(f"title: B\ngit: false\ntheme: {quoted(name)}\n")
    before = around(box)
    done = hostile.build(box)
    assert done.returncode in (1, 64, 74), done.stderr
    assert around(box) == before and holds(box, done) == []
    assert not (box / "site/index.html").exists()


@pytest.mark.parametrize("value", ["..", "../.."])
def test_an_output_above_or_beside_other_files_is_refused(box, value):
    """The output is named by who builds; a slip must not cost files."""
    before = around(box)
    done = hostile.run(box / "content", "build", "--no-git", "--content", ".", "--output", value)
    assert done.returncode == 74, done.stderr
    assert around(box) == before


def test_a_manifest_with_names_outside_removes_nothing(box):
    assert hostile.build(box).returncode == 0
    manifest = box / "site/.rollbook-manifest"
    lines = manifest.read_text()
    for name in ("../../secret.txt", "/etc/hostname", "../content/rollbook.yaml", "a/../../../secret.txt"):
        manifest.write_text(lines + f"{'0' * 64}  {name}\n")
        before = around(box)
        done = hostile.build(box)
        assert around(box) == before
        assert (box / "content/rollbook.yaml").exists() and os.path.exists("/etc/hostname")
        assert done.returncode in (0, 74)
        manifest.write_text(lines)
