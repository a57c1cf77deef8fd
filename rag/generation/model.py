"""What is asked of a language model: one text for one prompt."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told to do, and what it is to do it with."""

    instructions: str
    task: str


class LanguageModel(Protocol):
    """What writes a text; it may be called from several threads at once."""

    @property
    def name(self) -> str:
        """Identify the model, e.g. `qwen3:4b`; shown with what it words."""

    def complete(self, prompt: Prompt) -> str:
        """Write the text that a prompt asks for; raises ModelError where it cannot."""
