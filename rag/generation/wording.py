"""An answer of the reader's -> one worded by a language model, checked sentence by sentence.

The reader finds; the model only words what was found. Where it cites nothing that holds what it
says, or cannot be reached, the reader's own answer stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.errors import ModelError
from rag.generation.grounding import is_grounded
from rag.generation.model import LanguageModel
from rag.generation.parsing import says_nothing, sentences_of
from rag.generation.prompting import prompt_of
from rag.generation.sources import Source, sources_of
from rag.stopwatch import Stopwatch
from rag.types import Answer, Citation, Statement

_MOST = 6  # sentences
_MOST_CITED = 4  # by one


def worded(answer: Answer, model: LanguageModel) -> Answer:
    """Have a model word an answer, or find one in the passages where the reader was not sure.

    The answer has the model's name in `worded_by` where its words are the model's. Contradictions
    stay as the reader shows them, side by side. The confidence stays the reader's. Why the
    words are not the model's is told in `remark`, nothing is raised.
    """
    if answer.status == "conflicting" or not answer.hits:
        return answer
    sources, watch = sources_of(answer.hits), Stopwatch()
    try:
        with watch.time("word"):
            told, name = model.complete(prompt_of(answer.meant, sources)), model.name
    except ModelError as error:
        return replace(answer, remark=str(error))
    took = watch.milliseconds["word"]
    total = answer.timings.get("total", 0.0) + took
    answer = replace(answer, timings={**answer.timings, "word": took, "total": total})
    by_number = {source.number: source for source in sources}
    said = _Said()
    for sentence in sentences_of(told):
        cited = [by_number[n] for n in sentence.numbers if n in by_number][:_MOST_CITED]
        if is_grounded(sentence.text, cited, answer.meant):
            said.add(sentence.text, cited)
    if not said.statements:
        return replace(answer, remark=_why_not(name, told))
    return replace(
        answer,
        status="answered",
        statements=tuple(said.statements),
        citations=tuple(said.citations),
        worded_by=name,
    )


@dataclass(slots=True)
class _Said:
    """What is said so far; a source that is cited again keeps its number."""

    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)  # of a source -> of its citation

    def add(self, text: str, cited: Sequence[Source]) -> None:
        if any(text == said.text for said in self.statements) or len(self.statements) == _MOST:
            return
        for source in cited:
            if source.number not in self._numbers:
                self._numbers[source.number] = len(self.citations) + 1
                self.citations.append(_cite(len(self.citations) + 1, source))
        numbers = sorted(self._numbers[source.number] for source in cited)
        self.statements.append(Statement(text, tuple(numbers)))


def _why_not(name: str, told: str) -> str:
    if says_nothing(told):
        return f"{name} finds no answer in these passages"
    return f"what {name} wrote is left out: it cites nothing that says it"


def _cite(number: int, source: Source) -> Citation:
    hit, span = source.hit, source.span
    return Citation(number, hit.document, hit.passage, span.start, span.end, score=None)
