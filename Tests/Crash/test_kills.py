"""`rollbook build` killed at random moments while a book changes.

After each kill no file is half: it is as the site before or the site after has it; no index links to nothing; the next
build takes no notice of what was left, and its site is that of a clean build. ROLLBOOK_KILLS and ROLLBOOK_SEED say how
many and which.
"""

import os
import random
import shutil
import signal
import time

import books
import pytest

KILLS = int(os.environ.get("ROLLBOOK_KILLS") or 300)
SEED = int(os.environ.get("ROLLBOOK_SEED") or 2026)
BOOKS = 10
INDEXES = ("index.html", "releases/index.html", "services/index.html", "guides/index.html", "metrics/index.html")


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Books with their clean sites, and how long a build takes from the first write on."""
    folder = tmp_path_factory.mktemp("books")
    made = []
    for seed in range(BOOKS):
        books.write_book(folder / f"content-{seed}", seed)
        started = time.monotonic()
        done = books.build(folder / f"content-{seed}", folder / f"site-{seed}")
        _, errors = done.communicate()
        assert done.returncode == 0, errors
        took = time.monotonic() - started
        made.append((folder / f"content-{seed}", books.files(folder / f"site-{seed}"), took))
    return made


def test_no_kill_leaves_a_broken_site(pool, tmp_path):
    choose = random.Random(SEED)
    content, site = tmp_path / "content", tmp_path / "site"
    current = 0
    shutil.copytree(pool[0][0], content)
    assert books.build(content, site).wait() == 0
    hits = half = lost = 0
    # How long a build takes now beside how long it took: other work on the machine comes and goes.
    pace = 1.0
    for number in range(KILLS):
        before = pool[current][1]
        current = choose.choice([book for book in range(BOOKS) if book != current])
        source, after, took = pool[current]
        took *= pace
        shutil.rmtree(content)
        shutil.copytree(source, content)
        child = books.build(content, site)
        # Half of the kills fall into the last third of a build, in which the site is put in place.
        time.sleep(choose.uniform(0, took) if number % 2 else choose.uniform(took * 0.6, took * 1.05))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        hit = child.returncode == -signal.SIGKILL
        hits += hit
        pace *= 1.02 if hit else 0.95
        found = books.files(site)
        for name, data in found.items():
            if data != before.get(name) and data != after.get(name):
                half += 1
                print(f"kill {number}: {name} is neither as before nor as after")
        # What both have is always there.
        gone = [name for name in before if name in after and name not in found]
        lost += len(gone)
        assert not gone, f"kill {number}: {gone}"
        dead = [link for link in books.dead_links(found) if link.split(":")[0] in INDEXES]
        assert dead == [], f"kill {number}"
        again = books.build(content, site)
        _, errors = again.communicate()
        assert again.returncode == 0, errors
        assert books.files(site) == after, f"kill {number}: the next build is no clean one"
        assert not (site / books.STAGING).exists()
    print(f"{KILLS} kills, {hits} while the build ran; half files {half}, lost files {lost}; seed {SEED}")
    assert half == 0 and lost == 0
    assert hits > KILLS // 2
