"""Ask your own documents: exact answers with citations that are true by construction.

    from rag import KnowledgeBase

    kb = KnowledgeBase.open("index")
    kb.sync("seeds")
    print(kb.ask("when was the MV released?"))

Importing this loads no model and none of the heavy libraries.
"""

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
from rag.status import IndexStatus
from rag.sync_report import Progress, SyncReport
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
    "Citation",
    "Conversation",
    "Document",
    "DocumentError",
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
    "Passage",
    "Progress",
    "QuestionError",
    "RagError",
    "Resolution",
    "Span",
    "Statement",
    "StorageError",
    "SyncReport",
]
