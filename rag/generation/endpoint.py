"""A language model behind an OpenAI-compatible endpoint: Ollama, llama.cpp, vLLM, a hosted one.

One request (POST /chat/completions) and one list (GET /models) of OpenAI's HTTP API, which all of
them serve. This module knows nothing of documents or of what is asked.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rag.errors import InputError, ModelError
from rag.generation.model import Prompt
from rag.once import once

if TYPE_CHECKING:
    import httpx

_TIMEOUT = 120.0  # seconds: a small model on a laptop reads 3,000 tokens in one of these minutes
# The same answer to the same question, and an end to one that rambles.
_OPTIONS: Mapping[str, Any] = {"temperature": 0, "max_tokens": 600}
_CONNECT = 10.0  # seconds, until it is said that nobody is there
_HERE = ("localhost", "::1", "0.0.0.0")
_NO_KEY = 401
_SHOWN = 200  # characters of an error that the server gives
_LISTED = 6  # names of models


class ChatModel:
    """A model by the address of its endpoint; nothing is sent before the first question."""

    def __init__(
        self,
        url: str,
        *,
        model: str = "",
        key: str = "",
        timeout: float = _TIMEOUT,
        options: Mapping[str, Any] = _OPTIONS,
    ) -> None:
        """Take an address such as http://localhost:11434/v1, where "/v1" may be left out.

        Without a `model` it is the one that is served there, if there is one alone; `key` is sent
        as the bearer token; `timeout` is in seconds; `options` are sent with each request, as the
        endpoint names them. Raises InputError for what is no address or no key.
        """
        import httpx

        try:
            parts = httpx.URL(url.strip())
        except (AttributeError, httpx.InvalidURL) as error:
            raise _no_address(url) from error
        if parts.scheme not in ("http", "https") or not parts.host:
            raise _no_address(url)
        path = parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
        self._base = parts.copy_with(path=path)
        # As it is shown: without a password or a key that stands in it.
        self._url = str(self._base.copy_with(userinfo=b"", query=None))
        key = key.strip()
        if not (key.isascii() and key.isprintable()):
            raise InputError("the key of the language model has characters that no key has")
        self._model, self._key = model, key
        self._timeout, self._options = timeout, dict(options)

    @once
    def name(self) -> str:
        """The name of the model, asked of the endpoint where none was given."""
        if self._model:
            return self._model
        listed = self._json("GET", "models").get("data")
        listed = listed if isinstance(listed, list) else []
        names = [str(one["id"]) for one in listed if isinstance(one, dict) and one.get("id")]
        if len(names) == 1:
            return names[0]
        more = ", ..." if len(names) > _LISTED else ""
        served = ", ".join(names[:_LISTED]) + more if names else "none"
        raise ModelError(
            f"{self._url} serves {served}; name the model that is to word answers: --llm-model NAME"
        )

    def complete(self, prompt: Prompt) -> str:
        """Ask the model; raises ModelError with the reason where it does not answer."""
        messages = [
            {"role": "system", "content": prompt.instructions},
            {"role": "user", "content": prompt.task},
        ]
        asked = {"model": self.name, "messages": messages, **self._options}
        replied = self._json("POST", "chat/completions", asked)
        try:
            said = replied["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise ModelError(f"{self._url} answers without a text; is it a chat model?") from error
        if isinstance(said, list):  # of parts, as the API allows
            said = "".join(str(part.get("text", "")) for part in said if isinstance(part, dict))
        return said if isinstance(said, str) else ""

    @once
    def _client(self) -> "httpx.Client":
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        wait = httpx.Timeout(self._timeout, connect=min(_CONNECT, self._timeout))
        # What is on this machine is not asked by way of a proxy elsewhere.
        here = self._base.host in _HERE or self._base.host.startswith("127.")
        return httpx.Client(timeout=wait, headers=headers, trust_env=not here)

    def _json(
        self, method: str, path: str, sent: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        import httpx

        # ASCII: a stray byte of a command line, or of a document, is escaped and stops nothing.
        content = json.dumps(sent).encode() if sent else None
        headers = {"Content-Type": "application/json"} if sent else {}
        url = self._base.copy_with(path=f"{self._base.path}/{path}")
        try:
            response = self._client.request(method, url, content=content, headers=headers)
        except (httpx.ReadTimeout, httpx.WriteTimeout) as error:
            raise ModelError(
                f"the language model at {self._url} took longer than {self._timeout:g} seconds; "
                "use a smaller one, or ask without it"
            ) from error
        except (httpx.HTTPError, ValueError) as error:  # ValueError: a proxy that is none
            raise ModelError(
                f"the language model at {self._url} cannot be reached ({error}); start it, check "
                "the address, or ask without it"
            ) from error
        try:
            told = response.json()
        except (ValueError, RecursionError):
            told = None
        if not response.is_success or (isinstance(told, dict) and told.get("error")):
            raise ModelError(
                f"the language model at {self._url} refused ({response.status_code}): "
                f"{_reason(response, told)}"
            )
        if not isinstance(told, dict):
            raise ModelError(f"{self._url} is no OpenAI-compatible endpoint; check the address")
        return told


def _reason(response: "httpx.Response", told: object) -> str:
    """Give what a server says of its error, in one line of printable characters."""
    if response.is_redirect:
        return f"it has moved to {response.headers.get('location', 'nowhere')}"[:_SHOWN]
    error = told.get("error", told) if isinstance(told, dict) else response.text[:_SHOWN]
    said = str(error.get("message", error) if isinstance(error, dict) else error)
    said = " ".join("".join(c if c.isprintable() else " " for c in said[:_SHOWN]).split())
    return f"{said}; is RAG_LLM_KEY its key?" if response.status_code == _NO_KEY else said


def _no_address(url: object) -> InputError:
    return InputError(
        f"{url!r} is no address of a language model; give one such as http://localhost:11434/v1"
    )


__all__ = ["ChatModel"]
