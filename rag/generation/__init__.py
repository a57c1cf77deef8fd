"""An option on top: a language model words the answer, and what it says is checked and cited."""

from rag.generation.endpoint import ChatModel
from rag.generation.model import LanguageModel
from rag.generation.wording import worded

__all__ = ["ChatModel", "LanguageModel", "worded"]
