"""The same content gives the same site, whatever the machine around it: time zone, language, processors, paths."""

import os
import pathlib
import shutil
import subprocess

import books
import pytest


def built(content, output, *options, **environment):
    done = subprocess.run(
        [books.PROGRAM, "build", "--no-git", "--content", content, "--output", output, *options],
        capture_output=True, text=True, env=os.environ | environment, cwd=pathlib.Path(output).parent,
    )
    assert done.returncode == 0, done.stderr
    return books.digest(pathlib.Path(output))


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return built(books.ROOT / "content", tmp_path_factory.mktemp("expected") / "site")


@pytest.mark.parametrize(
    "options, environment",
    [
        (["--jobs", "1"], {}), (["--jobs", "8"], {}), ([], {"TZ": "Pacific/Chatham"}), ([], {"TZ": "America/New_York"}),
        ([], {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}), ([], {"LC_ALL": "C"}), ([], {"SOURCE_DATE_EPOCH": "1"}),
        ([], {"COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1", "HOME": "/nonexistent"}),
    ],
    ids=str,
)
def test_surroundings_leave_no_trace(options, environment, expected, tmp_path):
    assert built(books.ROOT / "content", tmp_path / "site", *options, **environment) == expected


def test_a_path_with_spaces_and_emoji(expected, tmp_path):
    folder = tmp_path / "my 📕 books" / "Größe"
    folder.mkdir(parents=True)
    shutil.copytree(books.ROOT / "content", folder / "content")
    assert built(folder / "content", folder / "the site") == expected


def test_times_and_rights_of_files_do_not_matter(expected, tmp_path):
    shutil.copytree(books.ROOT / "content", tmp_path / "content")
    for index, path in enumerate(sorted((tmp_path / "content").rglob("*"))):
        os.utime(path, (index * 86400, index * 86400))
        if path.is_file():
            path.chmod(0o400)
    assert built(tmp_path / "content", tmp_path / "site") == expected


def test_over_another_books_site(expected, tmp_path):
    books.write_book(tmp_path / "other", 5)
    built(tmp_path / "other", tmp_path / "site")
    assert built(books.ROOT / "content", tmp_path / "site") == expected
