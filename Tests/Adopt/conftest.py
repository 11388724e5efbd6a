"""What the tests of adopting share: the program, a book in a repository of its own, servers on the loopback."""

import functools
import http.server
import os
import pathlib
import shutil
import subprocess
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
VERSION = "v0.1.0"


def rollbook(folder, *arguments, **options):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, **options)


def git(folder, *arguments):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def committed(folder):
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")


@pytest.fixture
def clone(tmp_path):
    """A fresh clone of a repository that holds a new book and one guide more."""
    origin = tmp_path / "origin"
    done = rollbook(tmp_path, "init", "origin")
    assert done.returncode == 0, done.stderr
    (origin / "content/guides/on-call.md").write_text("# On call\n\nWho is called at night.\n")
    committed(origin)
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    return tmp_path / "clone"


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """Rollbook's source at its version's tag, as far as installing needs it where the program is built already."""
    folder = tmp_path_factory.mktemp("rollbook-source")
    for part in ("script", "themes"):
        shutil.copytree(ROOT / part, folder / part)
    committed(folder)
    git(folder, "tag", VERSION)
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def serve():
    """serve(folder): the address on the loopback where the folder is served."""
    servers = []

    def start(folder):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
