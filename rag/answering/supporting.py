"""Whether a further document that has an answer's value says it of what is asked.

"Lisbon" stands in an announcement of a tour that ends there, and in a row of somebody's flights: to
"where does the tour end?" only the first is a source. A further document counts where its quote,
its paragraph before that, its heading or its title has a word of the question besides the value; of
"which song won?", "song" alone says what kind of thing is meant, and not which. Where several
things are asked for, one of them says nothing of the others. English only. This module knows
nothing of how values are compared.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from rag.answering.leads import paragraph_before
from rag.answering.questions import asks_for_several
from rag.answering.values.comparing import Kind
from rag.reading.reader import Candidate
from rag.text.headings import heading_above
from rag.text.stems import stems

_KIND = re.compile(r"\b(?:which|what)\s+(\w+)", re.IGNORECASE)
_BETWEEN = re.compile(r",\s|\s(?:and|or|&)\s|\n")
_LISTED = 2  # signs between the items of a list; "Ann and Tom" may be one thing


@dataclass(frozen=True)
class SourceCheck:
    """Tells the sources of a value from documents that have it by chance, for one question."""

    question: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Give the stems of the question."""
        return frozenset(_stems(self.question))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Give the stems that say what kind of thing is asked for: "song" in "which song won?"."""
        return frozenset(_stems(" ".join(_KIND.findall(self.question))))

    def is_part(self, candidate: Candidate, whole: Candidate) -> bool:
        """Say whether a candidate is less than a whole list, where several things are asked for."""
        listed = len(_BETWEEN.findall(whole.text))
        if listed < _LISTED or not asks_for_several(self.question):
            return False
        return len(_BETWEEN.findall(candidate.text)) < listed

    def is_met_by(self, candidate: Candidate, kind: Kind) -> bool:
        """Say whether the surroundings of a candidate's value have a word of the question."""
        words = self.words - _stems(candidate.text)
        asked = words - self.kinds if kind == "text" else words
        asked = asked or words
        if not asked:
            return True
        document, start = candidate.hit.document, candidate.quote.start
        if asked & _stems(f"{candidate.before} {candidate.after} {document.title}"):
            return True
        above = heading_above(document.text, start, start)
        return bool(asked & _stems(f"{paragraph_before(candidate)} {above}"))


def _stems(text: str) -> set[str]:
    """Give the stems of a text; a name in code has several: `keep_daily`."""
    return stems(text.replace("_", " "))
