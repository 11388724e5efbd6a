"""Calls that fail: a full disk, a broken one, no more descriptors, interruptions, short writes.

A library that is loaded before the C library's calls lets one call fail at a time (faults.c). After a fault the site that
stood there stands to the byte and the message says what failed; an interruption or a short write is no failure at all.
ROLLBOOK_FAULTS says how many places a kind is tried at.
"""

import errno
import os
import pathlib
import random
import shutil
import subprocess

import books
import pytest

PLACES = int(os.environ.get("ROLLBOOK_FAULTS") or 40)
SEED = int(os.environ.get("ROLLBOOK_SEED") or 2026)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    if not shutil.which("cc"):
        pytest.skip("no C compiler to make the library that lets calls fail")
    path = tmp_path_factory.mktemp("library") / "faults.so"
    source = pathlib.Path(__file__).with_name("faults.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", path, source, "-ldl"], check=True)
    return path


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """A book, its site, and another book's clean site that is to be put in its place."""
    folder = tmp_path_factory.mktemp("faults")
    for seed in (101, 102):
        books.write_book(folder / f"content-{seed}", seed)
        assert books.build(folder / f"content-{seed}", folder / f"site-{seed}").wait() == 0
    return folder


def faulty(library, folder, site, at, kind):
    environment = os.environ | {
        "LD_PRELOAD": str(library), "FAULT_FOLDER": str(site), "FAULT_AT": str(at), "FAULT_KIND": str(kind),
        "FAULT_COUNT": str(folder / "count"),
    }
    child = books.build(folder / "content-102", site, env=environment)
    _, errors = child.communicate(timeout=60)
    return child.returncode, errors


def standing(folder, tmp_path):
    site = tmp_path / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(folder / "site-101", site)
    return site


def places(library, folder, tmp_path):
    """The calls of a build that goes well, and some of them, the first and last among them."""
    site = standing(folder, tmp_path)
    code, errors = faulty(library, folder, site, 0, 0)
    assert code == 0, errors
    assert books.files(site) == books.files(folder / "site-102")
    count = int((folder / "count").read_text())
    assert count > 50, "the library saw no calls"
    chosen = random.Random(SEED).sample(range(1, count + 1), min(PLACES, count))
    return count, sorted({1, 2, count - 1, count, *chosen})


@pytest.mark.parametrize("kind", ["ENOSPC", "EIO", "EMFILE", "EACCES", "EDQUOT", "EROFS"])
def test_a_failed_call_leaves_the_old_site_to_the_byte(kind, library, sites, tmp_path):
    before, after = books.files(sites / "site-101"), books.files(sites / "site-102")
    count, chosen = places(library, sites, tmp_path)
    failed = 0
    for place in chosen:
        site = standing(sites, tmp_path)
        code, errors = faulty(library, sites, site, place, getattr(errno, kind))
        now = books.files(site)
        if code == 0:
            # A call whose failure does not matter: what is left over is cleared away later.
            assert now == after, f"{kind} at {place} of {count}"
            continue
        failed += 1
        assert code == 74, f"{kind} at {place}: {code} {errors}"
        assert now == before, f"{kind} at {place} of {count}: {errors}"
        message = errors.strip().split("\n")[-1]
        assert message.startswith("rollbook: could not ") and os.strerror(getattr(errno, kind)) in message, errors
        # And the next build makes it good.
        again = books.build(sites / "content-102", site)
        assert again.wait() == 0
        assert books.files(site) == after and not (site / books.STAGING).exists()
    print(f"{kind}: {len(chosen)} of {count} calls failed one at a time, {failed} ended the build; old site to the byte")
    assert failed > len(chosen) // 2


@pytest.mark.parametrize("kind", ["EINTR", "short"])
def test_an_interruption_is_no_failure(kind, library, sites, tmp_path):
    after = books.files(sites / "site-102")
    count, chosen = places(library, sites, tmp_path)
    for place in chosen:
        site = standing(sites, tmp_path)
        code, errors = faulty(library, sites, site, place, "short" if kind == "short" else errno.EINTR)
        assert code == 0, f"{kind} at {place}: {errors}"
        assert books.files(site) == after
    print(f"{kind}: at {len(chosen)} of {count} calls, none noticed")


def test_a_disk_that_stays_full(library, sites, tmp_path):
    """From some call on nothing can be written any more, the way back included where it needs room."""
    before = books.files(sites / "site-101")
    count, chosen = places(library, sites, tmp_path)
    for place in chosen[:: max(1, len(chosen) // 15)]:
        site = standing(sites, tmp_path)
        code, errors = faulty(library, sites, site, place, f"{errno.ENOSPC}:always")
        now = books.files(site)
        if code == 0:
            continue
        assert code == 74
        # Renames fail here as well, which no full disk does: what could not be taken back is whole all the same.
        for name, data in now.items():
            assert data in (before.get(name), books.files(sites / "site-102").get(name)), f"{name} at {place}: {errors}"


def test_a_small_file_system(sites, tmp_path):
    """A real full disk: a file system in memory that has room for one site, not for two."""
    mount = tmp_path / "small"
    mount.mkdir()
    pages = sum(len(data) // 4096 + 2 for data in books.files(sites / "site-101").values())
    command = ["mount", "-t", "tmpfs", "-o", f"size={pages * 4 + 300}k,nr_inodes=10000", "tmpfs", str(mount)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("no file system can be mounted here")
    try:
        shutil.copytree(sites / "site-101", mount / "site")
        filler = mount / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                pass
        with open(filler, "r+b") as file:
            file.truncate(max(0, filler.stat().st_size - 64 * 1024))
        child = books.build(sites / "content-102", mount / "site")
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 74, errors
        assert "no space left" in errors.lower()
        assert books.files(mount / "site") == books.files(sites / "site-101")
        filler.unlink()
        assert books.build(sites / "content-102", mount / "site").wait() == 0
        assert books.files(mount / "site") == books.files(sites / "site-102")
    finally:
        subprocess.run(["umount", str(mount)], check=True)
