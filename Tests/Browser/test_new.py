"""`rollbook new` on a terminal: a person answers at a pseudo terminal."""

import os
import pathlib
import pty
import select
import shutil
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")


def talk(folder, arguments, answers):
    """Runs the program at a terminal and answers each question as it comes; `None` ends the input.

    Gives what stood on the terminal and the exit code.
    """
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ["TERM"] = "dumb"
        os.execv(PROGRAM, [PROGRAM, *arguments])
    seen, answers, deadline = "", list(answers), time.monotonic() + 30
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(terminal, 65536).decode()
        except OSError:
            break
        if not piece:
            break
        seen += piece
        if seen.endswith(": ") and answers:
            answer = answers.pop(0)
            os.write(terminal, b"\x04" if answer is None else answer.encode() + b"\n")
    else:
        os.kill(child, 9)
    os.close(terminal)
    return seen, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def book(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


def test_the_five_steps(book):
    answers = [
        "Move the ledger", "high", "critical", "moderate", "additive", "yes", "25%", "no", "none", "blue-green",
    ]
    seen, code = talk(book, ["new", "release", "--service", "payments", "--version", "3.0.0"], answers)
    assert code == 0, seen
    for step in ["1. Scope", "2. Risk", "3. Strategy", "4. Phases", "5. Rollback"]:
        assert step in seen
    assert "it needs traffic splitting, which there is not" in seen
    assert "rolled back" in seen
    plan = (book / "content/releases/payments-3.0.0/deployment-plan.yaml").read_text()
    for line in [
        "title: Move the ledger", "  level: high", "  user_impact: critical", "  data_change: additive", "  downtime_allowed: none",
        "  pattern: blue-green", "    stage: expand", "    stage: migrate", "    expands: \"#expand-schema\"",
        "        migration: expand-schema",
    ]:
        assert line + "\n" in plan, line
    checked = subprocess.run([PROGRAM, "check", "--strict"], cwd=book, capture_output=True, text=True)
    as_it_is = subprocess.run([PROGRAM, "check"], cwd=book, capture_output=True, text=True)
    assert checked.returncode == 1 and as_it_is.returncode == 0, as_it_is.stderr


def test_an_empty_answer_leaves_a_question_open(book):
    seen, code = talk(book, ["new", "release", "--service", "payments", "--version", "3.0.0"], [""] * 12)
    assert code == 0, seen
    plan = (book / "content/releases/payments-3.0.0/deployment-plan.yaml").read_text()
    assert "title: TODO" in plan and "  # level: medium\n" in plan


@pytest.mark.parametrize("count", [0, 1, 4, 7])
def test_the_end_of_the_input_writes_nothing(book, count):
    before = sorted(book.rglob("*"))
    seen, code = talk(book, ["new", "release", "--service", "payments", "--version", "3.0.0"], [""] * count + [None])
    assert code == 74, seen
    assert "nothing was written" in seen
    assert sorted(book.rglob("*")) == before


def test_yes_asks_nothing(book):
    seen, code = talk(book, ["new", "release", "--service", "payments", "--version", "3.0.0", "--yes"], [])
    assert code == 0, seen
    assert "Risk" not in seen
    assert (book / "content/releases/payments-3.0.0/deployment-plan.yaml").is_file()
