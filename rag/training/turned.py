"""Turn statements into questions that a teacher answers: "Wren was founded in 1921" -> "When was
Wren founded?", "who was founded in 1921", "how many people died".

The more passages a reader is asked about, the more of its teacher it learns; questions that
people wrote cover few of them. What a question asks of its passage is left to the teacher, so
that a clumsy one does no harm. English statements of the form subject, verb, rest, found by their
spelling; pure functions.
"""

import random
import re
from collections.abc import Iterator, Sequence

from rag.text.months import MONTH_NAMES
from rag.training.examples import Example

SOURCE = "turned"

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.!?])[\"”]?\s+(?=[A-Z\"“])")
_CAPITAL = r"[A-Z][\w’'&.-]*"
# What a subject may begin with that is written small within a sentence.
_PRONOUNS = "He|She|It|They|We"
_STARTERS = (
    "The|A|An|His|Her|Their|Its|Our|This|That|Those|These|Both|Some|Many|More than|About|At least"
)
_SUBJECT = (
    rf"(?:(?:{_STARTERS}) (?:[\w’'-]+ ){{0,4}}?[\w’'-]+"
    rf"|{_CAPITAL}(?: (?:of|the|and|de|van|von|for|{_CAPITAL})){{0,5}}|{_PRONOUNS})"
)
_IRREGULAR = {
    "said": "say", "told": "tell", "made": "make", "took": "take", "went": "go", "came": "come",
    "got": "get", "gave": "give", "found": "find", "began": "begin", "became": "become",
    "left": "leave", "lost": "lose", "won": "win", "held": "hold", "led": "lead", "met": "meet",
    "saw": "see", "sold": "sell", "paid": "pay", "built": "build", "wrote": "write", "ran": "run",
    "brought": "bring", "bought": "buy", "thought": "think", "taught": "teach", "felt": "feel",
    "kept": "keep", "knew": "know", "grew": "grow", "drew": "draw", "threw": "throw",
    "fell": "fall", "rose": "rise", "spoke": "speak", "broke": "break", "chose": "choose",
    "drove": "drive", "fought": "fight", "sent": "send", "spent": "spend", "stood": "stand",
    "struck": "strike", "sang": "sing", "shot": "shoot", "sought": "seek", "caught": "catch",
    "beat": "beat", "set": "set", "put": "put", "cut": "cut", "hit": "hit", "read": "read",
    "had": "have", "did": "do", "heard": "hear", "wore": "wear", "flew": "fly", "died": "die",
}  # fmt: skip
_AUXILIARY = "was|were|is|are|has|have|had|will|would|can|could|should|may|might|must"
_STATEMENT = re.compile(
    rf"^(?P<subject>{_SUBJECT}),? (?:(?P<auxiliary>{_AUXILIARY})"
    rf"|(?P<verb>[a-z]{{2,}}ed|{'|'.join(_IRREGULAR)})) (?P<rest>[^\n]{{8,220}}?)[.!?]?$"
)
_MONTHS = "|".join(MONTH_NAMES)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_TIME = re.compile(
    r",? \b(?:(?:on|in|since|until|by|around|from|during) )?(?:early |late |mid-)?"
    rf"(?:(?:{_DAYS})(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:{_MONTHS})(?: \d{{1,2}})?(?:,? \d{{4}})?|(?:1[5-9]|20)\d\d"
    r"|(?:last|this|next) (?:week|month|year|summer|winter|fall|spring|season)"
    r"|yesterday|today|earlier this (?:week|month|year))\b(?![-'’])"
)
_PLACE = re.compile(rf" (?:in|at|near|from|to) (?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}\b")
_AMOUNT = re.compile(
    r"\b(?:(?:more|less|fewer) than |about |at least |nearly |almost |some |up to )?"
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|(?:dozens|hundreds|thousands) of)"
    r"(?: (?:million|billion|hundred|thousand))? (?P<noun>[a-z]{3,}s|people|men|women|children)\b"
)
_MONEY = re.compile(
    r"[$£€]\d[\d,.]*(?: ?(?:million|billion|trillion|[mbk]n?\b))?|\d[\d.]* (?:percent|per cent)"
)
_BREAK = re.compile(
    r",? (?:which|who|that|because|while|but|after|before|when|where|and|as|although|despite) "
    r"|[,;:—–] ?"
)
_LOOSE = re.compile(
    r" (?:in|on|at|for|with|by|from|to|during|after|before|over|under|against|into|about) "
)
_PERSONAL = re.compile(rf"^{_CAPITAL} {_CAPITAL}$")
_ASKS, _ASKS_PERSON = ("Who", "What"), ("Who", "Who", "Which person")
_SHORTEST, _LONGEST = 3, 22  # words of a question


