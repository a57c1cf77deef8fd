"""Folders of invented documents, with the questions written about them for this project.

`invented.jsonl.xz` beside this module holds one folder a line:

    {"set": "written_invented", "name": "f0-1", "documents": [{"title", "date", "text"}, ...],
     "asked": [["who won?", 0, 13, 21], ["who lost?"]]}

`asked` holds `[question, document, start, end, ...]` for each place that answers, or `[question]`
when no passage of the folder does. The sets are single articles (`written_invented`), pairs of
documents that are easily confused (`written_folders`), more of these, where most questions are
asked in two or three wordings (`written_wordings`), pairs of what people keep in folders, seldom
prose: minutes, price lists, timetables, manuals, mail (`written_everyday`), more of these, where
only the line, the column or the heading above tells one answer from others (`written_layouts`), or
where half of the questions have no answer, but most of those a twin that has (`written_twins`), and
news stories whose people have several names, parts and dates (`written_stories`).
Folders of `apart` are not trained on: they are to develop with.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.evaluation.questions import Source
from rag.training.examples import Example, GoldAnswer, read_lines
from rag.training.lexical import Lexical
from rag.training.near_misses import Part, cut

FILE = Path(__file__).with_name("invented.jsonl.xz")
ARTICLES, FOLDERS = "written_invented", "written_folders"
WORDINGS, EVERYDAY = "written_wordings", "written_everyday"
LAYOUTS, APART = "written_layouts", "apart"
TWINS, STORIES = "written_twins", "written_stories"
SETS = (ARTICLES, FOLDERS, WORDINGS, EVERYDAY, LAYOUTS, TWINS, STORIES)
_SHOWN = 2  # passages that a question is asked of, at most


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: characters `start` to `end` of a folder's document."""

    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InventedQuestion:
    """A question and each place that answers it; none when nothing in the folder does."""

    question: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """Documents that are read together, and what is asked of them."""

    name: str
    dataset: str
    documents: tuple[Source, ...]
    asked: tuple[InventedQuestion, ...]

    def passages(self) -> list[list[Part]]:
        """Cut each document into the passages that a reader would see."""
        return [cut(document) for document in self.documents]

    def golds(self, asked: InventedQuestion) -> tuple[str, ...]:
        """Give the texts that answer, each once."""
        texts = (self.documents[p.document].text[p.start : p.end] for p in asked.places)
        return tuple(dict.fromkeys(texts))


def read_folders(path: Path) -> Iterator[Folder]:
    """Read the folders of a file in its order."""
    for row in read_lines(path):
        name = row["name"]
        documents = [
            Source(f"{name}-{number}", one["text"], one["title"], one["date"])
            for number, one in enumerate(row["documents"])
        ]
        asked = [
            InventedQuestion(question, tuple(_places(numbers)))
            for question, *numbers in row["asked"]
        ]
        yield Folder(name, row["set"], tuple(documents), tuple(asked))


def examples(folders: Iterable[Folder]) -> Iterator[Example]:
    """Ask each question of up to two passages: that answer it, or that are likest to it."""
    for folder in (one for one in folders if one.dataset != APART):
        parts = folder.passages()
        flat = [part for document in parts for part in document]
        index = Lexical([part.shown.text for part in flat])
        for number, asked in enumerate(folder.asked):
            answers = _by_passage(asked, parts)
            likest = (flat[at] for at in index.search(asked.question, _SHOWN))
            shown = answers or dict.fromkeys(likest, ())
            for copy, (part, golds) in enumerate(list(shown.items())[:_SHOWN]):
                one = part.shown
                yield Example(
                    f"{folder.name}-{number}.{copy}", folder.dataset, asked.question, one.text,
                    golds, one.title, one.published, folder.name, heading=one.heading,
                )  # fmt: skip


def _places(numbers: Sequence[int]) -> Iterator[Place]:
    for at in range(0, len(numbers), 3):
        yield Place(*numbers[at : at + 3])


def _by_passage(
    asked: InventedQuestion, parts: Sequence[Sequence[Part]]
) -> dict[Part, tuple[GoldAnswer, ...]]:
    found: dict[Part, tuple[GoldAnswer, ...]] = {}
    for place in asked.places:
        for part in parts[place.document]:
            start, end = place.start - part.start, place.end - part.start
            if start >= 0 and end <= len(part.shown.text):
                gold = GoldAnswer(part.shown.text[start:end], start)
                found[part] = (*found.get(part, ()), gold)
    return found
