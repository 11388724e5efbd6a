"""The commands on narrow and odd terminals: they end as elsewhere, and print nothing that a terminal would obey."""

import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import struct
import termios

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")


def run(folder, arguments, columns, term="xterm"):
    """What stands on a terminal of some columns after a command, and its exit code."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.chdir(folder)
        os.environ["TERM"] = term
        os.execv(PROGRAM, [PROGRAM, *arguments])
    seen = b""
    while True:
        if not select.select([terminal], [], [], 30)[0]:
            os.kill(child, 9)
            break
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(terminal)
    return seen.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terminal")
    shutil.copytree(ROOT / "content", folder / "content")
    plan = folder / "content/releases/bad/deployment-plan.yaml"
    plan.parent.mkdir()
    plan.write_text(
        'schema: 1\nservice: payments\nversion: 1.10\nstatus: approved\ntitle: "Ä \\u001b[2J 日本語 \\u202e abc"\n'
        "phases:\n  - {kind: deployment, steps: [{title: x, command: \"" + "true; " * 200 + "\"}]}\n"
    )
    return folder


COMMANDS = [["check"], ["check", "--all"], ["history"], ["build", "--output", "out"], ["rules"], ["--help"]]


@pytest.mark.parametrize("columns", [1, 20, 80, 0])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_any_width(arguments, columns, book):
    seen, code = run(book, arguments, columns)
    assert code == (1 if arguments[0] in ("check", "build") else 0), seen[-2000:]
    assert seen.strip()
    # Colours are all that may stand there of what a terminal obeys.
    rest = re.sub(r"\x1b\[[0-9;]*m", "", seen)
    assert "\x1b" not in rest.replace("\r\x1b[K", "").replace("\x1b[K", "")
    assert "\u202e" not in rest


def test_no_colours_where_the_terminal_has_none(book):
    seen, _ = run(book, ["check"], 80, term="dumb")
    assert "\x1b" not in seen
