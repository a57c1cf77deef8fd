"""Serve a built page: the address, the looks and every setting that keeps it on this machine.

This module knows nothing of questions and answers.
"""

import errno
import os
import re
import socket
from pathlib import Path

import gradio as gr
from starlette.middleware import Middleware

from rag import InputError
from ui.broken_off import BrokenOff
from ui.callers import OwnPage, is_local
from ui.library import LARGEST_UPLOAD

STATIC = Path(__file__).parent / "static"
SCRIPTS = (  # shell.js is the frame's
    *("kept.js", "layers.js", "evidence.js", "composing.js"),
    *("days.js", "exporting.js", "past.js", "adding.js"),
)
SHEETS = ("frame.css", "chat.css", "documents.css", "texts.css", "media.css")  # in this order
LOCAL = "127.0.0.1"
_ROOT_PATH = r"(?:https?://[^\s/?#]+)?(?:/(?!/)[^\s?#]*)?"  # without a query
SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
SYSTEM_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def check_address(host: str, port: int) -> None:
    """Raise InputError unless this machine has this host, and the port is free there.

    Gradio wants the port to be free on 127.0.0.1 as well, whatever the host.
    """
    if not 1 <= port <= 65535:
        raise InputError(f"port is {port}; give 1 to 65535: --port 7860")
    for name in dict.fromkeys((host, LOCAL)):
        try:
            # IPv4 comes first where a name has addresses of both kinds.
            family, _, _, _, address = min(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM))
            socket.create_server(address, family=family).close()
        except (OSError, UnicodeError) as error:
            raise _cannot_serve(name, port, error) from error


def _cannot_serve(host: str, port: int, error: OSError | UnicodeError) -> InputError:
    """Say whether it is the host or the port that must be another."""
    if not isinstance(error, OSError) or isinstance(error, socket.gaierror):
        return InputError(
            f"there is no host {host!r} ({error.args[-1]}); choose another: --host {LOCAL}"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return InputError(f"{host} is no address of this machine; choose another: --host {LOCAL}")
    # What `create_server` says names host and port once more.
    reason = os.strerror(error.errno) if error.errno else str(error)
    return InputError(
        f"cannot serve on {host} port {port}: {reason}; choose another: --port {port % 65535 + 1}"
    )


def check_root_path(given: str | None) -> None:
    """Raise InputError for what is neither a path from the root, nor an address, nor empty."""
    if not given or re.fullmatch(_ROOT_PATH, given):
        return
    raise InputError(
        f"root path is {given!r}; give the path or the address that a proxy shows the page at: "
        "--root-path /PATH or --root-path https://HOST/PATH"
    )


def exposure(host: str, auth: tuple[str, str] | None) -> str | None:
    """Say what visitors may do, and how to stop them; None where only this machine's users come."""
    if auth or is_local(host):
        return None
    return (
        f"warning: whoever reaches {host} may ask, add and remove documents, and "
        "export all users' questions and verdicts; "
        "to ask for a password: --auth user:password, or RAG_AUTH=user:password"
    )


def read_auth(given: str | None) -> tuple[str, str] | None:
    """Read "user:password"; None for a page open to whoever reaches it.

    Raises InputError when either part is missing.
    """
    if given is None:
        return None
    user, _, password = given.partition(":")
    if not user or not password:
        raise InputError(
            "auth needs a user and a password: --auth user:password, or RAG_AUTH=user:password"
        )
    return user, password


def serve(
    page: gr.Blocks,
    *,
    host: str,
    port: int,
    open_browser: bool = False,
    auth: tuple[str, str] | None = None,
    root_path: str | None = None,
) -> str:
    """Start serving in the background; give the URL. Only the page's own requests are answered."""
    scripts = [(STATIC / name).read_text(encoding="utf-8") for name in SCRIPTS]
    paper = f'<style media="print">{(STATIC / "print.css").read_text(encoding="utf-8")}</style>'
    own_page = Middleware(OwnPage, host=host, root_path=root_path)
    _, url, _ = page.launch(
        server_name=f"[{host}]" if ":" in host else host,  # as in a URL, by which Gradio calls it
        server_port=port,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        auth=auth,
        root_path=root_path,
        app_kwargs={"middleware": [own_page, Middleware(BrokenOff)]},
        max_file_size=LARGEST_UPLOAD,
        theme=_theme(),
        css_paths=[STATIC / name for name in SHEETS],
        head="".join(f"<script>{script}</script>" for script in scripts) + paper,
        favicon_path=STATIC / "icon.svg",
    )
    return url


def _theme() -> gr.themes.Base:
    """Give a theme with the fonts of the reader's system: Gradio's own would be loaded."""
    return gr.themes.Base(
        primary_hue="indigo",
        neutral_hue="stone",
        font=list(SYSTEM_FONTS),
        font_mono=list(SYSTEM_MONO),
    )
