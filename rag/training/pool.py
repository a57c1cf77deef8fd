"""Keep training examples tokenised in memory and draw input rows from them.

Each draw varies the row: which gold answer, how the question is typed, whether the title
stands before the passage, which window of a long context is shown, and what surrounds a short
one. Knows tokens and chance; knows nothing of the network.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from tokenizers import Tokenizer

from rag.models.bert_input import Int32, Tokens, tokenize
from rag.reading.inputs import (
    MAX_LENGTH,
    MAX_PREFIX,
    MAX_QUESTION,
    InputRow,
    assemble,
    prefix_text,
    room,
)
from rag.reading.verbalising import ADDED
from rag.training.augment import rewrite
from rag.training.examples import Example
from rag.training.near_misses import NOTHING_MINED, Mined, Shown, key
from rag.training.near_misses import own as own_passage
from rag.training.perturb import unanswerable
from rag.training.tabular import has_table, shown_tokens

_SENTENCE_ENDS = (1012, 1029, 999)  # . ? ! of the published BERT vocabulary
_SHORT = 64  # tokens; contexts under it are single sentences and are shown among others


@dataclass(frozen=True, slots=True)
class Item:
    """One example: its question, the index of its passage, and token spans in it."""

    question: str
    question_tokens: int
    source: str
    passage: int
    spans: tuple[tuple[int, int], ...]
    near: tuple[int, ...] = ()  # passages like its own that do not answer it
    found: tuple[int, ...] = ()  # passages like its own, whether or not they answer it
    judged: bool = True  # whether anybody says that the spans are right, or that none is
    name: str = ""  # of its example
    times: float = 1.0  # how often it is asked, beside others of its source

    def others(self, mixing: "Mixing") -> tuple[int, ...]:
        """Give the passages that may be shown beside its own, or instead of it."""
        return self.found if mixing.unjudged and self.found else self.near


@dataclass(frozen=True, slots=True)
class Mixing:
    """How rows are drawn: passes an epoch by source, and the shares of the variations."""

    passes: Mapping[str, float]  # by `source` or, before it, by `dataset`; absent means 1
    near_misses: float = 0.0  # share of answerable questions shown a mined passage instead
    perturbed: float = 0.0  # share of answerable questions changed so that no answer remains
    titles: float = 0.65  # share of rows with the title and date before the passage
    # By source, the share of questions shown with some of their near misses in one list.
    listed: Mapping[str, float] = field(default_factory=dict)
    beside: int = 3  # how many, in a list, beside the question's own passage
    lost: float = 0.0  # share of lists without that passage, as when search did not find it
    retyped: bool = True  # questions are changed as users type them
    weighed: bool = False  # easy questions come seldom: see `rag.training.difficulty`
    unjudged: bool = False  # near misses are all that search found: a teacher says which answer


@dataclass(frozen=True, slots=True)
class Draw:
    """A question that is planned: its item, the passage tokens to show, and the title or not."""

    item: int
    limit: int
    titled: bool
    beside: int = 0  # near misses shown in rows of their own, in one list with its passage


@dataclass(frozen=True, slots=True)
class Row:
    """A drawn input row with its gold span; both ends 0 ([CLS]) when there is no answer."""

    features: InputRow
    start: int
    end: int
    certain: bool = True  # people said so; False of near misses and changed questions


@dataclass(slots=True)
class Pool:
    """Tokenised passages and the items that ask of them."""

    tokenizer: Tokenizer
    texts: list[str]  # the passages' texts, for questions that are perturbed
    passages: list[Tokens]
    prefixes: list[Int32]  # the first one is empty
    prefix_of: list[int]  # by passage
    items: list[Item] = field(default_factory=list)
    short: dict[str, list[int]] = field(default_factory=dict)  # short passages by source

    def add(self, item: Item) -> None:
        """Add an item that asks of one of the passages."""
        self.items.append(item)
        if len(self.passages[item.passage]) < _SHORT:
            self.short.setdefault(item.source, []).append(item.passage)

    def draw_list(self, planned: Draw, mixing: Mixing, rng: random.Random) -> list[Row]:
        """Draw a planned question's rows: its own passage's, then the near misses' beside it."""
        if not planned.beside:
            return [self.draw(planned, mixing, rng)]
        item = self.items[planned.item]
        ids = self._question_ids(rewrite(item.question, rng))
        near = rng.sample(item.others(mixing), planned.beside)
        span = rng.choice(item.spans) if item.spans else None
        own = [] if rng.random() < mixing.lost else [(item.passage, span)]
        return [
            *(
                self._row(ids, passage, gold, planned, rng, certain=item.judged)
                for passage, gold in own
            ),
            *(self._row(ids, passage, None, planned, rng, certain=False) for passage in near),
        ]

    def draw(self, planned: Draw, mixing: Mixing, rng: random.Random) -> Row:
        """Draw a planned row, of at most about its limit of passage tokens."""
        item, limit = self.items[planned.item], planned.limit
        question, spans, passage, certain = item.question, item.spans, item.passage, item.judged
        chance = rng.random()
        if spans and chance < mixing.near_misses and (near := item.others(mixing)):
            spans, passage, certain = (), rng.choice(near), False
            limit = min(limit, max(_SHORT, len(self.passages[item.passage])))
        elif spans and mixing.near_misses <= chance < mixing.near_misses + mixing.perturbed:
            changed = unanswerable(question, self.texts[passage], rng)
            if changed is not None:
                question, spans, certain = changed, (), False
        ids = self._question_ids(rewrite(question, rng) if mixing.retyped else question)
        span = rng.choice(spans) if spans else None
        shown = replace(planned, limit=limit)
        among = self._is_short(item)
        return self._row(ids, passage, span, shown, rng, among=among, certain=certain)

    def _row(
        self,
        ids: Int32,
        passage: int,
        span: tuple[int, int] | None,
        planned: Draw,
        rng: random.Random,
        *,
        among: bool = False,
        certain: bool = True,
    ) -> Row:
        """Show a passage to a question; a short one `among` others of its source."""
        prefix = self.prefixes[self.prefix_of[passage] if planned.titled else 0]
        tokens = self.passages[passage].ids
        limit = min(planned.limit, room(len(ids), len(prefix)))
        if among and len(tokens) < _SHORT:
            source = self.items[planned.item].source
            tokens, span = self._embed(source, tokens, span, limit, rng)
        tokens, span = _window(tokens, span, limit, rng)
        features = assemble(ids, prefix, tokens)
        if span is None:
            return Row(features, 0, 0, certain)
        return Row(features, features.passage + span[0], features.passage + span[1], certain)

    def length(self, planned: Draw) -> int:
        """Estimate the tokens of a planned question's rows, for grouping rows of like length."""
        item = self.items[planned.item]
        own = len(self.passages[item.passage])
        if planned.beside:
            own = max(own, *(len(self.passages[near]) for near in item.near + item.found))
        among = self._is_short(item) and not planned.beside
        shown = planned.limit if among else min(planned.limit, own)
        prefix = len(self.prefixes[self.prefix_of[item.passage] if planned.titled else 0])
        around = 3 + min(item.question_tokens, MAX_QUESTION) + min(prefix, MAX_PREFIX)
        return min(around + shown, MAX_LENGTH)

    def _is_short(self, item: Item) -> bool:
        return len(self.passages[item.passage]) < _SHORT and item.source in self.short

    def _question_ids(self, question: str) -> Int32:
        encoded = self.tokenizer.encode(question, add_special_tokens=False)
        return np.array(encoded.ids, dtype=np.int32)

    def _embed(
        self,
        source: str,
        tokens: Int32,
        span: tuple[int, int] | None,
        limit: int,
        rng: random.Random,
    ) -> tuple[Int32, tuple[int, int] | None]:
        """Put other sentences of the same source before and after a short passage."""
        others = self.short[source]
        before: list[Int32] = []
        after: list[Int32] = []
        length = len(tokens)
        while length + len(other := self.passages[rng.choice(others)].ids) <= limit:
            length += len(other)
            (before if rng.random() < 0.5 else after).append(other)
        shift = sum(map(len, before))
        joined = np.concatenate([*before, tokens, *after])
        return joined, (span[0] + shift, span[1] + shift) if span else None


