"""Leave out how long people worked on what runs; move belief to a value with a label for it.

Question: how long a film, song, talk, … is or lasts.
Example: "How long is the film?", "It was shot in 40 days. Running time: 104 minutes." -> "104
minutes", believed as much as both
Exceptions: questions for the making of it ("how long did the film take?"); of a duration of hours
or less only what stands behind a deed ("worked for seven hours") is left out.
"""

import re
from dataclasses import replace

from rag.answering.candidates.answer_types.measures import kinds_of
from rag.answering.candidates.filtering import Asked, Belief, narrowed
from rag.answering.grouping import read_candidate
from rag.reading.reader import Candidate, Reading

_THING = (
    r"(?:advert|animation|cartoon|clip|documentary|episode|film|interview|lecture|movie|mv|opera"
    r"|performance|podcast|reel|sketch|song|speech|talk|track|trailer|vid|video|webinar)"
)
_ASKED = re.compile(
    rf"\bhow\s+long\s+(?:is|are|was|were|does|do|did)\b(?:\s+\S+){{0,8}}?\s+{_THING}s?\b"
    r"(?:\s+\S+){0,4}?\s*(?:last|run|go\s+on|run\s+for|last\s+for)?\W*$"
    rf"|\b(?:length|duration|running\s+time)\s+of\b(?:\s+\S+){{0,6}}?\s+{_THING}\b",
    re.IGNORECASE,
)
# "how long is the film in cinemas", "how long was the video being made".
_ASKS_OTHER = re.compile(
    r"\b(?:available|being|before|cinemas?|he|she|they|we|you|edit\w*|film(?:ed|ing)|made|make|making|on\s+air"
    r"|online|produc\w*|rehears\w*|record(?:ed|ing)|running\s+(?!time)|shoot\w*|shot|take|took"
    r"|until|up|work\w*|writ\w*)\b",
    re.IGNORECASE,
)
_LONG = frozenset({"day", "night", "week", "month", "year", "decade", "century"})
_WORK = r"(?:edit|film|prepar|practi[sc]|produc|record|rehears|shoot|train|wait|work|walk|writ)"
_DONE = re.compile(
    r"\b(?:(?:had|have|has)\s+to\s+\w+"
    r"|(?:after|before|by)\s+\w+ing"
    rf"|{_WORK}(?:e[ds]?|ing|s)|shot|spen[dt]\w*|t(?:ook|aken?)|written|wrote)"
    r"(?:\s+\w+){0,2}?(?:\s+(?:for|in|over|within))?"
    r"(?:\s+(?:about|almost|around|at\s+least|more\s+than|nearly|only|over|up\s+to))?\s+\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:duration|length|running\s+time|runtime)\W{1,6}\Z", re.IGNORECASE)
_REACH = 80  # characters before a value


def of_running_times(asked: Asked) -> Reading:
    """Keep all but how long people did something, where the length of a film or talk is asked."""
    reading = asked.reading
    if not _ASKED.search(asked.question) or _ASKS_OTHER.search(asked.question):
        return reading
    kept = [one for one in reading.candidates if not _is_of_work(one)]
    labelled = [one for one in kept if _is_labelled(one)]
    if len(labelled) != 1:
        return narrowed(reading, kept, Belief.SHARED_IF_SURE)
    left_out = sum(one.score for one in reading.candidates) - sum(one.score for one in kept)
    told = [replace(one, score=one.score + left_out * (one is labelled[0])) for one in kept]
    return replace(reading, candidates=tuple(sorted(told, key=lambda one: -one.score)))


def _is_labelled(one: Candidate) -> bool:
    return _LABEL.search(one.before[-_REACH:]) is not None


def _is_of_work(one: Candidate) -> bool:
    if kinds_of(one) != frozenset({"time"}):
        return False
    units = {quantity.unit for quantity in read_candidate(one).quantities}
    return units <= _LONG or _DONE.search(one.before[-_REACH:]) is not None
