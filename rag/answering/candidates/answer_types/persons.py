"""Leave out names of persons where a thing or an origin is asked for.

Question: what camera, car, band, … it was; where somebody is from.
Example: "What band is it?", "IU and V met. She is in the band Low Tide; the singer V took her
hand, and the singer IU waved." -> "Low Tide", not "IU and V"
Exceptions: what names the thing itself ("V's band", "the band V").

A name is a person's where a passage has a profession before it, "aka" beside it, or "her" or "his"
soon behind its verb. Where a thing is asked for, one word for a state ("kindness") is left out too.
"""

import re
from collections.abc import Sequence

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate
from rag.types import Hit

_THING = (
    r"(?P<thing>app|band|bike|camera|car|computer|group|instrument|language|laptop|lens|lorry"
    r"|microphone|motorbike|phone|printer|scooter|software|tablet|tool|truck|van|website)"
)
_ASKED = (
    re.compile(
        rf"\W*(?:(?:and|but|so)\s+)?(?:on\s+|in\s+|with\s+)?(?:what|which)\s+(?:\w+\s+)?{_THING}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\W*(?:what|which)(?:['’]?s|\s+(?:is|was))\s+(?:[\w.-]+\s+){{0,3}}?[\w.-]+['’]s?\s+{_THING}"
        r"\W*",
        re.IGNORECASE,
    ),
    re.compile(  # "V's band"
        r"\W*(?:the\s+)?(?:(?!(?:for|from|in|is|of|on|to|was|who\w*|with)\b)[\w.-]+\s+)?[\w.-]+['’]s?"
        rf"\s+{_THING}\W*",
        re.IGNORECASE,
    ),
    re.compile(r"\W*where\s+(?:is|was|does|did)\b.*\bfrom\W*(?P<thing>)", re.IGNORECASE),
)
_NAME = r"\b(?P<name>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,2})"
_PROFESSION = (
    r"(?:actor|actress|artist|author|bassist|chef|composer|dancer|designer|director|drummer|editor"
    r"|guitarist|host|idol|member|musician|novelist|painter|photographer|pianist|poet|president"
    r"|producer|rapper|singer|soloist|songwriter|violinist|vocalist|writer|Dr\.?|Mrs?\.?|Ms\.?)"
)
_PERSONS = (
    re.compile(rf"\b{_PROFESSION}\s+{_NAME}"),
    re.compile(rf"\b(?:aka|a\.k\.a\.)\s+{_NAME}"),
    re.compile(rf"{_NAME},?\s+(?:aka|a\.k\.a\.)\s"),
    re.compile(
        rf"{_NAME}\s(?:\w{{2,}}ed|said|told|took|wrote)\s(?:\w+\s){{0,3}}(?:her|his)(?:self)?\b"
    ),
)
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*")
_BETWEEN = re.compile(r"\bbetween\s+", re.IGNORECASE)
_STATE = re.compile(r"[a-z]+(?:dom|erie|hood|ism|ity|ness|ship|tude)\Z")
_CAPITALS = re.compile(r"[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3}")


def without_persons(asked: Asked) -> Keep | None:
    """Keep all but names of persons, where a thing of some kind is asked for, or an origin."""
    found = next((match for form in _ASKED if (match := form.match(asked.question))), None)
    if found is None:
        return None
    thing, persons = _word(found["thing"]), _persons(asked.hits)
    return lambda one: not _are_persons(one, thing, persons)


def _word(thing: str) -> re.Pattern[str] | None:
    """Match a kind of thing as a word, one or more of it; None where an origin is asked for."""
    if not thing:
        return None
    forms = rf"{thing[:-1]}(?:y|ies)" if thing[-1] in "yY" else rf"{thing}(?:e?s)?"
    return re.compile(rf"\b{forms}\b", re.IGNORECASE)


def _persons(hits: Sequence[Hit]) -> set[str]:
    """Give the last words of the names that the passages tell of as persons."""
    found = (
        match["name"]
        for hit in hits
        for form in _PERSONS
        for match in form.finditer(hit.passage.text)
    )
    return {name.split()[-1] for name in found}


def _are_persons(one: Candidate, thing: re.Pattern[str] | None, persons: set[str]) -> bool:
    text = one.text
    if thing and (thing.search(text) or _ends_with(one.before, thing)):
        return False
    if thing and _STATE.fullmatch(text):
        return True
    between = _BETWEEN.search(text)
    names = [name for name in _AND.split(text[between.end() :] if between else text) if name]
    return bool(names) and all(
        _CAPITALS.fullmatch(name) and name.split()[-1] in persons for name in names
    )


def _ends_with(before: str, word: re.Pattern[str]) -> bool:
    last = before.split()[-1:]
    return bool(last) and word.fullmatch(last[0]) is not None
