"""What "he", "she" and "it" stood for in earlier turns, told by comparing typed and meant.

"who leads it?" was put as "who leads the long route?": "it" stood for the long route, and goes on
standing for it. Whom "he" stood for is nobody that "she" stands for. This module knows nothing of
how a question is put together.
"""

import re
from collections.abc import Iterator, Sequence

from rag.conversation.antecedents.phrases import Phrase
from rag.conversation.exchanges import Exchange
from rag.conversation.form.word_classes import GENITIVE, HE, PRONOUNS, SHE
from rag.conversation.word_keys import content_keys, find_words

_IT = frozenset({"it", "its"})
_OWNING, _THE = re.compile(rf"{GENITIVE}$"), re.compile(r"^the\s+", re.IGNORECASE)
_PRONOUNS = frozenset(word for words in PRONOUNS.values() for word in words)


def keys_of_other_gender(word: str, history: Sequence[Exchange]) -> set[str]:
    """Give the keys of whom "he" stood for where "she" is asked, and the other way round."""
    others = next((other for one, other in ((HE, SHE), (SHE, HE)) if word in one), frozenset())
    return {key for exchange in history for key in _stood_for(others, exchange)}


def people_spoken_of(history: Sequence[Exchange]) -> set[str]:
    """Give the keys of whom "he" or "she" stood for."""
    return {key for each in (HE, SHE) for exchange in history for key in _stood_for(each, exchange)}


def last_antecedent(word: str, history: Sequence[Exchange]) -> Phrase | None:
    """Give what a pronoun stood for last; None where it stood for nothing.

    "who leads it?" put as "who leads the long route?", then "where does it go?": the long route.
    """
    like = next((words for words in (HE, SHE, _IT) if word in words), frozenset[str]())
    put = (_put_for(like, exchange) for exchange in reversed(history) if like)
    return next(filter(None, put), None)


def _put_for(pronouns: frozenset[str], exchange: Exchange) -> Phrase | None:
    """Give what stands in a question where one of some pronouns, and no other, was typed."""
    words = [word for word in find_words(exchange.typed) if word.text.lower() in _PRONOUNS]
    if len(words) != 1 or words[0].text.lower() not in pronouns:
        return None
    before, after = exchange.typed[: words[0].start], exchange.typed[words[0].end :]
    asked = exchange.question
    end = len(asked) - len(after)
    text = _OWNING.sub("", asked[len(before) : end])
    kept = asked.startswith(before) and asked.endswith(after)
    if not kept or not content_keys(text):
        return None
    bare = _THE.sub("", text)
    leading = "the" if bare != text else ""
    start = len(before) + len(text) - len(bare)
    return Phrase(0, start, end, bare, 1.0, frozenset(content_keys(bare)), leading)


def _stood_for(pronouns: frozenset[str], exchange: Exchange) -> Iterator[str]:
    """Give the keys of the words that came in for such pronouns, where no others were typed."""
    typed = {word.text.lower() for word in find_words(exchange.typed)}
    if not typed.isdisjoint(pronouns) and typed.isdisjoint(_PRONOUNS - pronouns):
        yield from content_keys(exchange.question) - content_keys(exchange.typed)
