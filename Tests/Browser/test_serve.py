"""`rollbook serve`: what it answers, what it refuses, how it follows the book, how it ends."""

import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

import pytest
from playwright.sync_api import expect

from test_follow import PROGRAM, ROOT

PLAN = "releases/payments-2.7.0/deployment-plan.yaml"


class Serve:
    def __init__(self, folder, *options):
        self.folder = folder
        self.log = folder / "serve.log"
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--no-git", *options], cwd=folder, stderr=self.log.open("w"), stdout=subprocess.DEVNULL
        )
        self.port = int(self.wait_for(r"serving http://127\.0\.0\.1:(\d+)/").group(1))
        self.address = f"http://127.0.0.1:{self.port}"

    def wait_for(self, pattern, count=1, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = list(re.finditer(pattern, self.log.read_text()))
            if len(found) >= count:
                return found[-1]
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.02)
        raise AssertionError(f"no {pattern!r} in:\n{self.log.read_text()[-2000:]}")

    @property
    def builds(self):
        return len(re.findall(r"^built in", self.log.read_text(), re.M))

    def edit(self, change, path=PLAN):
        file = self.folder / "content" / path
        file.write_text(change(file.read_text()))

    def ask(self, path="/", method="GET", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def raw(self, sent, seconds=20):
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(sent)
            got = b""
            while part := connection.recv(65536):
                got += part
            return got

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(ROOT / "content", folder / "content")
    serve = Serve(folder)
    yield serve
    serve.end()


@pytest.fixture
def book(tmp_path):
    """A book of its own, to be edited."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    serve = Serve(tmp_path)
    yield serve
    serve.end()


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/", "text/html; charset=utf-8"), ("/releases/payments-2.4.0/", "text/html; charset=utf-8"),
        ("/assets/rollbook.css", "text/css; charset=utf-8"), ("/assets/runbook.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"), ("/releases.json", "application/json"), ("/feed.xml", "application/xml"),
        ("/releases.ics", "text/calendar; charset=utf-8"), ("/releases/payments-2.4.0/deployment-plan.md", "text/markdown; charset=utf-8"),
        ("/search/index.js", "text/javascript; charset=utf-8"), ("/releases/payments-2.4.0/search.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_have_their_types_and_head_the_same_without_a_body(path, type, served):
    got, body = served.ask(path)
    head, nothing = served.ask(path, "HEAD")
    assert got.status == head.status == 200
    assert got.headers["Content-Type"] == head.headers["Content-Type"] == type
    assert int(head.headers["Content-Length"]) == int(got.headers["Content-Length"]) == len(body) > 0
    assert nothing == b""


def test_what_is_served_is_what_is_built(served, tmp_path):
    """Every file, but for the preview's own script and policy."""
    subprocess.run(
        [PROGRAM, "build", "--no-git", "--content", served.folder / "content", "--output", tmp_path / "site", "--base-url", served.address],
        check=True, capture_output=True,
    )
    added = re.compile(rb'<script src="/-/preview\.js" data-site="\d+" defer></script>\n')
    for file in sorted((tmp_path / "site").rglob("*")):
        if not file.is_file() or file.name == ".rollbook-manifest":
            continue
        path = file.relative_to(tmp_path / "site").as_posix()
        _, body = served.ask("/" + path.removesuffix("index.html"))
        body = added.sub(b"", body).replace(b"; connect-src &#39;self&#39;", b"")
        assert body == file.read_bytes(), path


def test_a_folder_without_its_slash_leads_on_and_what_is_not_there_is_said(served):
    response, _ = served.ask("/releases")
    assert response.status == 301 and response.headers["Location"] == "/releases/"
    response, body = served.ask("/no/such/page")
    assert response.status == 404 and b"<h1" in body


@pytest.mark.parametrize("path", ["/../content/rollbook.yaml", "/%2e%2e/content/rollbook.yaml", "/..%2fserve.log", "//etc/passwd", "/%2fetc/passwd", "/releases/../../serve.log"])
def test_no_path_leads_out_of_the_site(path, served):
    response, body = served.ask(path)
    assert response.status == 404 and b"Harbour &amp; Pine" in body and b"serving http" not in body


def test_what_the_browser_holds_is_not_sent_again(served):
    got, body = served.ask("/assets/rollbook.css")
    tag = got.headers["ETag"]
    assert got.headers["Cache-Control"] == "no-cache" and body
    for held in (tag, f'"other", W/{tag}'):
        again, nothing = served.ask("/assets/rollbook.css", headers={"If-None-Match": held})
        assert again.status == 304 and nothing == b"" and again.headers["ETag"] == tag
    other, whole = served.ask("/assets/rollbook.css", headers={"If-None-Match": '"other"'})
    assert other.status == 200 and whole == body
    # A page is never held: it has to be the newest.
    page, _ = served.ask("/", headers={"If-None-Match": tag})
    assert page.status == 200 and page.headers["Cache-Control"] == "no-store" and "ETag" not in page.headers


def test_a_part_of_a_file(served):
    _, whole = served.ask("/assets/rollbook.css")
    response, part = served.ask("/assets/rollbook.css", headers={"Range": "bytes=10-19"})
    assert response.status == 206 and part == whole[10:20]
    assert response.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    response, _ = served.ask("/assets/rollbook.css", headers={"Range": "bytes=99999999-"})
    assert response.status == 416


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421), (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", 405),
        (b"DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405), (b"GET / HTTP/1.1\r\n\r\n", 400), (b"\x16\x03\x01\x02\x00\r\n\r\n", 400),
        (b"GET / HTTP/3\r\nHost: localhost\r\n\r\n", 505), (b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"a" * 40000, 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413),
    ],
)
def test_what_is_no_request_for_a_page_is_refused(sent, code, served):
    got = served.raw(sent)
    assert got.startswith(f"HTTP/1.1 {code} ".encode()), got[:200]
    assert served.ask()[0].status == 200


