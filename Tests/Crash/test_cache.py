"""What a warm build gives is what a cold one gives, whatever happened to the cache, the content and the output.

`ROLLBOOK_EDITS` edits in a row (5), by `ROLLBOOK_SEED` (1).
"""

import os
import pathlib
import random
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
EDITS = int(os.environ.get("ROLLBOOK_EDITS", "5"))
SEED = int(os.environ.get("ROLLBOOK_SEED", "1"))


def build(folder, *options):
    done = subprocess.run([PROGRAM, "build", "--no-git", *options], cwd=folder, capture_output=True, text=True)
    assert "Fatal error" not in done.stderr and done.returncode in (0, 1), done.stderr
    return done


def is_warm(done):
    return "seeing that nothing has changed" in done.stderr


def findings(done):
    """All that was printed but the times."""
    return re.sub(r" in [\d.]+ s: \d+ written, \d+ unchanged(, \d+ removed)?", "", re.sub(r"(?m)^ +[\d.]+ s +\d+ %.*\n", "", done.stderr))


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def book(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "themes/default", tmp_path / "theme")
    return tmp_path


def kept_files(folder):
    """The record of the build, what it read of documents, and of what it made its pages."""
    found = sorted((folder / ".rollbook").glob("build-*"))
    assert [path.name.split("-")[2:] for path in found] == [[], ["documents"], ["pages"]]
    assert len({path.name.split("-")[1] for path in found}) == 1
    return found


@pytest.mark.parametrize("output", ["site", "site/", "./new//site/", "../made/site"])
def test_the_caches_name_is_the_same_before_the_output_is_there_and_after(output, book):
    build(book, "--output", output)
    kept_files(book)
    assert is_warm(build(book, "--output", output, "--profile"))


def test_nothing_changed_is_seen_and_says_the_same(book):
    cold = build(book, "--profile")
    before = {path: path.stat().st_mtime_ns for path in (book / "site").rglob("*")}
    warm = build(book, "--profile")
    assert not is_warm(cold) and is_warm(warm)
    assert "5 warnings" in cold.stderr and findings(cold) == findings(warm)
    assert {path: path.stat().st_mtime_ns for path in (book / "site").rglob("*")} == before
    # By content, never by time: a checkout writes every file anew.
    for path in (book / "content").rglob("*"):
        os.utime(path)
    assert is_warm(build(book, "--profile"))
    assert not is_warm(build(book, "--profile", "--clean"))
    assert not is_warm(build(book, "--profile", "--base-url", "https://example.org/"))
    assert not is_warm(build(book, "--profile"))


def test_one_word_leaves_most_of_the_search_as_it_stands(book):
    # Words enough for many files of them.
    words = (f"word{number * 7919 % 20011:05}" for number in range(20000))
    for number, some in enumerate(zip(*[words] * 500)):
        (book / f"content/guides/words-{number}.md").write_text(f"# Words {number}\n\n{' '.join(some)}\n")
    build(book)
    search = book / "site/search"
    before = {path: path.stat().st_mtime_ns for path in search.glob("*.js")}
    assert len(before) > 15
    guide = book / "content/guides/words-1.md"
    guide.write_text(guide.read_text() + "\nzymurgy\n")
    build(book)
    touched = {path.name for path in search.glob("*.js") if path.stat().st_mtime_ns != before.get(path)}
    assert "index.js" in touched and len(touched) < len(before) / 2, touched


@pytest.mark.parametrize("what", ["changed", "removed", "added-manifest-line", "staging", "all-gone"])
def test_an_output_that_was_touched_is_mended(what, book):
    build(book)
    wanted = files(book / "site")
    page = book / "site/releases/payments-2.4.0/index.html"
    if what == "changed":
        page.write_text(page.read_text().replace("Ledger", "Lodger"))
    elif what == "removed":
        page.unlink()
    elif what == "added-manifest-line":
        with (book / "site/.rollbook-manifest").open("a") as manifest:
            manifest.write("0" * 64 + "  gone.html\n")
    elif what == "staging":
        (book / "site/.rollbook-staging").mkdir()
        (book / "site/.rollbook-staging/1").write_text("half")
    else:
        shutil.rmtree(book / "site")
    assert not is_warm(build(book, "--profile"))
    assert files(book / "site") == wanted
    assert is_warm(build(book, "--profile"))


