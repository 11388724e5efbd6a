"""What the browser tests have, for sites that are made here: a browser, a page that notes what goes wrong, a server."""

import functools
import http.server
import importlib.util
import pathlib
import threading

import pytest

_path = pathlib.Path(__file__).resolve().parents[1] / "Browser/conftest.py"
_spec = importlib.util.spec_from_file_location("browser_conftest", _path)
_browser = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_browser)

browser = _browser.browser
watch = _browser.watch


class Plain(http.server.SimpleHTTPRequestHandler):
    """A host that sends no policy of its own: the page alone must hold."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def serve():
    """serve(folder): its address on the loopback."""
    servers = []

    def start(folder):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Plain, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
