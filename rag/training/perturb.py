"""Change a question so that the passage that answered it no longer does.

The changes that people make when they write unanswerable questions (Rajpurkar et al. 2018,
section 3): another name, another number, the opposite word, a negation. A change is refused
when the changed words are what the passage itself says. Pure functions; no tokens, no models.
"""

import random
import re

from rag.text.months import MONTH_NAMES

_OPPOSITES = (
    ("first", "last"), ("before", "after"), ("largest", "smallest"), ("biggest", "smallest"),
    ("highest", "lowest"), ("most", "least"), ("oldest", "youngest"), ("longest", "shortest"),
    ("more", "fewer"), ("increase", "decrease"), ("increased", "decreased"), ("rise", "fall"),
    ("won", "lost"), ("win", "lose"), ("north", "south"), ("northern", "southern"),
    ("east", "west"), ("eastern", "western"), ("born", "buried"), ("start", "end"),
    ("started", "ended"), ("begin", "finish"), ("began", "ended"), ("opened", "closed"),
    ("early", "late"), ("earliest", "latest"), ("best", "worst"), ("old", "new"),
    ("male", "female"), ("men", "women"), ("man", "woman"), ("father", "mother"),
    ("son", "daughter"), ("brother", "sister"), ("husband", "wife"), ("king", "queen"),
    ("allowed", "forbidden"), ("support", "oppose"), ("supported", "opposed"),
    ("joined", "left"), ("arrived", "departed"), ("arrive", "leave"), ("bought", "sold"),
    ("buy", "sell"), ("gained", "lost"), ("accepted", "rejected"), ("success", "failure"),
    ("successful", "failed"), ("public", "private"), ("minimum", "maximum"), ("major", "minor"),
    ("upper", "lower"), ("above", "below"), ("inside", "outside"), ("always", "never"),
    ("strong", "weak"), ("stronger", "weaker"), ("faster", "slower"), ("rich", "poor"),
    ("teacher", "student"), ("summer", "winter"), ("morning", "evening"), ("hot", "cold"),
    ("love", "hate"), ("like", "dislike"), ("good", "bad"), ("add", "remove"),
    ("created", "destroyed"), ("founded", "dissolved"), ("built", "demolished"),
    ("hired", "fired"), ("appointed", "dismissed"), ("released", "withdrawn"),
    ("announced", "denied"), ("common", "rare"), ("positive", "negative"), ("safe", "dangerous"),
    ("simple", "complex"), ("modern", "ancient"), ("domestic", "foreign"), ("urban", "rural"),
)  # fmt: skip
_OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
_NAME = re.compile(
    r"(?<![.?!] )(?<!^)\b[A-Z][\w'’-]+(?: (?:of|the|de|von) [A-Z][\w'’-]+| [A-Z][\w'’-]+)*"
)
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b(?! not\b)"
)
_ASKED = re.compile(r"\b(?:what|which|who|when|where|why|how)\b", re.IGNORECASE)


def unanswerable(question: str, passage: str, rng: random.Random) -> str | None:
    """Change a question the passage answers into one it does not; None when no change fits."""
    ways = [_other_name, _other_name, _other_number, _opposite, _negated]
    rng.shuffle(ways)
    for way in ways:
        if way is _negated and rng.random() < 0.7:
            continue
        changed = way(question, passage, rng)
        if changed is not None and changed != question:
            return changed
    return None


def _other_name(question: str, passage: str, rng: random.Random) -> str | None:
    """Put another name of the passage in the place of one of the question's."""
    asked = [match for match in _NAME.finditer(question) if not _ASKED.match(match.group(0))]
    if not asked:
        return None
    old = rng.choice(asked)
    words = set(old.group(0).lower().split())
    month = old.group(0) in MONTH_NAMES
    named = dict.fromkeys(match.group(0) for match in _NAME.finditer(passage))
    names = MONTH_NAMES if month else tuple(named)
    fitting = [
        name
        for name in names
        if not words & set(name.lower().split())
        and name.lower() not in question.lower()
        and (name in MONTH_NAMES) == month
    ]
    if not fitting:
        return None
    return question[: old.start()] + rng.choice(fitting) + question[old.end() :]


def _other_number(question: str, passage: str, rng: random.Random) -> str | None:
    """Move a number of the question, years by up to 30, others by up to their half."""
    found = [m for m in _NUMBER.finditer(question) if m.group(0).isdigit()]
    if not found:
        return None
    old = rng.choice(found)
    value = int(old.group(0))
    reach = 30 if 1000 <= value <= 2100 else max(3, value // 2)
    new = str(max(1, value + rng.choice((-1, 1)) * rng.randint(1, reach)))
    if new in passage and rng.random() < 0.5:
        return None
    return question[: old.start()] + new + question[old.end() :]


def _opposite(question: str, passage: str, rng: random.Random) -> str | None:
    """Replace one word by its opposite, unless the passage says the opposite itself."""
    found = [m for m in re.finditer(r"\w+", question) if m.group(0).lower() in _OPPOSITE]
    if not found:
        return None
    old = rng.choice(found)
    new = _OPPOSITE[old.group(0).lower()]
    if re.search(rf"\b{new}\b", passage, re.IGNORECASE):
        return None
    return question[: old.start()] + new + question[old.end() :]


def _negated(question: str, passage: str, rng: random.Random) -> str | None:
    """Deny the question's verb, unless the passage denies anything."""
    if re.search(r"\b(?:not|never|no|without)\b|n['’]t\b", passage):
        return None
    found = list(_AUXILIARY.finditer(question))
    if not found:
        return None
    at = rng.choice(found).end()
    word = rng.choice(("not", "never"))
    rest = question[at:]
    subject = re.match(r" (?:the |a |an )?[\w'’-]+", rest)
    at += subject.end() if subject and rng.random() < 0.6 else 0
    return f"{question[:at]} {word}{question[at:]}"
