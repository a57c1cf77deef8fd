"""One of several that were named: "the second one", "the other", "the former", "the last two".

After "which firms bid?" with the answer "Brak, Oster and Lund": "where is the second one?" ->
"where is Oster?", and then "and the last?" -> "and Lund?". Only a list that answered "who",
"which" or "what", or two names that a question joins, is counted; "the other" needs to be told
which one was spoken of since. This module knows nothing of documents.
"""

import re
from collections.abc import Sequence

from rag.conversation.exchanges import Exchange
from rag.conversation.form.question_form import read_form
from rag.conversation.form.word_classes import (
    AUXILIARY,
    DETERMINER,
    HELPER,
    LED,
    PREPOSITION,
    SUBJECT_PRONOUN,
    TIME,
)
from rag.conversation.word_keys import content_keys, key

_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
_COUNTS = {"two": 2, "three": 3, "four": 4}
_REFERENCE = re.compile(
    rf"\bthe\s(?P<which>{'|'.join(_PLACES)}|former|latter|others|other)\b"
    rf"(?:\s(?P<count>{'|'.join(_COUNTS)})\b)?(?P<of>\sof\s(?:them|these|those|the\stwo)\b)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s(?P<word>[^\W\d_]+)(?P<ends>\W*$)?")
_STAYS = re.compile(rf"(?:{AUXILIARY}|{PREPOSITION}|and|or)", re.IGNORECASE)
# "when did the second join?", "has the other left?": what comes last is done, not named.
_HELPED = re.compile(rf"\b(?:{HELPER}|has|have|had)\s$", re.IGNORECASE)
_ASKS_NAMES = re.compile(rf"{LED}(?:who|whom|which|what|name|list)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"{LED}(?:which|what|name|list)\s(?:are\s)?(?:the\s)?(?:[a-z]+\s)?(?P<noun>[a-z]+s)\b",
    re.IGNORECASE,
)
_JOIN = re.compile(r"(?:[,;]\s(?:and\s|or\s)?|\s(?:and|or|&)\s)")
_NAME = r"[A-Z][\w’'-]*(?:\s[A-Z\d][\w’'-]*){0,3}"
_TWO_NAMES = re.compile(rf"\b(?P<one>{_NAME})\s(?:and|or)\s(?P<two>{_NAME})")
_SAYS = re.compile(rf"\b(?:{AUXILIARY}|{SUBJECT_PRONOUN})\b", re.IGNORECASE)
_DETERMINED = re.compile(rf"{DETERMINER}\s", re.IGNORECASE)
_LONGEST_LIST, _LONGEST_ITEM = 200, 5  # characters; words


def resolve_ordinal(question: str, history: Sequence[Exchange]) -> str | None:
    """Name the one of several that a question points to; None where it points to none.

    `history` is oldest first. A fragment is asked as "and ...?": it is said instead of its like.
    """
    found = list(_REFERENCE.finditer(question))
    if len(found) != 1:
        return None
    listed = next(
        (
            (at, items)
            for at in range(len(history) - 1, -1, -1)
            if (items := listed_in(history[at]))
        ),
        None,
    )
    end = listed and _end(found[0], question, _nouns(history[listed[0]], listed[1]))
    if not listed or not end:
        return None
    text = _chosen(found[0], listed[1], _spoken_of(listed[1], history[listed[0] :]))
    form = read_form(question)
    if text is None:
        return None
    put = f"{question[: found[0].start()]}{text}{question[end:]}"
    return f"and {put[form.start :]}" if form.is_about else put


def listed_in(exchange: Exchange) -> list[str]:
    """Give what an answer lists, or the two names that the question joins; none for others."""
    answer = exchange.answer.strip(" .")
    if _ASKS_NAMES.match(exchange.question) and len(answer) <= _LONGEST_LIST:
        parts = [part.strip() for part in _JOIN.split(answer)]
        if len(parts) > 1 and all(map(_is_item, parts)) and _are_alike(parts[1:]):
            return [_with_article(part) for part in parts]
    two = _TWO_NAMES.search(exchange.question)
    return [two["one"], two["two"]] if two else []


def _is_item(part: str) -> bool:
    """Say whether a part of a list names a thing: "the tool shed", not "in May" or "it leaks"."""
    short = 0 < len(part.split()) <= _LONGEST_ITEM
    named = bool(content_keys(part)) and not part[0].isdigit()
    return short and named and not (TIME.search(part) or _SAYS.search(part) or "." in part)


def _are_alike(parts: Sequence[str]) -> bool:
    return len({part[0].isupper() for part in parts}) == 1


def _with_article(part: str) -> str:
    return part if part[0].isupper() or _DETERMINED.match(part) else f"the {part}"


def _nouns(listing: Exchange, items: Sequence[str]) -> set[str]:
    """Give the keys of what the items may be called: "sheds" were asked for, both are sheds."""
    counted = _COUNTED.match(listing.question)
    last = {key(item.split()[-1]) for item in items}
    return ({key(counted["noun"])} if counted else set()) | (last if len(last) == 1 else set())


def _end(found: re.Match[str], question: str, nouns: set[str]) -> int | None:
    """Give where the reference ends; None where it says of another noun: "the first floor"."""
    after = _NEXT.match(question, found.end())
    if after is None or found["of"]:
        return found.end()
    word = key(after["word"])
    if word in nouns | {"one"}:
        return after.end("word")
    does = after["ends"] is not None and _HELPED.search(question, 0, found.start())
    participle = after["ends"] is not None and word.endswith("ed")
    return found.end() if does or participle or _STAYS.fullmatch(after["word"]) else None


def _chosen(found: re.Match[str], items: Sequence[str], spoken_of: list[set[int]]) -> str | None:
    """Give the items that a reference means, joined by "and"; None where that is not plain."""
    which, count = found["which"].lower(), _COUNTS.get((found["count"] or "").lower())
    if which.startswith("other"):
        for since in (spoken_of[-1:], spoken_of):  # the latest choice, else all there were
            left = [i for i in range(len(items)) if not any(i in chosen for chosen in since)]
            wanted = count or (None if which == "others" else 1)
            if since and (len(left) == wanted or (wanted is None and len(left) > 1)):
                return _joined([items[i] for i in left])
        return None
    if which in ("former", "latter"):
        return items[which == "latter"] if len(items) == 2 and not count else None
    at = _PLACES[which]
    if count:
        some = items[-count:] if at < 0 else items[:count]
        return _joined(some) if at < 1 and count < len(items) else None
    return items[at] if at < len(items) else None


def _joined(items: Sequence[str]) -> str:
    """Join items: "A, B and C"."""
    return " and ".join([*filter(None, [", ".join(items[:-1])]), items[-1]])


def _spoken_of(items: Sequence[str], since: Sequence[Exchange]) -> list[set[int]]:
    """Give which items each exchange was about, oldest first; the listing itself comes first."""
    keys = [content_keys(item) for item in items]
    own = [k - set[str]().union(*keys[:i], *keys[i + 1 :]) for i, k in enumerate(keys)]
    told: list[set[int]] = []
    for exchange in since:
        for text in (exchange.question, exchange.answer):
            said = content_keys(text)
            chosen = {i for i, mine in enumerate(own) if not mine.isdisjoint(said)}
            if 0 < len(chosen) < len(items):
                told.append(chosen)
                break
    return told
