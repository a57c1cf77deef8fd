"""What loads at first use loads once, also when threads begin together."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from rag.conversation import TermMarker
from rag.models.embedding import OnnxEmbedder
from rag.models.static_embedding import StaticEmbedder
from rag.once import once
from rag.reading import SpanReader

THREADS = 4


def together(work: Any) -> list[Any]:
    """Do the same in several threads that begin at one moment; give what each got."""
    barrier = threading.Barrier(THREADS)

    def begin(_: int) -> Any:
        barrier.wait(10)
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


class Loading:
    """Counts how often it loads."""

    loads = 0

    @once
    def model(self) -> object:
        """The model."""
        self.loads += 1
        time.sleep(0.02)  # while the others come
        return object()


def test_threads_that_begin_together_get_the_one_value() -> None:
    loading = Loading()
    assert len({id(each) for each in together(lambda: loading.model)}) == 1
    assert loading.loads == 1
    assert Loading.model.__doc__ == "The model."


def test_each_instance_has_its_own_value() -> None:
    assert Loading().model is not Loading().model


def test_what_cannot_be_loaded_is_tried_again() -> None:
    class Failing(Loading):
        @once
        def model(self) -> object:
            self.loads += 1
            raise OSError(self.loads)

    failing = Failing()
    for times in (1, 2):
        with pytest.raises(OSError, match=str(times)):
            _ = failing.model


@pytest.mark.parametrize("made", [OnnxEmbedder, StaticEmbedder, TermMarker, SpanReader])
def test_a_model_loads_its_parts_once(made: type, monkeypatch: pytest.MonkeyPatch) -> None:
    loads = list[str]()

    def load(*_: object) -> object:
        loads.append("tokenizer")
        time.sleep(0.02)
        return object()

    monkeypatch.setattr(f"{made.__module__}.packaged_tokenizer", load)
    model: Any = made()
    together(lambda: model._tokenizer)
    assert loads == ["tokenizer"]