def make(examples: Sequence[Example], *, seed: int = 19) -> list[Example]:
    """Make unjudged examples from the contexts of others, each once, the same ones each time."""
    rng = random.Random(seed)
    contexts = {example.context: example for example in examples}
    return [
        Example(
            f"{own.dataset}-{own.id}-{number}", SOURCE, question, own.context,
            title=own.title, published=own.published, group=own.group, judged=False,
        )
        for own in contexts.values()
        for number, question in enumerate(turn(own.context, rng))
    ]  # fmt: skip


def turn(text: str, rng: random.Random, *, most: int = 3) -> list[str]:
    """Give up to `most` questions about a text's statements, chosen at random."""
    found = list(dict.fromkeys(_questions(text, rng)))
    fitting = [one for one in found if _SHORTEST <= len(one.split()) <= _LONGEST]
    return rng.sample(fitting, min(most, len(fitting)))


def _questions(text: str, rng: random.Random) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        match = _STATEMENT.match(sentence.strip())
        if match is not None:
            statement = _Statement(match, rng)
            yield from statement.questions()


class _Statement:
    """A statement cut into subject, verb and rest, and the questions it can be turned into."""

    def __init__(self, match: re.Match[str], rng: random.Random) -> None:
        self._rng = rng
        self._subject = _lowered(match["subject"])
        self._ask = rng.choice(_ASKS_PERSON if _PERSONAL.match(match["subject"]) else _ASKS)
        self._rest = _shortened(match["rest"], rng)
        if match["auxiliary"]:
            self._front, self._verb, self._told = match["auxiliary"], "", match["auxiliary"]
        else:
            self._front, self._verb = "did", base_form(match["verb"])
            self._told = match["verb"]

    def questions(self) -> Iterator[str]:
        rest = self._rest
        yield f"{self._ask} {self._told} {rest}?"
        for kind, pattern in (("When", _TIME), ("Where", _PLACE)):
            if (found := pattern.search(f" {rest}")) is not None:
                yield self._asked(kind, f" {rest}"[: found.start()] + f" {rest}"[found.end() :])
        if (found := _AMOUNT.search(rest)) is not None:
            without = rest[: found.start()] + rest[found.end() :]
            yield self._asked(f"How many {found['noun']}", without)
        elif (found := _MONEY.search(rest)) is not None:
            kind = "How much" if "per" not in found.group() else "What percentage"
            yield self._asked(kind, rest[: found.start()] + rest[found.end() :])
        if (counted := _AMOUNT.match(self._subject)) is not None:
            yield f"How many {counted['noun']} {self._told} {rest}?"
        if self._verb and (loose := _LOOSE.search(rest)) is not None and loose.start() > 3:
            yield self._asked("What", rest[loose.start() :])
        if self._verb and self._rng.random() < 0.2:
            yield self._asked("Why", rest)

    def _asked(self, kind: str, rest: str) -> str:
        """Put the question word first and the verb's first part before the subject."""
        words = f"{kind} {self._front} {self._subject} {self._verb} {rest}?"
        return re.sub(r" (?=[?,.])", "", " ".join(words.split()))


def base_form(verb: str) -> str:
    """Guess the base form of a past form, e.g. `stopped` -> `stop`, `released` -> `release`.

    >>> [base_form(one) for one in ("wrote", "carried", "stopped", "named", "visited", "called")]
    ['write', 'carry', 'stop', 'name', 'visit', 'call']
    """
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    stem = verb.removesuffix("ed")
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if re.search(r"([bdgkmnprt])\1$", stem):
        return stem[:-1]
    silent = re.search(r"(?:[cuvz]|[^s]s|[aiou]r|at|[bdfgkpt]l|[aeiou]ng|rg|dg)$", stem)
    short = re.search(r"[^aeiou][aeiou][^aeiouwxy]$", stem) and not re.search(
        r"(?:er|en|on|it|et|el|op|an|in|om)$", stem
    )
    return stem + "e" if silent or short else stem


def _lowered(subject: str) -> str:
    """Write a subject as it stands within a sentence, e.g. `The bridge` -> `the bridge`."""
    small = re.match(rf"(?:{_STARTERS}|{_PRONOUNS})\b", subject)
    return subject[0].lower() + subject[1:] if small else subject


def _shortened(rest: str, rng: random.Random) -> str:
    """Mostly keep what stands before the first clause or comma, when that is not too little."""
    cuts = [found.start() for found in _BREAK.finditer(rest) if found.start() > 14]
    if cuts and rng.random() < 0.85:
        rest = rest[: rng.choice(cuts[:2])]
    return rest.strip(' ,;:—–"“”')
