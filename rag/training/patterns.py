"""Make questions from wordings whose meaning is plain: roles, other names, origins, lists.

"director Ann Moss" answers "who directed it?", "Ann Moss, also known as Ani" answers "what is Ani's
real name?", "Tom (Ann Moss)" among a cast "who plays Tom?", "Danish singer Ann Moss" "where is Ann
Moss from?", "Wren drummer Tom Berrin" "what band is he in?", "the song 'Lamp' by Ann Moss" "who
sings Lamp?", and "songs such as A, B and C" "list the songs". The data's questions hold few of
these, and people ask them. English only; knows nothing of the reader.
"""

import random
import re
from collections.abc import Iterator, Sequence

from rag.training.examples import Example, GoldAnswer

SOURCE = "patterns"

# What somebody in a role did, where one verb says it.
_DID = {
    "director": "directed", "producer": "produced", "author": "wrote", "writer": "wrote",
    "screenwriter": "wrote", "founder": "founded", "composer": "composed", "designer": "designed",
    "architect": "designed", "inventor": "invented", "editor": "edited", "host": "hosted",
    "coach": "coached", "owner": "owns", "photographer": "photographed", "captain": "captained",
}  # fmt: skip
_OTHER_ROLES = """president CEO chairman chairwoman mayor governor spokesman spokeswoman minister
secretary commissioner chief publisher conductor singer drummer guitarist bassist lawyer attorney
sheriff professor manager principal ambassador superintendent"""
_ROLES = "|".join([*_DID, *_OTHER_ROLES.split()])
_NAME = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+|de|van|von|bin|al)){0,2} [A-Z][\w'’-]+"
_ONE_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]+)?"
_ROLE = re.compile(rf"\b(?P<role>{_ROLES}) (?P<name>{_NAME})")
_ALIAS = re.compile(
    rf"\b(?P<name>{_NAME}),? \(?(?:aka|a\.k\.a\.|also known as|better known as|known as|nicknamed) "
    rf"[\"“]?(?P<alias>{_ONE_NAME})"
)
_PART = re.compile(rf"\b(?P<part>{_ONE_NAME}) \((?P<name>{_NAME})\)")
_CAST = re.compile(r"\b(?:plays?|played|starr?(?:s|ed|ing)|cast|roles?|characters?|actors?)\b")
_LIST = re.compile(
    r"\b(?P<noun>[a-z]{3,}s) (?:such as|including|include[sd]?|featur(?:es|ed|ing)) "
    r"(?P<list>(?:[\w’'\"“”. -]{2,40}?, ){1,8}[\w’'\"“”. -]{2,40}?,? and "
    r"[\w’'\"“”-]+(?: [A-Z][\w’'-]+){0,3})"
)
_NATIONS = """American British English Scottish Welsh Irish French German Italian Spanish Portuguese
Dutch Belgian Swiss Austrian Danish Swedish Norwegian Finnish Icelandic Polish Czech Hungarian
Russian Ukrainian Greek Turkish Israeli Iranian Iraqi Egyptian Nigerian Ghanaian Kenyan Indian
Pakistani Chinese Japanese Korean Vietnamese Thai Indonesian Filipino Australian Canadian Mexican
Brazilian Argentine Chilean Colombian Cuban Jamaican"""
_FROM = re.compile(
    rf"\b(?P<nation>(?:(?:South|North|New) )?(?:{'|'.join(_NATIONS.split())})) "
    rf"(?:[a-z-]+ ){{1,3}}(?P<name>{_NAME})"
)
_IN_BANDS = (
    "member singer frontman frontwoman guitarist bassist drummer keyboardist vocalist rapper"
)
_IN_TEAMS = """player striker midfielder defender goalkeeper forward winger quarterback pitcher
linebacker cornerback coach manager captain driver"""
_MEMBER = re.compile(
    r"\b(?P<group>(?!Head |Former |The )[A-Z][\w-]*(?: [A-Z][\w-]*){0,2})"
    r"(?:['’]s?)? (?:[a-z]+ )?"
    rf"(?P<place>{'|'.join([*_IN_BANDS.split(), *_IN_TEAMS.split()])}) (?P<name>{_NAME})"
)
_SONG = re.compile(
    r"\b(?:song|single|track|hit|ballad),? [\"“](?P<title>[^\"”]{2,40}?),?[\"”],? "
    rf"by (?P<name>{_NAME})"
    rf"|\b(?P<owner>{_NAME})['’]s?(?: [a-z-]+)? (?:song|single|track|hit|ballad),? "
    r"[\"“](?P<owned>[^\"”]{2,40}?),?[\"”]"
)
_WORK = re.compile(r"\b(?:film|movie|video|show|series|song|book|album|play|game|documentary)\b")
_NO_NOUNS = frozenset({"was", "has", "its", "this", "his", "always", "sometimes", "says"})
_LONGEST_LIST = 120  # characters