@pytest.mark.parametrize("what", ["cut", "empty", "flipped", "garbage", "folder", "fifo", "link-to-nowhere"])
def test_a_damaged_cache_is_as_good_as_none(what, book):
    build(book)
    wanted = files(book / "site")
    for kept in kept_files(book):
        whole = kept.read_bytes()
        kept.unlink()
        if what == "cut":
            kept.write_bytes(whole[: len(whole) // 2])
        elif what == "empty":
            kept.write_bytes(b"")
        elif what == "flipped":
            middle = len(whole) // 2
            kept.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        elif what == "garbage":
            kept.write_bytes(os.urandom(100_000))
        elif what == "folder":
            kept.mkdir()
            (kept / "x").write_text("x")
        elif what == "fifo":
            os.mkfifo(kept)
        else:
            kept.symlink_to("nowhere")
    done = build(book, "--profile")
    assert done.returncode == 0 and not is_warm(done)
    assert files(book / "site") == wanted
    # What could not be read is put right, or said and left alone.
    if what not in ("folder", "fifo"):
        assert is_warm(build(book, "--profile"))
        kept_files(book)


def test_a_cache_that_can_only_be_read(book):
    build(book)
    plan = book / "content/releases/payments-2.4.0/deployment-plan.yaml"
    plan.write_text(plan.read_text().replace("title: ", "title: Other ", 1))
    for path in kept_files(book):
        path.chmod(0o444)
    (book / ".rollbook").chmod(0o555)
    try:
        done = build(book, "--profile")
        assert done.returncode == 0
        assert "Other" in (book / "site/releases/payments-2.4.0/index.html").read_text()
    finally:
        (book / ".rollbook").chmod(0o755)


def test_two_builds_into_one_output_at_once(book):
    """One of them waits or says who holds the output; what stands afterwards is what one alone makes."""
    build(book, "--output", "cold", "--clean", "--cache", "none")
    both = [
        subprocess.Popen([PROGRAM, "build", "--no-git", *options], cwd=book, stderr=subprocess.PIPE, text=True)
        for options in (["--clean"], ["--clean", "--wait"])
    ]
    ends = [(one.communicate()[1], one.returncode) for one in both]
    assert {code for _, code in ends} <= {0, 74}, ends
    assert ends[1][1] == 0 and (ends[0][1] == 0 or "another build" in ends[0][0] or "holds" in ends[0][0]), ends
    assert files(book / "site") == files(book / "cold")
    build(book)
    assert files(book / "site") == files(book / "cold")


def test_a_cache_that_can_not_be_written_is_said_and_no_reason_to_fail(book):
    (book / "file").write_text("")
    done = build(book, "--cache", "file/below")
    assert done.returncode == 0 and "the cache can't be written" in done.stderr
    assert (book / "site/index.html").exists()


@pytest.fixture
def small_disk(tmp_path):
    """A file system in memory with 4 MB of room."""
    mount = tmp_path / "small"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mount)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("no file system can be mounted here")
    yield mount
    subprocess.run(["umount", str(mount)], check=True)


@pytest.mark.parametrize("room", [0, 4, 40, 200])
def test_a_cache_on_a_full_disk_is_said_and_no_reason_to_fail(room, book, small_disk):
    """With room, in kB, for nothing, for the first bytes, for a part of what was read, for that and no more."""
    build(book, "--output", "cold", "--clean", "--cache", "none")
    filler = small_disk / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            pass
        file.truncate(file.tell() - room * 1024)
    done = build(book, "--cache", "small/cache")
    assert done.returncode == 0 and "the cache can't be written" in done.stderr and "space" in done.stderr, done.stderr
    assert files(book / "site") == files(book / "cold")
    assert not list(small_disk.rglob("*.part"))
    # What could be written is no harm to the next builds.
    plan = book / "content/releases/payments-2.4.0/deployment-plan.yaml"
    plan.write_text(plan.read_text().replace("title: ", "title: Other ", 1))
    build(book, "--output", "cold", "--clean", "--cache", "none")
    build(book, "--cache", "small/cache")
    assert files(book / "site") == files(book / "cold")
    filler.unlink()
    build(book, "--cache", "small/cache")
    assert is_warm(build(book, "--cache", "small/cache", "--profile"))
    assert files(book / "site") == files(book / "cold")


def test_a_cache_of_its_own_place(book):
    build(book, "--cache", "elsewhere")
    assert list((book / "elsewhere").glob("build-*")) and not list((book / ".rollbook").glob("build-*"))
    assert is_warm(build(book, "--profile", "--cache", "elsewhere"))
    assert (book / "elsewhere/.gitignore").read_text() == "*\n"
    shutil.rmtree(book / "elsewhere")
    assert not is_warm(build(book, "--profile", "--cache", "elsewhere"))


def test_errors_are_told_again_and_publish_nothing(book):
    build(book)
    plan = book / "content/releases/payments-2.7.0/deployment-plan.yaml"
    plan.write_text(plan.read_text() + "nonsense: 1\n")
    for _ in range(2):
        done = build(book, "--profile")
        assert done.returncode == 1 and "`nonsense`" in done.stderr


def test_a_clock_that_goes_back_trusts_nothing(book):
    build(book, "--now", "2027-01-01T00:00:00Z")
    assert not is_warm(build(book, "--profile", "--now", "2026-12-01T00:00:00Z"))
    assert is_warm(build(book, "--profile", "--now", "2028-01-01T00:00:00Z"))


def edit(book, chance, log):
    """One random change of a book: an edit, a new document, one gone or renamed, a pattern's title, the theme, an undo."""
    content = book / "content"
    plans = sorted(content.glob("releases/*/deployment-plan.yaml"))
    kind = chance.choice(
        ["step", "title", "title", "pattern", "new", "copy", "remove", "rename", "theme", "book", "run", "outcome", "window"]
        + ["incident", "checklist", "alias", "script", "link", "template", "touch-output", "undo", "nothing"]
    )
    log.append(kind)
    number = len(log)
    if kind in ("step", "title"):
        plan = chance.choice(plans)
        key = "expected" if kind == "step" else "title"
        plan.write_text(re.sub(rf"(?m)^( *(?:- )?){key}: .*$", rf"\g<1>{key}: Edit {number}", plan.read_text(), count=1))
    elif kind == "pattern":
        pattern = chance.choice(sorted(content.glob("patterns/*.md")))
        pattern.write_text(re.sub(r"(?m)^(title|# ).*$", lambda m: f"{m.group(1)}{': ' if m.group(1) == 'title' else ''}Pattern {number}", pattern.read_text(), count=1))
    elif kind == "new":
        (content / f"guides/new-{number}.md").write_text(f"# New {number}\n\nSee [a plan](../releases/payments-2.4.0/deployment-plan.yaml).\n")
    elif kind == "copy":
        plan = chance.choice(plans)
        folder = content / f"releases/copy-{number}"
        folder.mkdir()
        (folder / "deployment-plan.yaml").write_text(re.sub(r"(?m)^version: .*$", f'version: "9.{number}.0"', re.sub(r"(?m)^aliases: .*$", "", plan.read_text())))
    elif kind in ("remove", "rename"):
        made = sorted(content.glob("guides/new-*.md")) + sorted(content.glob("releases/copy-*"))
        if made:
            one = chance.choice(made)
            if kind == "rename":
                one.rename(one.with_name(f"{'copy' if one.is_dir() else 'new'}-{number}-renamed{one.suffix}"))
            elif one.is_dir():
                shutil.rmtree(one)
            else:
                one.unlink()
    elif kind == "theme":
        style = book / "theme/assets/rollbook.css"
        style.write_text(style.read_text() + f"\n.edit-{number} {{ color: inherit; }}\n")
    elif kind == "book":
        settings = content / "rollbook.yaml"
        settings.write_text(re.sub(r"(?m)^title: .*$", f"title: Book {number}", settings.read_text()))
    elif kind == "run":
        runs = sorted(content.glob("releases/*/runs/*.yaml"))
        run = chance.choice(runs)
        run.write_text(run.read_text() + f"# seen {number}\n")
    elif kind == "outcome":
        run = chance.choice(sorted(content.glob("releases/*/runs/*.yaml")))
        word = chance.choice(["success", "failed", "aborted", "partial"])
        run.write_text(re.sub(r"(?m)^outcome: .*$", f"outcome: {word}", run.read_text()))
    elif kind == "window":
        plan = chance.choice(plans)
        day = f"20{chance.randint(24, 27)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        plan.write_text(re.sub(r"20\d\d-\d\d-\d\d(?=T\d\d:\d\d(:\d\d)?(Z|[+-]))", day, plan.read_text()))
    elif kind == "incident":
        incident = chance.choice(sorted(content.glob("incidents/*.md")))
        incident.write_text(re.sub(r"(?m)^title: .*$", f"title: Incident {number}", incident.read_text()) + f"\nEdit {number}.\n")
    elif kind == "checklist":
        checklist = chance.choice(sorted(content.glob("checklists/*.md")))
        checklist.write_text(checklist.read_text() + f"- [ ] Edit {number}\n")
    elif kind == "alias":
        plan = chance.choice(plans)
        plan.write_text(re.sub(r"(?m)^aliases: .*\n", "", plan.read_text()) + f"\naliases: [former-{number}]\n")
    elif kind == "script":
        scripts = sorted(content.glob("releases/*/*.sql"))
        if scripts:
            script = chance.choice(scripts)
            script.write_text(script.read_text() + f"-- edit {number}\n")
    elif kind == "link":
        guide = chance.choice(sorted(content.glob("guides/*.md")))
        plan = chance.choice(plans).relative_to(content)
        guide.write_text(guide.read_text() + f"\nSee [edit {number}](../{plan}) and `{plan}`.\n")
    elif kind == "template":
        template = content / "templates/deployment-plan.yaml"
        if template.exists():
            template.write_text(re.sub(r"(?m)^( *- id: .*)$", r"\1", template.read_text()) + f"# edit {number}\n")
    elif kind == "touch-output":
        pages = sorted((book / "site").rglob("*.html"))
        if pages:
            page = chance.choice(pages)
            page.write_text("harmed") if chance.random() < 0.5 else page.unlink()
    elif kind == "undo":
        shutil.rmtree(content)
        shutil.copytree(ROOT / "content", content)


def test_warm_equals_cold_after_any_edits(book):
    chance = random.Random(SEED)
    log, warm, published = [], 0, 0
    for number in range(EDITS):
        edit(book, chance, log)
        done = build(book, "--profile", "--theme", "theme")
        again = build(book, "--profile", "--theme", "theme")
        assert again.returncode == done.returncode and findings(again) == findings(done), log
        shutil.rmtree(book / "cold", ignore_errors=True)
        cold = build(book, "--theme", "theme", "--output", "cold", "--clean", "--cache", f"cache-{number}")
        assert cold.returncode == done.returncode, (log, cold.stderr)
        if done.returncode == 0:
            published += 1
            assert files(book / "site") == files(book / "cold"), log
            assert is_warm(again), log
        else:
            # What broke the book is taken back.
            shutil.rmtree(book / "content")
            shutil.copytree(ROOT / "content", book / "content")
        warm += is_warm(again)
    print(f"\n{EDITS} edits by seed {SEED}: {published} published, {warm} times nothing was built again")
    assert published > EDITS // 3 and warm == published
