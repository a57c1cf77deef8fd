"""Subtitles and transcripts (SubRip, WebVTT) -> paragraphs, each below the time it begins at.

A paragraph is what one person says without a long pause; a long one ends with a sentence.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.documents.decoding import decode
from rag.documents.formats.shared.source import Source, title_of_file
from rag.errors import DocumentError

_PAUSE = 3.0  # seconds without words, after which a paragraph begins
_LONGEST_PAUSE = 30.0  # seconds, within a sentence
_NO_PAUSE = 0.1  # seconds
_BETWEEN_MARKS = 10.0  # seconds
_ENOUGH = 500  # characters, after which a paragraph ends with the sentence
_MOST = 2_000  # characters, after which it ends in any case
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[,.](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-{{1,3}}>[ \t]*{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^<>\n]{1,100})>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>\n]{0,100}>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,100}\}", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:>>+|-)?[ ]?(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,3}): (?=\S)"
)
_OTHER = re.compile(r"(?:>>+|[-–—])[ ]?(?=[^\W_\s\d]|\[|\"|“)")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\Z")


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is shown at once: seconds at which it begins and ends, who speaks, what is said."""

    start: float
    end: float
    voice: str
    turn: bool
    text: str


@dataclass(slots=True)
class _Paragraph:
    start: float
    end: float
    voice: str
    text: str


def read_subtitles(data: bytes, name: str) -> Source:
    """Read what is said, with who says it where that is noted; see `converter`."""
    text = decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    found = list(_cues(text))
    if not found:
        raise DocumentError(
            f"{name} has no line with the times of a subtitle ('00:00:01,000 --> 00:00:04,000');"
            " save it again, or as .txt"
        )
    return Source("\n\n".join(_written(_paragraphs(found))) + "\n", loose_title=title_of_file(name))


def _cues(text: str) -> Iterator[_Cue]:
    """Yield what is shown, one that repeats the end of the one before without that."""
    before, ended = list[str](), 0.0
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        times = _TIMES.match(lines[at])
        at += 1
        if times is None:
            continue
        shown = list[str]()
        while at < len(lines) and lines[at].strip() and not _TIMES.match(lines[at]):
            shown.append(lines[at].strip())
            at += 1
        if at < len(lines) and _TIMES.match(lines[at]) and shown and shown[-1].isdigit():
            shown.pop()  # the number of the next one, where no empty line stands between
        start = _seconds(times, 1)
        fresh = _fresh(before, shown) if start - ended <= _NO_PAUSE else shown
        before, ended = shown, _seconds(times, 5)
        yield from _said(fresh, start, ended)


def _fresh(before: list[str], shown: list[str]) -> list[str]:
    """Leave out the lines that roll up from the one before, as live captions do."""
    plain = [_plain(line) for line in before]
    for count in range(min(len(before), len(shown)), 0, -1):
        if [_plain(line) for line in shown[:count]] == plain[-count:]:
            return shown[count:]
    return shown


def _said(lines: list[str], start: float, end: float) -> Iterator[_Cue]:
    """Yield a cue's words by who says them."""
    voice, turn, words = "", False, list[str]()
    for line in lines:
        tagged = _VOICE.search(line)
        plain = _plain(line)
        named = _NAMED.match(plain)
        other = _OTHER.match(plain)
        if (tagged or named or other) and words:
            yield _Cue(start, end, voice, turn, " ".join(words))
            voice, words = "", []
        if tagged:
            voice, turn = tagged[1].strip(), True
        elif named:
            voice, turn, plain = named["name"], True, plain[named.end() :]
        elif other:
            turn, plain = True, plain[other.end() :]
        words.append(plain)
    if any(words):
        yield _Cue(start, end, voice, turn, " ".join(filter(None, words)))


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())


def _seconds(times: re.Match[str], first: int) -> float:
    hours, minutes, seconds, part = (times[first + at] or "0" for at in range(4))
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{part}")


def _paragraphs(cues: list[_Cue]) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    for cue in cues:
        if current is None or _begins(current, cue):
            if current:
                yield current
            current = _Paragraph(cue.start, cue.end, cue.voice, cue.text)
        else:
            current.text, current.end = f"{current.text} {cue.text}", cue.end
    if current:
        yield current


def _begins(current: _Paragraph, cue: _Cue) -> bool:
    """Say whether a paragraph begins: another speaks, or after a pause or enough of sentences."""
    if cue.turn and (cue.voice != current.voice or not cue.voice):
        return True
    ended = _ENDS.search(current.text) is not None
    pause = cue.start - current.end
    if ended:
        return pause >= _PAUSE or len(current.text) >= _ENOUGH
    return pause >= _LONGEST_PAUSE or len(current.text) >= _MOST


def _written(paragraphs: Iterator[_Paragraph]) -> Iterator[str]:
    """Write each paragraph, below its time where some seconds have gone by since the last one.

    A time within a paragraph would be part of what is quoted; with colons it would be taken for
    an hour of the day that something is said of.
    """
    marked: float | None = None
    for one in paragraphs:
        if marked is None or not 0 <= one.start - marked < _BETWEEN_MARKS:
            marked = one.start
            minutes, seconds = divmod(int(one.start), 60)
            yield f"[{minutes // 60}h{minutes % 60:02}m{seconds:02}s]"
        yield f"{one.voice}: {one.text}" if one.voice else one.text