def _window(
    tokens: Int32, span: tuple[int, int] | None, limit: int, rng: random.Random
) -> tuple[Int32, tuple[int, int] | None]:
    """Cut a long passage to `limit` tokens from a sentence's start on, keeping the span."""
    if len(tokens) <= limit:
        return tokens, span
    starts = [0, *(int(i) + 1 for i in np.flatnonzero(np.isin(tokens, _SENTENCE_ENDS)))]
    if span is None:
        begin = rng.choice([s for s in starts if len(tokens) - s >= 0.8 * limit] or [0])
        return tokens[begin : begin + limit], None
    fitting = [s for s in starts if s <= span[0] and span[1] < s + limit]
    fitting = [s for s in fitting if len(tokens) - s >= 0.8 * limit] or fitting
    begin = rng.choice(fitting) if fitting else max(0, span[0] - limit // 4)
    end = min(span[1], begin + limit - 1)
    return tokens[begin : begin + limit], (span[0] - begin, end - begin)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A passage, and the question that its tables are put into words for."""

    shown: Shown
    question: str = ""


def _tokens(tokenizer: Tokenizer, passages: Sequence[_Asked]) -> list[Tokens]:
    """Tokenise the passages' texts as they are shown."""
    asked = [(one.shown.text, one.question) for one in passages]
    return shown_tokens(tokenizer, asked, room(MAX_QUESTION // 2, MAX_PREFIX // 2))


def _prefix(shown: Shown) -> str:
    return prefix_text(shown.title, shown.published, shown.heading)


def _stands(passage: Tokens, span: tuple[int, int]) -> bool:
    """Say whether all tokens of a span are the passage's own; others part cells and lines."""
    return bool((passage.starts[span[0] : span[1] + 1] != ADDED).all())


def build_pool(
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    mined: Mined = NOTHING_MINED,
    found: Mined = NOTHING_MINED,
    times: Mapping[str, float] = MappingProxyType({}),
) -> Pool:
    """Tokenise every distinct context and title once; drop answers that no token touches.

    `mined` are near misses, `found` are passages that may answer; `times` says by an example's name
    how often it is asked. A context with tables is shown to each of its own questions in words for
    that question, else in words for none.
    """
    tables = {text for text in {e.context for e in examples} if has_table(text)}
    own = [_Asked(own_passage(e), e.question if e.context in tables else "") for e in examples]
    others = [_Asked(one) for one in (*mined.passages, *found.passages)]
    shown = list(dict.fromkeys([*own, *others]))
    index = {one: i for i, one in enumerate(shown)}
    heads = [_prefix(one.shown) for one in shown]
    written = list(dict.fromkeys(["", *heads]))
    prefix_at = {text: i for i, text in enumerate(written)}
    pool = Pool(
        tokenizer,
        texts=[one.shown.text for one in shown],
        passages=_tokens(tokenizer, shown),
        prefixes=[tokens.ids for tokens in tokenize(tokenizer, written)],
        prefix_of=[prefix_at[head] for head in heads],
    )
    mined_at = [index[_Asked(one)] for one in mined.passages]
    found_at = [index[_Asked(one)] for one in found.passages]
    questions = tokenize(tokenizer, [example.question for example in examples])
    for example, question, one in zip(examples, questions, own, strict=True):
        passage = pool.passages[index[one]]
        touched = [passage.span_of(a.start, a.start + len(a.text)) for a in example.answers]
        spans = tuple(span for span in touched if span and _stands(passage, span))
        if spans or not example.answers:
            name = key(example)
            item = Item(
                example.question, len(question), example.dataset, index[one], spans,
                near=tuple(mined_at[i] for i in mined.of.get(name, ())),
                found=tuple(found_at[i] for i in found.of.get(name, ())),
                judged=example.judged, name=name, times=times.get(name, 1.0),
            )  # fmt: skip
            pool.add(item)
    return pool