_ROLE_FORMS = (
    "Who is the {role}?", "who was the {role}", "What is the {role}'s name?", "name of the {role}",
    "who's the {role}",
)  # fmt: skip
_DID_FORMS = ("Who {did} the {work}?", "who {did} it?", "who {did} the {work}")
_PERSON_FORMS = ("Who is {name}?", "What does {name} do?", "what's {name}'s job", "role of {name}")
_ALIAS_FORMS = (
    "What is {name} also known as?",
    "What is {name}'s nickname?",
    "{name}'s other name",
)
_REAL_FORMS = ("What is {alias}'s real name?", "real name of {alias}", "what's {alias}'s full name")
_ACTOR_FORMS = ("Who plays {part}?", "which actor played {part}", "who is {part} played by?")
_PART_FORMS = (
    "Who does {name} play?", "What is the name of {name}'s character?", "{name}'s character name",
    "what part does {name} have",
)  # fmt: skip
_FROM_FORMS = (
    "What is {name}'s nationality?",
    "where is {name} from",
    "which country is {name} from",
)
_BAND_FORMS = ("Which group is {name} in?", "{name}'s band", "what band is {name} a member of")
_TEAM_FORMS = ("Which team is {name} with?", "{name}'s team", "who does {name} play for")
_SONG_FORMS = (
    "Who sings {title}?",
    "singer of {title}",
    "who is {title} by?",
    "Whose song is {title}?",
)
_LIST_FORMS = (
    "Which {noun} are named?", "list the {noun}", "what {noun} are there", "name the {noun}",
    "What are the {noun}?", "which {noun} does it include?",
)  # fmt: skip


def make(examples: Sequence[Example], *, seed: int = 17) -> list[Example]:
    """Make examples from the contexts of others, each context once, the same ones each time."""
    rng = random.Random(seed)
    contexts = {example.context: example for example in examples}
    return [made for one in contexts.values() for made in _from_context(one, rng)]


def _from_context(own: Example, rng: random.Random) -> Iterator[Example]:
    asked: set[str] = set()
    for number, (forms, given, start, text) in enumerate(_found(own.context)):
        question = rng.choice(forms).format(**given)
        if question.casefold() not in asked:
            asked.add(question.casefold())
            yield Example(
                f"{own.dataset}-{own.id}-{number}", SOURCE, question, own.context,
                (GoldAnswer(text, start),), own.title, own.published, own.group,
            )  # fmt: skip


def _found(text: str) -> Iterator[tuple[Sequence[str], dict[str, str], int, str]]:
    """Yield the forms of a question, what fills them, and where the answer is."""
    roles = [match["role"] for match in _ROLE.finditer(text)]
    work = _WORK.search(text)
    for match in _ROLE.finditer(text):
        if roles.count(match["role"]) == 1:  # else "the director" may be another
            yield _asking(match, _ROLE_FORMS, "name")
            if work and (did := _DID.get(match["role"])):
                yield _asking(match, _DID_FORMS, "name", did=did, work=work.group())
        yield _asking(match, _PERSON_FORMS, "role")
    for match in _ALIAS.finditer(text):
        yield _asking(match, _ALIAS_FORMS, "alias")
        yield _asking(match, _REAL_FORMS, "name")
    for match in _PART.finditer(text) if _CAST.search(text) else ():
        yield _asking(match, _ACTOR_FORMS, "name")
        yield _asking(match, _PART_FORMS, "part")
    for match in _FROM.finditer(text):
        yield _asking(match, _FROM_FORMS, "nation")
    for match in _MEMBER.finditer(text):
        in_band = match["place"] in _IN_BANDS.split()
        yield _asking(match, _BAND_FORMS if in_band else _TEAM_FORMS, "group")
    for match in _SONG.finditer(text):
        title = match["title"] or match["owned"]
        yield _asking(match, _SONG_FORMS, "name" if match["name"] else "owner", title=title)
    for match in _LIST.finditer(text):
        if match["noun"] not in _NO_NOUNS and len(match["list"]) <= _LONGEST_LIST:
            yield _asking(match, _LIST_FORMS, "list")


def _asking(
    match: re.Match[str], forms: Sequence[str], answer: str, **given: str
) -> tuple[Sequence[str], dict[str, str], int, str]:
    return forms, {**match.groupdict(), **given}, match.start(answer), match[answer]
