"""What a run was made with: versions, models, index, machine.

`made_with` is what must agree for a stopped run to be gone on with; `surroundings` is told
in the report only.
"""

import hashlib
import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from rag.evaluation.questions import Question
from rag.knowledge_base import KnowledgeBase

PACKAGES = (
    "rag",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "faiss-cpu",
    "tantivy",
    "ir_measures",
    "pytrec_eval-terrier",
)


def made_with(kb: KnowledgeBase, digest: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Describe what decides the figures: the questions, the index, the models, the options."""
    held = kb.contents()
    return {
        "questions": digest,
        "index": {
            "truth": held.truth,  # one made anew may come to the same numbers
            "revision": held.revision,
            "documents": held.documents,
            "passages": held.passages,
            "chunker": held.chunker,
        },
        "models": {"embedder": held.embedder, "reader": kb.reader_name},
        "options": dict(options),
        "versions": {name: found for name in PACKAGES if (found := _version(name))},
    }


def surroundings(command: str) -> dict[str, Any]:
    """Describe the machine and the command."""
    return {
        "command": command,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def digest_of(question: Question) -> bytes:
    """Hash a question with all that is known of it."""
    known = (question.id, question.text, question.answers, sorted(question.relevance.items()))
    return hashlib.sha256(repr((*known, question.history, question.rejected)).encode()).digest()


def peak_memory() -> int | None:
    """Give the most memory this process has used, in bytes; None where the system tells none."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024  # Linux counts kibibytes


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
