"""The errors a user can meet: what was wrong, and the command that mends it.

RagError
├── InputError            the request itself cannot be carried out as worded
│   └── QuestionError     an empty or oversized question
├── DocumentError         a file or folder cannot be read as a document
├── IndexStateError       the index cannot be used as it is
│   ├── IndexMissing      there is no index at that path
│   ├── IndexMismatch     made by another model, chunker or format version
│   ├── IndexClosed       the knowledge base was closed before
│   ├── IndexDamaged      the truth (SQLite) is not readable
│   └── IndexBusy         another process is writing
├── StorageError          the disk refused a write
└── ModelError            a model, tokenizer or encoding is missing or not the expected one

This module knows nothing of the rest of the library.
"""


class RagError(Exception):
    """Base of every error that this library raises on purpose; its text is fit for a user."""


class InputError(RagError):
    """The request cannot be carried out as worded (an option out of range, an unknown document)."""


class QuestionError(InputError):
    """The question is empty or too long to be one."""


class DocumentError(RagError):
    """A file or folder cannot be read as a document; the text names it and the reason."""


class IndexStateError(RagError):
    """The index cannot be used as it is."""


class IndexMissing(IndexStateError):
    """There is no index at the given path."""


class IndexMismatch(IndexStateError):
    """The index was made with another model, chunker or format version."""


class IndexClosed(IndexStateError):
    """The knowledge base was closed before; open it again."""


class IndexDamaged(IndexStateError):
    """The stored truth cannot be read; only a rebuild from the folder mends it."""


class IndexBusy(IndexStateError):
    """Another process is writing to the index."""


class StorageError(RagError):
    """The disk refused a write (full, read-only, no permission); the last commit stands."""


class ModelError(RagError):
    """A model, tokenizer or encoding is missing, or is not the one expected."""
