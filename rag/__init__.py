"""Ask your own documents: exact answers with citations that are true by construction.

    from rag import KnowledgeBase

    kb = KnowledgeBase.open("index")
    kb.sync("seeds")
    print(kb.ask("when was the MV released?"))

Importing this loads no model and none of the heavy libraries: the module of a name is imported when
the name is first asked for (PEP 562). So the command `rag` has begun before there is anything to
wait for, and Ctrl-C ends it in one line from then on.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from rag.version import __version__ as __version__

if TYPE_CHECKING:
    from rag.answering import Readers
    from rag.asking import OnStage, Stage
    from rag.contents import IndexContents
    from rag.conversation import Conversation, Exchange, Resolution
    from rag.errors import (
        DocumentError,
        IndexBusy,
        IndexClosed,
        IndexDamaged,
        IndexMismatch,
        IndexMissing,
        IndexStateError,
        InputError,
        ModelError,
        QuestionError,
        RagError,
        StorageError,
    )
    from rag.generation.endpoint import ChatModel
    from rag.generation.model import LanguageModel, Prompt
    from rag.knowledge_base import KnowledgeBase
    from rag.models.embedding import Embedder
    from rag.reading import SpanReader
    from rag.reading.reader import Candidate, Reader, Reading
    from rag.reading.sentence_reader import SentenceReader
    from rag.retrieval import Ranker
    from rag.status import IndexStatus
    from rag.sync.report import OnProgress, Progress, SyncReport
    from rag.types import (
        Answer,
        Citation,
        Document,
        Hit,
        ListedDocument,
        Passage,
        Span,
        Statement,
    )

_MODULES = {  # of the public names
    "rag.answering": ("Readers",),
    "rag.asking": ("OnStage", "Stage"),
    "rag.contents": ("IndexContents",),
    "rag.conversation": ("Conversation", "Exchange", "Resolution"),
    "rag.errors": (
        "DocumentError",
        "IndexBusy",
        "IndexClosed",
        "IndexDamaged",
        "IndexMismatch",
        "IndexMissing",
        "IndexStateError",
        "InputError",
        "ModelError",
        "QuestionError",
        "RagError",
        "StorageError",
    ),
    "rag.generation.endpoint": ("ChatModel",),
    "rag.generation.model": ("LanguageModel", "Prompt"),
    "rag.knowledge_base": ("KnowledgeBase",),
    "rag.models.embedding": ("Embedder",),
    "rag.reading": ("SpanReader",),
    "rag.reading.reader": ("Candidate", "Reader", "Reading"),
    "rag.reading.sentence_reader": ("SentenceReader",),
    "rag.retrieval": ("Ranker",),
    "rag.status": ("IndexStatus",),
    "rag.sync.report": ("OnProgress", "Progress", "SyncReport"),
    "rag.types": (
        "Answer",
        "Citation",
        "Document",
        "Hit",
        "ListedDocument",
        "Passage",
        "Span",
        "Statement",
    ),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Answer",
    "Candidate",
    "ChatModel",
    "Citation",
    "Conversation",
    "Document",
    "DocumentError",
    "Embedder",
    "Exchange",
    "Hit",
    "IndexBusy",
    "IndexClosed",
    "IndexContents",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "IndexStateError",
    "IndexStatus",
    "InputError",
    "KnowledgeBase",
    "LanguageModel",
    "ListedDocument",
    "ModelError",
    "OnProgress",
    "OnStage",
    "Passage",
    "Progress",
    "Prompt",
    "QuestionError",
    "RagError",
    "Ranker",
    "Reader",
    "Readers",
    "Reading",
    "Resolution",
    "SentenceReader",
    "Span",
    "SpanReader",
    "Stage",
    "Statement",
    "StorageError",
    "SyncReport",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_PLACES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