def test_a_head_that_comes_too_slowly_is_ended(served):
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        start = time.monotonic()
        # Another byte now and then does not help.
        threading.Timer(4, lambda: connection.sendall(b"a")).start()
        got = connection.recv(1000)
        assert got.startswith(b"HTTP/1.1 408 ") and 8 < time.monotonic() - start < 15


def test_several_requests_on_one_connection(served):
    request = b"GET /assets/icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    got = served.raw(request * 3 + last)
    assert got.count(b"HTTP/1.1 200 OK") == 4 and got.count(b"<svg") == 3


def memory(process):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text()).group(1))


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
def test_ten_thousand_requests_and_a_thousand_broken_ones(served):
    served.ask("/releases/payments-2.4.0/")
    failures = []

    def many(number):
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        for _ in range(number):
            connection.request("GET", "/releases/payments-2.4.0/")
            response = connection.getresponse()
            if response.status != 200 or b"</html>" not in response.read():
                failures.append(response.status)
        connection.close()

    def broken(number):
        for turn in range(number):
            with socket.create_connection(("127.0.0.1", served.port), timeout=60) as connection:
                connection.sendall([b"", b"GET", b"\0" * 100, b"GET / HTTP/1.1\r\nHost: evil\r\n\r\n", b"GET / HTTP/1.1\r\n" * 3][turn % 5])

    def run(work, number, count):
        threads = [threading.Thread(target=work, args=(number,)) for _ in range(count)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]

    run(many, 10, 100)
    before = memory(served.process)
    run(many, 100, 100)
    run(broken, 10, 100)
    run(many, 10, 100)
    assert failures == []
    after = memory(served.process)
    assert after < before + 20_000, f"{before} kB before, {after} kB after"
    assert served.ask()[0].status == 200


