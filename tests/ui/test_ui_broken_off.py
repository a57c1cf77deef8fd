"""What is logged of an upload that is given up halfway."""

import logging
import logging.handlers
import queue
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from ui_server import StubBase, serving

PATIENCE = 60  # seconds
# Gradio's queue counts its own requests with options that pandas 3 has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated")


def test_an_upload_that_breaks_off_is_noted_in_a_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    noted: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    handler, logger = logging.handlers.QueueHandler(noted), logging.getLogger("ui.broken_off")
    logger.addHandler(handler)
    with serving(StubBase({}, tmp_path)) as url:
        send_half(urlsplit(url).port or 0)
        said = noted.get(timeout=PATIENCE).getMessage()
    logger.removeHandler(handler)
    assert said == "a request to /gradio_api/upload was broken off"
    assert "Traceback" not in capfd.readouterr().err


def send_half(port: int) -> None:
    """Begin to upload a file, and go away."""
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nsome text'
    head = (
        f"POST /gradio_api/upload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as link:
        link.sendall(head.encode() + part)
