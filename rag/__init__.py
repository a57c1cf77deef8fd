"""Ask your own documents: exact answers with citations that are true by construction.

    from rag import KnowledgeBase

    kb = KnowledgeBase.open("index")
    kb.sync("seeds")
    print(kb.ask("when was the MV released?"))

Importing this loads no model and none of the heavy libraries.
"""

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
from rag.version import __version__ as __version__

__all__ = [
    "Answer",
    "Candidate",
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
    "ListedDocument",
    "ModelError",
    "OnProgress",
    "OnStage",
    "Passage",
    "Progress",
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
