"""Who is answered: this page and programs, but no page of another site.

A browser lets the pages of every site send requests to this server, and says in `Origin` which
site they are from. Programs send none. This module knows nothing of what is asked.
"""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# To these names Gradio lets pages from elsewhere send none but the simplest headers.
GUARDED = ("localhost", "127.0.0.1", "0.0.0.0")
MENDED_BY = "behind a proxy, give the address it is shown at: --root-path https://HOST/PATH"


class OwnPage:
    """Refuses, with 403, requests of other sites' pages, and those to names that are not ours.

    `host` is the address that is listened on. Where it is of this machine alone, a request to any
    other name comes from a site whose name was made to lead here (DNS rebinding). `root_path` is
    where a proxy shows the page: a whole address names the proxy's host, a path alone does not,
    and then any name is taken. On this machine, without a proxy, no other site's page can show this
    one within it either, and have its visitors click on what they do not see (CSP Level 2, 7.7.6).
    """

    def __init__(self, app: ASGIApp, *, host: str, root_path: str | None) -> None:
        self._app = app
        self._public = _netloc(root_path or "")
        named = not root_path or bool(self._public)
        self._framed = bool(root_path) or not is_local(host)
        self._names = (host, _name(self._public)) if named and is_local(host) else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        asked = scope["type"] in ("http", "websocket")
        refused = self._refusal(Headers(scope=scope)) if asked else None
        if refused:
            await PlainTextResponse(f"{refused}\n", status_code=403)(scope, receive, send)
        else:
            await self._app(scope, receive, send if self._framed else _unframed(send))

    def _refusal(self, headers: Headers) -> str | None:
        host, origin = headers.get("host", "").lower(), headers.get("origin")
        if not self._leads_here(_name(host)):
            return (
                f"this chat is for the machine that it runs on, and {host!r} is no name of that; "
                f"{MENDED_BY}"
            )
        if origin is not None and _netloc(origin) not in self._own(host, headers) - {""}:
            return (
                f"this chat is used only by its own page and by programs, not by a page of "
                f"{origin!r}; {MENDED_BY}"
            )
        return None

    def _leads_here(self, name: str) -> bool:
        if self._names is None:
            return True
        return bool(name) and (name in self._names or _is_this_machine(name))

    def _own(self, host: str, headers: Headers) -> set[str]:
        """Give the hosts of the page itself.

        What a proxy says of its own host counts only where no page could have said it: a foreign
        one cannot send this header to a guarded name, and one of this machine is no proxy's.
        """
        shown = headers.get("x-forwarded-host", "").split(",")[0].strip().lower()
        proxied = _name(host) in GUARDED and not _is_this_machine(_name(shown))
        return {host, self._public, shown if proxied else ""}


def _unframed(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["content-security-policy"] = "frame-ancestors 'self'"
        await send(message)

    return sent


def is_local(host: str) -> bool:
    """Say whether only this machine's users reach a host that is listened on."""
    addresses = {str(found[4][0]) for found in socket.getaddrinfo(host, None)}
    return all(ip_address(address).is_loopback for address in addresses)


def _is_this_machine(name: str) -> bool:
    try:
        return ip_address(name).is_loopback or name == "0.0.0.0"
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _netloc(url: str) -> str:
    """Give host and port: "https://a.example:8000/b" -> "a.example:8000"; "" for "null"."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _name(netloc: str) -> str:
    """Give the host alone: "[::1]:7860" -> "::1"; "" where there is none."""
    try:
        return urlsplit(f"//{netloc}").hostname or ""
    except ValueError:
        return ""
