"""Rewrite well-typed questions the way people type them.

Pure functions of a question and a random generator; the answer must stay the same, so nothing
here changes which fact is asked for.
"""

import random
import re

# Pairs as they are spoken and as they are typed; either may stand for the other in a question.
_SHORT = {
    "music video": "mv",
    "united states": "us",
    "united kingdom": "uk",
    "european union": "eu",
    "united nations": "un",
    "new york city": "nyc",
    "los angeles": "la",
    "world war ii": "ww2",
    "world war i": "ww1",
    "prime minister": "pm",
    "chief executive officer": "ceo",
    "chief executive": "ceo",
    "vice president": "vp",
    "television": "tv",
    "artificial intelligence": "ai",
    "coronavirus": "covid",
    "versus": "vs",
    "government": "govt",
    "number": "no.",
    "percent": "%",
    "percentage": "%",
    "information": "info",
    "photograph": "photo",
    "because": "cause",
    "people": "ppl",
    "january": "jan",
    "february": "feb",
    "september": "sept",
    "october": "oct",
    "november": "nov",
    "december": "dec",
    "episode": "ep",
    "featuring": "ft",
    "million": "m",
    "billion": "bn",
    "kilometers": "km",
    "university": "uni",
    "department": "dept",
    "what is": "whats",
    "who is": "whos",
    "where is": "wheres",
    "did not": "didnt",
    "does not": "doesnt",
}
_FILLER = re.compile(
    r"\b(?:what|which|who|whom|whose|where|how|is|are|was|were|did|does|do|has|have|had|been|be|the|a|an"
    r"|to|of|in|for|by|on|at|that|this|it)\b",
    re.IGNORECASE,
)
_KEEP_KIND = re.compile(
    r"\b(?:when|how (?:many|much|long|old|far|often|tall|big)|who|where|why)\b", re.I
)
_ACRONYM = re.compile(r"\b(?:[A-Z][a-z]+ (?:(?:of|for|and|the) )?){2,5}[A-Z][a-z]+\b")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_OPENERS = (
    "tell me ",
    "do you know ",
    "can you tell me ",
    "i want to know ",
    "please tell me ",
    "hey, ",
)


def rewrite(question: str, rng: random.Random) -> str:
    """Rewrite a question at random, e.g. `Who made it?` -> `who made it`; often leave it as is."""
    if rng.random() < 0.5:
        return question
    if rng.random() < 0.12:
        question = keywords(question, rng)
    if rng.random() < 0.3:
        question = shorten(question, rng)
    if rng.random() < 0.08:
        question = rng.choice(_OPENERS) + question[:1].lower() + question[1:]
    if rng.random() < 0.3:
        question = mistype(question, rng)
    if rng.random() < 0.7:
        question = question.rstrip(" ?.!")
    if rng.random() < 0.5:
        question = question.lower()
    return question or "?"


def keywords(question: str, rng: random.Random) -> str:
    """Drop the small words, e.g. `When was the MV of X released?` -> `when MV X released`."""
    kind = _KEEP_KIND.search(question)
    rest = _FILLER.sub(" ", question.rstrip(" ?.!"))
    rest = " ".join(re.sub(r"\b(?:when|why)\b", " ", rest, flags=re.I).split())
    if len(rest.split()) < 2:
        return question
    # The kind of answer is kept nearly always: without it the question may ask for anything.
    stands_for = {"when": "date", "who": "name", "where": "place", "why": "reason"}
    if kind is None:
        return rest
    word = kind.group(0).lower()
    if word in stands_for and rng.random() < 0.4:
        return f"{rest} {stands_for[word]}"
    rest = " ".join(
        re.sub(r"^(?:many|much|long|old|far|often|tall|big)\b", " ", rest, flags=re.I).split()
    )
    return f"{word} {rest}" if rng.random() < 0.7 else f"{rest} {word}"


def shorten(question: str, rng: random.Random) -> str:
    """Abbreviate one phrase: a known short form, or a capitalised name's initials."""
    lowered = question.lower()
    known = [(long, short) for long, short in _SHORT.items() if re.search(rf"\b{long}\b", lowered)]
    if known:
        long, short = rng.choice(known)
        return re.sub(rf"\b{long}\b", short, question, count=1, flags=re.I)
    name = _ACRONYM.search(question)
    if name is None or rng.random() < 0.5:
        return question
    initials = "".join(word[0] for word in name.group(0).split() if word[0].isupper())
    return question[: name.start()] + initials + question[name.end() :]


def mistype(question: str, rng: random.Random) -> str:
    """Make one typing error in a word of four letters or more, digits untouched."""
    words = list(re.finditer(r"[A-Za-z]{4,}", question))
    if not words:
        return question
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    kind = rng.randrange(4)
    if kind == 0:  # swap
        return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
    if kind == 1:  # drop
        return question[:at] + question[at + 1 :]
    if kind == 2:  # double
        return question[:at] + question[at] + question[at:]
    return question[:at] + _neighbour(question[at], rng) + question[at + 1 :]


def _neighbour(letter: str, rng: random.Random) -> str:
    for row in _KEYS:
        if (at := row.find(letter.lower())) >= 0:
            return rng.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)])
    return letter
