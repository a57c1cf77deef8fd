"""Read the questions written for this project about texts that are not part of it.

`written.jsonl.xz` beside this module holds questions with the offsets of their answers, and of the
texts only where they stand in the data folder and a hash. One context a line:

    {"set": "written_news", "document": ID, "start": 0, "end": 912, "sha256": HASH, "asked": [...]}
    {"set": "written_paragraphs", "row": "squad_du_test/ID", "sha256": HASH, "asked": [...]}

`asked` holds `[question, start, end, ...]`, offsets into the context of each place that answers,
or `[question]` when the context does not answer. There are six sets: questions as people type
them about passages of news (`written_news`) and about whole articles (`written_articles`: where no
answer is given, no passage of the article has one), questions that name what they are about, to be
asked of all articles at once (`written_reports`), and questions on paragraphs of encyclopaedias,
half of them without an answer (`written_paragraphs`; after SQuAD 2.0, Rajpurkar et al. 2018), the
later ones in whole sentences, many without an answer twins of one that has (`written_contrasts`,
`written_entries`).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rag.errors import InputError
from rag.training import invented
from rag.training.examples import Example, GoldAnswer, read_lines
from rag.training.near_misses import Mined, Shown, key, may_answer

FILE = Path(__file__).with_name("written.jsonl.xz")
NEWS, ARTICLES, PARAGRAPHS = "written_news", "written_articles", "written_paragraphs"
CONTRASTS, REPORTS, ENTRIES = "written_contrasts", "written_reports", "written_entries"
SETS = (NEWS, ARTICLES, PARAGRAPHS, CONTRASTS, REPORTS, ENTRIES)
# Where no answer is given, no passage of the article or folder has one.
_WHOLE = (ARTICLES, *invented.SETS)


def read_written(path: Path, corpus: Path, rows: Sequence[Example]) -> list[Example]:
    """Read the questions on the articles of a corpus file and on the contexts of `rows`.

    Those about texts that are not there are left out. Raises `InputError` when a text is not the
    one that was asked about.
    """
    by_key = {key(row): row for row in rows}
    articles = {str(row["id"]): row for row in read_lines(corpus)} if corpus.exists() else {}
    owns = ((line, _own(line, articles, by_key)) for line in read_lines(path))
    return [example for line, own in owns if own for example in _asked(line, own)]


def siblings(examples: Sequence[Example], articles: Mapping[str, Sequence[Shown]]) -> Mined:
    """Take the other passages of a question's article or folder that do not hold its answer.

    A question without an answer in its passage has them only where none of them answers.
    """
    numbers: dict[Shown, int] = {}
    of: dict[str, tuple[int, ...]] = {}
    answering = {(e.group, e.question, e.context) for e in examples if e.answers}
    for example in examples:
        if example.source in _WHOLE or (example.source in (NEWS, REPORTS) and example.answers):
            others = [
                one for one in articles.get(example.group, ())
                if (example.group, example.question, one.text) not in answering
                and not may_answer(one.text, example)
            ]  # fmt: skip
            of[key(example)] = tuple(numbers.setdefault(one, len(numbers)) for one in others)
    return Mined(tuple(numbers), of)


def _own(
    line: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]], rows: Mapping[str, Example]
) -> Example | None:
    """Give the line's context as an example that asks nothing yet; None when it is not there."""
    name = line.get("row") or line["document"]
    if "row" in line and name in rows:
        row = rows[name]
        own = Example(name, line["set"], "", row.context, (), row.title, None, row.group)
    elif "document" in line and name in articles:
        article, span = articles[name], slice(line["start"], line["end"])
        day = date.fromisoformat(article["date"][:10]) if article.get("date") else None
        number = f"{name}-{line['start']}"
        text = article["text"][span]
        own = Example(number, line["set"], "", text, (), article["title"], day, name)
    else:
        return None
    if hashlib.sha256(own.context.encode()).hexdigest()[:16] != line["sha256"]:
        raise InputError(f"{name} is not the text that questions were written about")
    return own


def _asked(line: Mapping[str, Any], own: Example) -> Iterator[Example]:
    for number, (question, *offsets) in enumerate(line["asked"]):
        places = zip(offsets[::2], offsets[1::2], strict=True)
        answers = tuple(GoldAnswer(own.context[start:end], start) for start, end in places)
        yield Example(
            f"{own.id}-{number}", own.dataset, question, own.context, answers, own.title,
            own.published, own.group,
        )  # fmt: skip
