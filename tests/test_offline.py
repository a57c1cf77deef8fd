"""From documents to an answered question on a web page with every outside address refused.

Each test runs programs of its own in which looking up or connecting to anything but this
machine raises, and is noted: a library that tries, fails and goes on is found out too.
"""

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from places import ROOT

from rag import KnowledgeBase
from rag.models.packaged import cache_folder

# Python imports a module of this name, when it finds one, before anything else.
GUARD = """
import ipaddress, os, socket

def is_here(host):
    if host in (None, "", "localhost", b"localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(host if isinstance(host, str) else host.decode())
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified

def check(host):
    if not is_here(host):
        with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as file:
            file.write(f"{host}\\n")
        raise OSError(f"refused by the test: {host}")

def guarded(method):
    def call(self, *arguments):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            check(arguments[-1][0])
        return method(self, *arguments)
    return call

def guarded_lookup(function):
    def call(host, *arguments, **options):
        check(host)
        return function(host, *arguments, **options)
    return call

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
    setattr(socket, name, guarded_lookup(getattr(socket, name)))
"""

PAGE = """
import socket, urllib.request
import ui
from rag import KnowledgeBase
from ui.serving import serve

with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
with KnowledgeBase.open("index", create=False) as kb:
    page = ui.build(kb)
    url = serve(page, host="127.0.0.1", port=port)
    with urllib.request.urlopen(url) as response:
        print(response.read().decode("utf-8"))
    page.close()
"""


class Outside:
    """Runs programs in a folder of their own, with the guard, and keeps what they attempted."""

    def __init__(self, folder: Path, model_cache: Path) -> None:
        self.folder = folder
        (folder / "guard").mkdir()
        (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
        self._attempts = folder / "attempts.txt"
        kept = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
        self._environment = {name: os.environ[name] for name in kept if name in os.environ}
        self._environment |= {
            "ATTEMPTS": str(self._attempts),
            "HOME": str(folder),
            "PYTHONPATH": os.pathsep.join([str(folder / "guard"), str(ROOT)]),
            "RAG_CACHE": str(model_cache),
        }

    def run(self, *arguments: str, fails: bool = False) -> str:
        """Run Python with these arguments and give its stdout."""
        run = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert (run.returncode != 0) == fails, run.stderr
        return run.stdout

    @property
    def attempts(self) -> list[str]:
        """List the hosts that were asked for."""
        if not self._attempts.exists():
            return []
        return self._attempts.read_text(encoding="utf-8").splitlines()


@pytest.mark.slow
def test_a_question_is_answered_and_the_page_served(
    tmp_path: Path, seeds: Path, seeds_kb: KnowledgeBase
) -> None:
    outside = Outside(tmp_path, cache_folder())  # `seeds_kb` has filled the cache
    outside.run("-m", "rag", "sync", str(seeds))
    answer = json.loads(outside.run("-m", "rag", "ask", "when was the MV released?", "--json"))
    page = outside.run("-c", PAGE)
    assert answer["status"] == "answered"
    assert "<html" in page
    assert loaded_from_outside(page) == []
    assert outside.attempts == []


@pytest.mark.slow
def test_the_first_start_prepares_the_model_from_the_package_alone(
    tmp_path: Path, seeds: Path
) -> None:
    outside = Outside(tmp_path, tmp_path / "empty-cache")
    report = json.loads(outside.run("-m", "rag", "sync", str(seeds), "--json"))
    assert len(report["added"]) == 2
    assert outside.attempts == []


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.getaddrinfo('example.org', 443)",
        "socket.create_connection(('192.0.2.1', 443), timeout=1)",
        "urllib.request.urlopen('http://192.0.2.1/')",
    ],
)
def test_an_attempt_would_be_refused_and_noted(tmp_path: Path, attempt: str) -> None:
    outside = Outside(tmp_path, tmp_path)
    outside.run("-c", f"import socket, urllib.request; {attempt}", fails=True)
    assert outside.attempts in (["example.org"], ["192.0.2.1"])


def loaded_from_outside(page: str) -> list[str]:
    """List what a page would make a browser fetch from another host."""

    class Addresses(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            values = dict(attributes)
            address = values.get("src") or (values.get("href") if tag == "link" else None) or ""
            if address.startswith(("http:", "https:", "//")) and "//127.0.0.1" not in address:
                found.append(address)

    found: list[str] = []
    Addresses().feed(page)
    return found


def test_what_a_page_loads_from_outside_would_be_seen() -> None:
    page = (
        '<script src="https://cdn.example/a.js"></script><link href="//fonts.example/b.css">'
        '<a href="https://news.example/story">a link is not loaded</a><img src="/local.png">'
    )
    assert loaded_from_outside(page) == ["https://cdn.example/a.js", "//fonts.example/b.css"]