def test_an_edit_reloads_the_page_and_keeps_its_place(book, watch):
    watched = watch(book.address)
    page = watched.page
    page.goto(f"{book.address}/releases/payments-2.7.0/")
    page.evaluate("() => scrollTo(0, 1500)")
    expect(page.locator("h1")).to_contain_text("card-network")
    book.edit(lambda text: re.sub(r"(?m)^title: .*$", "title: Another title", text))
    expect(page.locator("h1")).to_contain_text("Another title")
    expect(page.locator(".site-footer")).to_be_attached()
    deadline = time.monotonic() + 5
    while abs(page.evaluate("() => scrollY") - 1500) > 200:
        assert time.monotonic() < deadline, page.evaluate("() => scrollY")
        time.sleep(0.05)
    assert watched.problems == []


def save_over(file, text):
    """As most editors do: a new file takes the name."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text)
    new.replace(file)


def save_like_vim(file, text):
    (file.parent / "4913").write_text("")
    (file.parent / "4913").unlink()
    old = file.rename(f"{file}~")
    file.write_text(text)
    old.unlink()


def lonely(title, *more):
    """A plan that no other document names."""
    lines = ["schema: 1", "service: payments", 'version: "9.0"', "status: draft", f"title: {title}", "summary: Few words."]
    return "\n".join([*lines, *more, ""])


def shows(book, path, words):
    deadline = time.monotonic() + 15
    while words not in book.ask(path)[1].decode():
        assert time.monotonic() < deadline, f"{words} is not on {path}\n{book.log.read_text()[-1000:]}"
        time.sleep(0.02)


@pytest.mark.parametrize("save", [pathlib.Path.write_text, save_over, save_like_vim])
def test_each_way_to_save_is_seen_and_one_after_the_other(save, book):
    file = book.folder / "content/releases/lonely-9.0/deployment-plan.yaml"
    file.parent.mkdir()
    file.write_text(lonely("Title zero"))
    shows(book, "/releases/lonely-9.0/", "Title zero")
    # Words, a page more in between, what changes addresses, and words again.
    save(file, lonely("Title one"))
    shows(book, "/releases/lonely-9.0/", "Title one")
    shows(book, "/releases/", "Title one")
    (book.folder / "content/guides/new.md").write_text("# A new guide\n")
    shows(book, "/guides/new/", "A new guide")
    save(file, lonely("Title two"))
    shows(book, "/releases/lonely-9.0/", "Title two")
    save(file, lonely("Title three", "id: lonely-another"))
    shows(book, "/releases/lonely-another/", "Title three")
    assert book.ask("/releases/lonely-9.0/")[0].status == 404
    save(file, lonely("Title four", "id: lonely-another"))
    shows(book, "/releases/lonely-another/", "Title four")
    save(file, lonely("Title five"))
    shows(book, "/releases/lonely-9.0/", "Title five")


def test_what_an_editor_keeps_beside_a_file_is_no_change(book):
    folder = (book.folder / "content" / PLAN).parent
    (folder / ".deployment-plan.yaml.swp").write_text("1")
    (folder / "4913").write_text("")
    (folder / "4913").unlink()
    time.sleep(0.5)
    before = book.builds
    (folder / ".deployment-plan.yaml.swp").write_text("2")
    (folder / ".deployment-plan.yaml.swp").unlink()
    time.sleep(0.5)
    assert book.builds == before
    book.edit(lambda text: re.sub(r"(?m)^title: .*$", "title: After all", text))
    shows(book, "/releases/payments-2.7.0/", "After all")


def test_a_plan_that_stands_at_two_paths_is_seen_at_both(book):
    releases = book.folder / "content/releases"
    for name in ("lonely-9.0", "another-9.0"):
        (releases / name).mkdir()
    (releases / "lonely-9.0/deployment-plan.yaml").write_text(lonely("Seen first"))
    (releases / "another-9.0/deployment-plan.yaml").symlink_to("../lonely-9.0/deployment-plan.yaml")
    for title in ("Seen twice", "Seen again"):
        (releases / "lonely-9.0/deployment-plan.yaml").write_text(lonely(title))
        shows(book, "/releases/another-9.0/", title)
        shows(book, "/releases/lonely-9.0/", title)


def test_a_broken_plan_leaves_the_last_good_site_and_is_shown(book, watch):
    watched = watch(book.address)
    page = watched.page
    page.goto(f"{book.address}/releases/payments-2.7.0/")
    expect(page.locator(".preview-panel")).to_contain_text("no-decider")
    book.edit(lambda text: text + "nonsense: 1\n")
    expect(page.locator(".preview-panel")).to_have_attribute("open", "")
    expect(page.locator(".preview-panel")).to_contain_text("a plan has no key `nonsense`")
    assert page.locator("h1").is_visible()
    assert book.ask("/releases/payments-2.7.0/")[0].status == 200
    book.wait_for("the last good site stays")
    book.edit(lambda text: text.replace("nonsense: 1\n", ""))
    expect(page.locator(".preview-panel")).not_to_have_attribute("open", "")
    assert watched.problems == []


def test_a_burst_of_changes_is_one_build(book):
    before = book.builds
    for number in range(2000):
        (book.folder / f"content/guides/new-{number}.md").write_text(f"# New {number}\n")
    deadline = time.monotonic() + 30
    while book.ask("/guides/new-1999/")[0].status != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    time.sleep(1)
    assert book.builds - before <= 4, book.log.read_text()


def test_new_folders_are_watched_and_gone_ones_are_gone(book):
    folder = book.folder / "content/guides/deep/er"
    folder.mkdir(parents=True)
    (folder / "first.md").write_text("# First\n")

    def is_there(path, wanted):
        deadline = time.monotonic() + 15
        while (book.ask(path)[0].status == 200) != wanted:
            assert time.monotonic() < deadline, path
            time.sleep(0.05)

    is_there("/guides/deep/er/first/", True)
    (folder / "second.md").write_text("# Second\n")
    is_there("/guides/deep/er/second/", True)
    shutil.rmtree(book.folder / "content/guides/deep")
    is_there("/guides/deep/er/first/", False)


def test_the_whole_folder_may_go_and_come_back(book):
    content = book.folder / "content"
    content.rename(book.folder / "aside")
    book.wait_for("there is no folder content")
    assert book.ask("/releases/payments-2.4.0/")[0].status == 200
    (book.folder / "aside").rename(content)
    book.edit(lambda text: re.sub(r"(?m)^title: .*$", "title: Back again", text))
    deadline = time.monotonic() + 15
    while b"Back again" not in book.ask("/releases/payments-2.7.0/")[1]:
        assert time.monotonic() < deadline, book.log.read_text()[-1000:]
        time.sleep(0.05)


def test_changes_are_found_by_looking_where_the_system_does_not_tell(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    serve = Serve(tmp_path, "--poll")
    try:
        serve.edit(lambda text: re.sub(r"(?m)^title: .*$", "title: Looked at", text))
        deadline = time.monotonic() + 15
        while b"Looked at" not in serve.ask("/releases/payments-2.7.0/")[1]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        serve.end()


def test_a_port_in_use_is_said_with_one_that_is_free(served):
    done = subprocess.run([PROGRAM, "serve", "--port", str(served.port)], cwd=served.folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 74
    free = re.search(r"is in use; `--port (\d+)` is free", done.stderr)
    assert free and int(free.group(1)) != served.port


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(number, book):
    waiting = socket.create_connection(("127.0.0.1", book.port))
    waiting.sendall(b"GET /-/news.json?since=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
    book.process.send_signal(number)
    assert book.process.wait(10) == 0
    waiting.close()
    assert not (book.folder / "site").exists()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", book.port), timeout=2)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--port", "70000"], 64, "--port"), (["--host", "no.such.host.invalid"], 74, "can't listen"),
        (["--content", "nowhere"], 74, "there is no folder nowhere"),
    ],
)
def test_what_can_not_be_served_is_said(options, code, said, tmp_path):
    (tmp_path / "content").mkdir()
    done = subprocess.run([PROGRAM, "serve", *options], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == code and said in done.stderr
