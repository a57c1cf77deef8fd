"""Documents -> starter questions, to be corrected by hand: dates, numbers and names in them.

A sentence such as "The bridge was opened on May 3, 1999 by Ada Quill" is turned round ("When
was the bridge opened ...?"), "The hall has 120 seats" too; what does not turn well is left out:
sentences that begin with a pronoun or an adverb, of several clauses, or not of these forms, titles
and headings. Unanswerable questions
ask the same subjects for an attribute that their document does not mention. English only;
no model. What comes out is marked as generated: it measures retrieval of known sentences, and
is a skeleton for real questions, not a substitute.
"""

import csv
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rag.errors import InputError, StorageError
from rag.text.months import MONTH_NAMES
from rag.text.sentences import sentence_spans
from rag.types import Document

_MONTH = "|".join(MONTH_NAMES)
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1\d|20)\d\d"
_DATE = (
    rf"{_DAY} (?:of )?(?:{_MONTH})(?:,? {_YEAR}\b)?|"
    rf"(?:{_MONTH}) (?:{_YEAR}|{_DAY}\b(?:,? {_YEAR}\b)?)"
)
_ALONE = r"(?![-–—/]?\w)"  # no part of a range or a longer number comes after it
_ANSWERS = (
    ("When", rf"(?<![\w–/-])(?:(?:on|in) (?:the )?)?(?<![–/-])\b(?P<answer>{_DATE}){_ALONE}"),
    ("When", rf"\bin (?P<answer>(?:1[89]|20)\d\d){_ALONE}"),
    ("Who", r"\bby (?P<answer>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3})"),
    (
        "How many",
        r"(?<![\w–-])(?<!\d )(?<!hundred and )"
        r"(?P<answer>\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|"
        r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty) "
        r"(?!(?:was|is|has|as|its|this|less|plus|across)\b)(?P<unit>[a-z]+s)\b",
    ),
)
_COMPILED = tuple((word, re.compile(pattern)) for word, pattern in _ANSWERS)
_DETERMINED = r"(?:The|A|An|Our|My|Each|Every)(?: [\w'’-]+){1,6}?"
_NOT_NAMES = (
    "In|On|At|By|For|From|To|With|After|Before|Since|Until|When|While|If|As|There|Here|Then|Now|It|"
    "He|She|They|We|You|I|This|That|These|Those|His|Her|Its|Their|What|Who|Where|Why|How|All|Some|"
    "Both|Most|Many|No|None|Nobody|Another|Other|Also|But|And|Or|So|Not|Only|Today|Yesterday"
)
_NAMED = rf"(?!(?:{_NOT_NAMES})\b)[A-Z][\w'’-]+(?: (?:of|of the|the|and|de|van|[A-Z][\w'’-]*))*?"
_TURNED = re.compile(
    rf"^(?P<subject>{_DETERMINED}|{_NAMED}) "
    r"(?P<aux>was|were|is|are|will be|has been|have been) (?P<rest>[a-z\d].*)$"
)
_HAVING = re.compile(rf"^(?P<subject>{_DETERMINED}|{_NAMED}) (?P<verb>has|have|had) (?:about )?$")
_DOES = {"has": "does", "have": "do", "had": "did"}
_DONE = re.compile(  # "Twelve members attended": what those that are counted did
    r" (?:are|were|have|had|can|must|will|came|went|took|gave|won|sat|stood|left|[a-z]{3,}ed)\b"
)
_PASSIVE = re.compile(  # before "by Ada Quill"; "the house by Lorn Bay" tells of no deed
    r"\b(?:[a-z]+ed|[a-z]+en|built|made|led|held|won|sung|drawn|shot|cut|put|set|bought|taught|"
    r"found|paid|sold|told|run|begun|done|known|grown) $"
)
_AND = re.compile(r"\b(?:and|or|but)\b")
_DANGLING = re.compile(  # before a date: "from 24 December", "on Monday 12 May"
    r"\b(?:from|to|until|till|between|since|of|for|by|before|after|than|and|or|[A-Z][a-z]+day)\s*$"
)
_RANGE = re.compile(r"\s*(?:to|until|till|or|[-–—])\b")
_REST_ENDS = re.compile(
    r"[,;(]|:(?!\d)|\s(?:and|but|or|because|which|who|that|while|so|when|where|as|after|before)\s"
)
_SENTENCE_END = re.compile(r"[.!?]$")
_LIST_MARK = re.compile(r"(?:\(?(?:\d{1,3}|[a-z])[.)]|[-*+•])\s+")
_CLAUSE = re.compile(r"\b(?:which|who|that|when|where|after|before|because|although|as)\b|[,;:]")
_SUBJECT = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
# An attribute to ask for, and the words that must not occur where it is said to be unknown.
_ATTRIBUTES = (
    ("How much did {} cost?", ("cost", "price", "paid", "dollar", "$", "€", "£")),
    ("What is the phone number of {}?", ("phone", "telephone", "call")),
    ("Who is the insurer of {}?", ("insur",)),
    ("How much does {} weigh?", ("weigh", "kilo", "pound", "tonne")),
    ("Which university did {} attend?", ("universit", "college", "school", "studied")),
    ("What is the e-mail address of {}?", ("e-mail", "email", "@")),
)
_SENTENCE = range(25, 240)  # characters
_FORMS = {".jsonl": "", ".ndjson": "", ".csv": ",", ".tsv": "\t"}  # separators of tables
UNANSWERABLE = 4  # one question in so many is unanswerable


