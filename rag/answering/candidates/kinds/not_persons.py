"""What camera, car or band it was is no person: "IU and V" where the passages tell of "her".

A name is a person's where a passage writes a profession before it, "aka" beside it, or "her" or
"his" soon behind its verb. Names of which each is one are left out where a thing is asked for, and
so is what is "between" such two, and a single word for a state ("camaraderie", "kindness"). Where
somebody's origin is asked, so are they. English only. This module knows nothing of how candidates
are found, scored and grouped.
"""

import re
from collections.abc import Sequence

from rag.answering.candidates.unraised import without_raising
from rag.reading.reader import Candidate, Reading
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


def without_persons(question: str, reading: Reading, hits: Sequence[Hit]) -> Reading:
    """Leave out the names of persons, where a thing of some kind is asked for, or an origin."""
    asked = next((found for form in _ASKED if (found := form.match(question))), None)
    if asked is None:
        return reading
    persons = _persons(hits)
    kept = [one for one in reading.candidates if not _are_persons(one, asked["thing"], persons)]
    return without_raising(reading, kept)


def _persons(hits: Sequence[Hit]) -> set[str]:
    """Give the last words of the names that the passages tell of as persons."""
    found = (
        match["name"]
        for hit in hits
        for form in _PERSONS
        for match in form.finditer(hit.passage.text)
    )
    return {name.split()[-1] for name in found}


def _are_persons(one: Candidate, thing: str, persons: set[str]) -> bool:
    text, named = one.text, one.before.rstrip().lower()
    if thing and (thing.lower() in text.lower() or named.endswith(thing.lower())):
        return False
    if thing and _STATE.fullmatch(text):
        return True
    between = _BETWEEN.search(text)
    names = [name for name in _AND.split(text[between.end() :] if between else text) if name]
    return bool(names) and all(
        _CAPITALS.fullmatch(name) and name.split()[-1] in persons for name in names
    )
