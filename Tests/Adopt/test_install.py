"""script/install under a prefix, script/package in a root of its own, the container and the formula."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

from conftest import PROGRAM, ROOT, rollbook, tree

BIN = pathlib.Path(sys.executable).parent


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)


def need(tool):
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed here")


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prefix with a space") / "usr"
    done = run(ROOT / "script/install", "--prefix", folder, "--program", PROGRAM, cwd="/")
    assert done.returncode == 0, done.stderr
    assert f'export PATH="{folder}/bin:$PATH"' in done.stderr
    return folder


def test_installed_program_runs_without_the_checkout(prefix, tmp_path):
    program = prefix / "bin/rollbook"
    assert re.fullmatch(r"rollbook \d+\.\d+\.\d+ \(libcmark \d+\.\d+\.\d+\)\n", run(program, "--version").stdout)
    for arguments in (["init", "book"], ["build", "--content", "book/content"]):
        done = run(program, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_everything_is_where_it_belongs(prefix):
    names = set(tree(prefix))
    assert {name for name in names if not name.startswith("share/rollbook/")} == {
        "bin/rollbook", "share/man/man1/rollbook.1", "share/bash-completion/completions/rollbook",
        "share/zsh/site-functions/_rollbook", "share/fish/vendor_completions.d/rollbook.fish",
    }
    carried = {f"share/rollbook/themes/default/{name}" for name in tree(ROOT / "themes/default")}
    assert {name for name in names if name.startswith("share/rollbook/")} == carried
    for path in prefix.rglob("*"):
        wanted = 0o755 if path.is_dir() or path.name == "rollbook" and path.parent.name == "bin" else 0o644
        assert path.stat().st_mode & 0o777 == wanted, path


def test_installing_again_replaces_a_program_that_runs(prefix):
    before = (prefix / "bin/rollbook").stat().st_ino
    done = run(ROOT / "script/install", "--prefix", prefix, "--program", PROGRAM)
    assert done.returncode == 0, done.stderr
    assert (prefix / "bin/rollbook").stat().st_ino != before
    assert sorted(path.name for path in (prefix / "bin").iterdir()) == ["rollbook"]


def test_wrong_usage_installs_nothing(tmp_path):
    for arguments, words in [
        (["--prefx", tmp_path], "no option '--prefx'"),
        (["--prefix"], "--prefix takes a path"),
        (["--prefix", tmp_path, "--program", tmp_path / "none"], "there is no program"),
    ]:
        done = run(ROOT / "script/install", *arguments)
        assert done.returncode == 1 and words in done.stderr
    assert list(tmp_path.iterdir()) == []


def completions(prefix, line):
    """What bash proposes for the last word of a line."""
    script = prefix / "share/bash-completion/completions/rollbook"
    words = line.split(" ")
    text = (
        f'source "{script}"; COMP_WORDS=({" ".join(words[:-1])} "{words[-1]}"); COMP_CWORD={len(words) - 1}; '
        f'COMP_LINE="{line}"; COMP_POINT={len(line)}; COMP_TYPE=9; COMP_KEY=9; '
        f'function="$(complete -p rollbook | sed -E "s/.*-F ([^ ]+).*/\\1/")"; "$function" rollbook "{words[-1]}" "{words[-2]}"; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = run("bash", "--norc", "-c", text)
    return {word.strip() for word in done.stdout.split("\n") if word.strip()}


def test_bash_completes(prefix):
    script = prefix / "share/bash-completion/completions/rollbook"
    assert run("bash", "-n", script).returncode == 0
    assert completions(prefix, "rollbook che") == {"check"}
    assert "--published" in completions(prefix, "rollbook check --pu")


@pytest.mark.parametrize(("shell", "path"), [("zsh", "zsh/site-functions/_rollbook"), ("fish", "fish/vendor_completions.d/rollbook.fish")])
def test_other_shells_read_their_completions(shell, path, prefix):
    need(shell)
    done = run(shell, "-n", prefix / "share" / path)
    assert done.returncode == 0 and done.stderr == ""


def test_fish_completes(prefix):
    need("fish")
    script = prefix / "share/fish/vendor_completions.d/rollbook.fish"
    environment = {**os.environ, "PATH": f"{prefix}/bin:{os.environ['PATH']}"}
    done = run("fish", "--no-config", "-c", f"source '{script}'; complete -C 'rollbook che'", env=environment)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["check"], done.stderr


def test_man_page_tells_every_command_and_option(prefix):
    text = (prefix / "share/man/man1/rollbook.1").read_text()
    plain = text.replace("\\-", "-").replace("\\fB", "").replace("\\fP", "").replace("\\fI", "")
    shown = run(PROGRAM, "--help").stdout.split("SUBCOMMANDS:")[1]
    commands = re.findall(r"^  (\w+)  ", shown, re.M)
    assert len(commands) >= 10
    for command in commands:
        assert f"\n.SS {command}\n" in plain, command
        for option in re.findall(r"^  (--[a-z-]+)", run(PROGRAM, "help", command).stdout, re.M):
            assert re.search(rf"^{option}\b", plain, re.M) or option in ("--version", "--help"), f"{command} {option}"


def test_man_page_by_groff(prefix):
    need("groff")
    done = run("groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-z", prefix / "share/man/man1/rollbook.1")
    assert done.returncode == 0 and done.stderr == ""


def test_dockerfile_by_hadolint():
    done = run(BIN / "hadolint", ROOT / "packaging/Dockerfile")
    assert done.returncode == 0, done.stdout + done.stderr
    # No engine runs here that could build it: that what it copies is there is all that can be seen.
    text = (ROOT / "packaging/Dockerfile").read_text()
    assert text.count("\nFROM ") == 2 and "script/install --prefix /installed" in text


def test_formula_is_ruby():
    need("ruby")
    assert run("ruby", "-c", ROOT / "packaging/rollbook.rb").returncode == 0


# ---- the package


@pytest.fixture(scope="module")
def static_program():
    """A program as script/install builds it: the tests do not, since it takes ten minutes."""
    path = pathlib.Path(os.environ.get("ROLLBOOK_STATIC_PROGRAM") or ROOT / ".build-install/release/rollbook-small")
    if not path.exists():
        pytest.skip("no program with the Swift libraries linked in: run script/package, or name one by ROLLBOOK_STATIC_PROGRAM")
    return path


@pytest.fixture(scope="module")
def package(static_program, tmp_path_factory):
    need("dpkg-deb")
    folder = tmp_path_factory.mktemp("package")
    done = run(ROOT / "script/package", "--output", folder, "--program", static_program)
    assert done.returncode == 0, done.stderr
    (made,) = folder.iterdir()
    return made


def test_a_program_that_needs_swift_is_not_packed(tmp_path):
    need("dpkg-deb")
    if "libswift" not in run("readelf", "-d", PROGRAM).stdout:
        pytest.skip("the tested program needs no Swift library")
    done = run(ROOT / "script/package", "--output", tmp_path, "--program", PROGRAM)
    assert done.returncode == 1 and re.search(r"the program needs lib\w+\.so, which the package does not name", done.stderr)
    assert list(tmp_path.iterdir()) == []


def test_package_depends_on_two_others_only(package):
    version = run(PROGRAM, "--version").stdout.split()[1]
    fields = dict(line.split(": ", 1) for line in run("dpkg-deb", "--field", package).stdout.splitlines() if re.match(r"[A-Z]", line))
    assert fields["Package"] == "rollbook" and fields["Version"] == version
    assert re.fullmatch(r"libcmark0\.\d+\.\d+, libc6 \(>= 2\.\d+\)", fields["Depends"])


def test_package_holds_what_install_makes(package):
    names = {line.split()[-1] for line in run("dpkg-deb", "--contents", package).stdout.splitlines()}
    for name in (
        "bin/rollbook", "share/man/man1/rollbook.1.gz", "share/bash-completion/completions/rollbook", "share/zsh/vendor-completions/_rollbook",
        "share/fish/vendor_completions.d/rollbook.fish", "share/doc/rollbook/copyright", "share/rollbook/themes/default/theme.yaml",
    ):
        assert f"./usr/{name}" in names, name


def test_package_by_lintian(package):
    need("lintian")
    done = run("lintian", "--fail-on", "error", "--allow-root", package)
    assert done.returncode == 0, done.stdout + done.stderr


def test_package_runs_in_a_root_with_nothing_but_what_it_depends_on(package, tmp_path):
    need("apt-get")
    if os.geteuid() != 0:
        pytest.skip("changing the root takes the administrator")
    # The packages that it names, and those that they name: the C library asks for libgcc_s.
    pending, names = [package], set()
    while pending:
        depends = run("dpkg-deb", "--field", pending.pop(), "Depends").stdout
        for name in {re.match(r"[a-z0-9.+-]+", part.strip()).group() for part in depends.split(",") if part.strip()} - names:
            names.add(name)
            fetched = run("apt-get", "download", name, cwd=tmp_path)
            if fetched.returncode != 0:
                pytest.skip(f"{name} could not be fetched: {fetched.stderr.splitlines()[-1]}")
            pending += tmp_path.glob(f"{name}_*.deb")
    assert len(names) < 8, names
    root = tmp_path / "root"
    for file in [*tmp_path.glob("*.deb"), package]:
        done = run("dpkg-deb", "--extract", file, root)
        assert done.returncode == 0, done.stderr
    for made in ("work", "proc"):
        (root / made).mkdir()
    # Swift's library reads the arguments of a program from /proc; mounted where nobody else sees it.
    enter = ["unshare", "--mount", "sh", "-c", 'mount --rbind /proc "$0/proc" && exec chroot "$0" /usr/bin/rollbook "$@"', root]
    if run(*enter[:3], "-c", 'mount --rbind /proc "$0/proc"', root).returncode != 0:
        pytest.skip("nothing can be mounted here")
    for arguments in (["--version"], ["init", "/work/book"], ["check", "--content", "/work/book/content"],
                      ["build", "--no-git", "--content", "/work/book/content", "--output", "/work/site"]):
        done = run(*enter, *arguments)
        assert done.returncode == 0, f"{arguments}: {done.stderr}"
    # The same bytes as here.
    rollbook(tmp_path, "init", "book")
    rollbook(tmp_path, "build", "--no-git", "--content", "book/content", "--output", "site")
    assert tree(root / "work/site") == tree(tmp_path / "site")