@dataclass(frozen=True, slots=True)
class Made:
    """A generated question with the sentence that it was made from."""

    question: str
    answers: tuple[str, ...]
    document: str
    sentence: str


def make_questions(documents: Iterable[Document], count: int, *, seed: int = 0) -> list[Made]:
    """Make up to `count` questions, a quarter of them unanswerable, spread over the documents.

    The same documents, count and seed give the same questions. Raises InputError when no
    sentence lends itself.
    """
    chance = random.Random(seed)
    answerable, unanswerable = list[list[Made]](), list[Made]()
    for document in documents:
        found = list(_of_document(document))
        chance.shuffle(found)
        answerable.append(found)
        unanswerable += _unanswerable(document, chance)
    chance.shuffle(unanswerable)
    most = min(count // UNANSWERABLE, len(unanswerable))
    chosen = _in_turn(answerable, count - most)
    share = -(-len(chosen) // (UNANSWERABLE - 1))  # of few questions that turn well, few as well
    chosen += unanswerable[: min(most, share)]
    if not chosen:
        raise InputError(
            "no sentence of the documents is as simple as 'The hall was built in 1871', so that it "
            "can be turned into a question; write questions by hand, one a line: "
            '{"question": "...", "answers": ["..."]}'
        )
    return chosen


def write_questions(made: Sequence[Made], path: Path) -> None:
    """Write questions, each marked as generated, as JSONL or, by the name, as a table.

    Raises InputError for a name of another form, and never writes over a file that is there.
    """
    form = path.suffix.lower()
    if form not in _FORMS:
        raise InputError(
            f"{path} could not be read back as questions; name it .jsonl, .csv or .tsv"
        )
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            if separator := _FORMS[form]:
                _write_table(made, file, separator)
            else:
                file.writelines(f"{json.dumps(r, ensure_ascii=False)}\n" for r in _records(made))
    except FileExistsError as error:
        raise InputError(f"{path} is there already; name another file, or remove it") from error
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}") from error


def _records(made: Sequence[Made]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(made, 1):
        yield {
            "id": f"made-{number}",
            "question": one.question,
            "answers": list(one.answers),
            "documents": [one.document] if one.answers else [],
            "generated": True,
            "from": one.sentence,
        }


def _write_table(made: Sequence[Made], file: TextIO, separator: str) -> None:
    writer = csv.writer(file, delimiter=separator, lineterminator="\n")
    for number, record in enumerate(_records(made)):
        if not number:
            writer.writerow(record)
        lists = {name: _cell(record[name]) for name in ("answers", "documents")}
        writer.writerow((record | lists).values())


def _cell(texts: Sequence[str]) -> str:
    """Join the texts of a cell with bars; as a JSON list where one could be read otherwise."""
    joined = " | ".join(texts)
    read = [part.strip() for part in joined.split("|") if part.strip()]
    whole = read == list(texts) and not joined.startswith("[")
    return joined if whole else json.dumps(list(texts), ensure_ascii=False)


def _of_document(document: Document) -> Iterator[Made]:
    for sentence in _sentences(document):
        for word, pattern in _COMPILED:
            match = pattern.search(sentence)
            if match is not None:
                unit = match.groupdict().get("unit")
                asked = f"{word} {unit}" if unit else word
                if question := _asking(asked, sentence, match):
                    yield Made(question, (match["answer"],), document.id, sentence)
                    break


def _sentences(document: Document) -> Iterator[str]:
    for span in document.content:
        for sentence in sentence_spans(document.text, span.start, span.end):
            words = " ".join(document.text[sentence.start : sentence.end].split())
            words = words[mark.end() :] if (mark := _LIST_MARK.match(words)) else words
            whole = _SENTENCE_END.search(words) and len(words) in _SENTENCE
            if whole and not any(mark in words for mark in '“"#|'):
                yield words


def _asking(asked: str, sentence: str, match: re.Match[str]) -> str | None:
    """Turn a sentence into a question for what was found in it; None where it does not turn."""
    if asked.startswith("How many"):
        return _counting(asked, sentence, match) or _turned(asked, sentence, match)
    return _turned(asked, sentence, match)


def _counting(asked: str, sentence: str, match: re.Match[str]) -> str | None:
    """ "The hall has 9 seats." -> "How many seats does the hall have?"; "6 men came." too."""
    rest = _REST_ENDS.split(sentence[match.end() :])[0].rstrip(" .!?")
    if not sentence[: match.start()]:
        return f"{asked}{rest}?" if _DONE.match(rest) else None
    if having := _HAVING.match(sentence[: match.start()]):
        subject = _within(having["subject"])
        return f"{asked} {_DOES[having['verb']]} {subject} have{rest}?"
    return None


def _turned(asked: str, sentence: str, match: re.Match[str]) -> str | None:
    """ "The bridge was opened in 1999." -> "When was the bridge opened?"; None when it cannot."""
    parts = _TURNED.match(sentence)
    if parts is None or match.start() < parts.start("rest"):
        return None
    before = sentence[parts.start("rest") : match.start()]
    if any(map(_CLAUSE.search, (parts["subject"], before))) or _AND.search(before):
        return None  # the answer belongs to another clause
    if asked == "Who" and not _PASSIVE.search(before):
        return None
    if asked == "When" and (_DANGLING.search(before) or _RANGE.match(sentence[match.end() :])):
        return None
    counted = asked.startswith("How many")
    if counted and not re.fullmatch(r"(?:[a-z]+ed|built|made) (?:by|for|with|from|in) ", before):
        return None  # "is 9 metres high" would lose what is measured
    end = match.end() if counted else match.end("answer")
    first = match.start("answer") if asked == "Who" else match.start()
    rest = sentence[parts.start("rest") : first] + _REST_ENDS.split(sentence[end:])[0]
    aux, _, more = parts["aux"].partition(" ")
    words = " ".join(f"{asked} {aux} {_within(parts['subject'])} {more} {rest}".split())
    return words.rstrip(" .!?") + "?"


def _within(subject: str) -> str:
    """Begin a subject as it stands within a sentence: "The hall" -> "the hall"; names stay."""
    first = subject.split()[0]
    determined = first in ("The", "A", "An", "Our", "My", "Each", "Every")
    return subject[0].lower() + subject[1:] if determined else subject


def _unanswerable(document: Document, chance: random.Random) -> Iterator[Made]:
    """Ask a name of the document for an attribute that the document does not mention."""
    text = document.text.casefold()
    unknown = [question for question, words in _ATTRIBUTES if not any(w in text for w in words)]
    names = sorted(set(_SUBJECT.findall(" ".join(_sentences(document)))))
    chance.shuffle(names)
    chance.shuffle(unknown)
    for name, question in zip(names, unknown, strict=False):
        yield Made(question.format(name), (), document.id, "")


def _in_turn(groups: Sequence[Sequence[Made]], count: int) -> list[Made]:
    """Take one of each group in turn, so that long documents do not crowd out short ones."""
    longest = max(map(len, groups), default=0)
    rounds = (group[i] for i in range(longest) for group in groups if i < len(group))
    return [one for one, _ in zip(rounds, range(count), strict=False)]
