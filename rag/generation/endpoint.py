"""A language model behind an OpenAI-compatible endpoint: Ollama, llama.cpp, vLLM, a hosted one.

One request (POST /chat/completions) and one list (GET /models) of OpenAI's HTTP API, which all of
them serve. This module knows nothing of documents or of what is asked.
"""

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
        endpoint names them. Raises InputError for what is no address.
        """
        import httpx

        try:
            parts = httpx.URL(url)
        except (TypeError, httpx.InvalidURL) as error:
            raise _no_address(url) from error
        if parts.scheme not in ("http", "https") or not parts.host:
            raise _no_address(url)
        self._url = (
            str(parts).rstrip("/") if parts.path.strip("/") else f"{parts}".rstrip("/") + "/v1"
        )
        self._model, self._key = model, key
        self._timeout, self._options = timeout, dict(options)

    @once
    def name(self) -> str:
        """The name of the model, asked of the endpoint where none was given."""
        if self._model:
            return self._model
        listed = self._json("GET", "models").get("data")
        names = [str(one.get("id", "")) for one in listed] if isinstance(listed, list) else []
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
        replied = self._json("POST", "chat/completions", json=asked)
        try:
            said = replied["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise ModelError(f"{self._url} answers without a text; is it a chat model?") from error
        return said if isinstance(said, str) else ""

    @once
    def _client(self) -> "httpx.Client":
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        return httpx.Client(timeout=self._timeout, headers=headers)

    def _json(self, method: str, path: str, **sent: Any) -> dict[str, Any]:
        import httpx

        try:
            response = self._client.request(method, f"{self._url}/{path}", **sent)
        except httpx.TimeoutException as error:
            raise ModelError(
                f"the language model at {self._url} took longer than {self._timeout:g} seconds; "
                "use a smaller one, or ask without it"
            ) from error
        except httpx.HTTPError as error:
            raise ModelError(
                f"the language model at {self._url} cannot be reached ({error}); start it, check "
                "the address, or ask without it"
            ) from error
        if response.is_error:
            raise ModelError(
                f"the language model at {self._url} refused ({response.status_code}): "
                f"{' '.join(response.text[:_SHOWN].split())}"
            )
        try:
            told = response.json()
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise ModelError(f"{self._url} is no OpenAI-compatible endpoint; check the address")
        return told


def _no_address(url: object) -> InputError:
    return InputError(
        f"{url!r} is no address of a language model; give one such as http://localhost:11434/v1"
    )


__all__ = ["ChatModel"]
