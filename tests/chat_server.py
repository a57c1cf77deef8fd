"""A server of OpenAI's chat API with written replies: what an endpoint of a language model says."""

import contextlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class ChatServer:
    """What is replied, in turn or the last one for ever, and what was asked."""

    replies: Sequence[str]
    models: Sequence[str] = ("tiny",)
    status: int = 200
    body: str | None = None  # instead of a reply in the API's form
    waits: float = 0.0  # seconds before it replies
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, sent: dict[str, Any] | None) -> str:
        """Give the body of a response."""
        if path == "/v1/models":
            return json.dumps({"data": [{"id": name} for name in self.models]})
        assert path == "/v1/chat/completions"
        assert sent is not None
        self.asked.append(sent)
        said = self.replies[min(len(self.asked), len(self.replies)) - 1]
        message = {"role": "assistant", "content": said}
        return json.dumps({"choices": [{"message": message}]}) if self.body is None else self.body


@contextmanager
def chat_server(*replies: str, **others: Any) -> Iterator[ChatServer]:
    """Serve replies on a port of this machine."""
    serving, stopped = ChatServer(replies, **others), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(None)

        def do_POST(self) -> None:
            self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _reply(self, sent: dict[str, Any] | None) -> None:
            serving.headers.append(dict(self.headers.items()))
            body = serving.answer(self.path.partition("?")[0], sent).encode()
            stopped.wait(serving.waits)
            self.send_response(serving.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(BrokenPipeError):  # whoever asked has not waited
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    serving.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield serving
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
