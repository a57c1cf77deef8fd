"""Fit the word pieces' vectors of `rag.models.static_embedding` to the packaged model.

Texts like passages and questions are embedded by the model; each word piece's vector starts as
the model's vector of it alone, weighted down where it is frequent (Arora et al. 2017), and all are
fitted so that a text's mean points where the model's vector does. Of the data only the published
sets are used, so that figures over the news corpus are of texts that were not fitted.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from rag.models.bert_input import CLS, SEP
from rag.models.embedding import OnnxEmbedder, titled
from rag.models.embedding_export import exported_model
from rag.models.encoder_graph import INPUT
from rag.models.onnx_graph import HIDDEN_SIZE, open_session
from rag.models.packaged import packaged_tokenizer
from rag.models.static_embedding import TABLE, Table
from rag.training.examples import Example, read_examples

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

TEXTS_FILE = Path("train") / "mix.jsonl.xz"
_QUESTIONS = 30_000
_PASSAGE_WORDS = 110  # of a longer context a window is taken
_TITLED = 0.6  # share of contexts with their title before them, as many passages have
_HELD = 1_500  # contexts and as many questions, for the printed cosines
_FREQUENT = 1e-3  # share of all tokens from which on a word piece counts for less than half
_LONGEST = 254  # word pieces


@dataclass(frozen=True, slots=True)
class Fitting:
    """How the vectors are fitted: passes, texts a step, and the rate, which falls to 0."""

    epochs: int = 3
    texts: int = 256
    rate: float = 2e-3
    seed: int = 0


def build_table(data: Path, out: Path) -> None:
    """Embed the texts, fit, and write the table; prints cosines of texts not fitted."""
    passages, questions = draw_texts(read_examples(data / TEXTS_FILE))
    embedder, tokenizer = OnnxEmbedder(), packaged_tokenizer()
    held = passages[:_HELD] + questions[:_HELD]
    texts = passages[_HELD:] + questions[_HELD:]
    print(f"{len(texts)} texts to fit, {len(held)} held out", flush=True)
    pieces = tokenized(tokenizer, texts)
    start = weighted(alone(tokenizer.get_vocab_size()), pieces)
    fitted = fit(pieces, embedder.embed_passages(texts), start, Fitting())
    expected = embedder.embed_passages(held)
    for name, vectors in (("alone", start), ("fitted", fitted)):
        cosines = (means(vectors, tokenized(tokenizer, held)) * expected).sum(axis=1)
        split = len(passages[:_HELD])
        print(f"{name}: mean cosine of passages {cosines[:split].mean():.3f}, "
              f"of questions {cosines[split:].mean():.3f}", flush=True)  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    save(quantised(fitted), out / TABLE)


def draw_texts(examples: Sequence[Example], seed: int = 1) -> tuple[list[str], list[str]]:
    """Give texts as long as passages, and questions, each in a random order."""
    draw = random.Random(seed)
    titles = {example.context: example.title for example in examples}
    passages = [_passage(context, title, draw) for context, title in titles.items()]
    questions = list(dict.fromkeys(example.question for example in examples))
    draw.shuffle(passages)
    draw.shuffle(questions)
    return passages, questions[:_QUESTIONS]


def _passage(context: str, title: str, draw: random.Random) -> str:
    words = context.split(" ")
    if len(words) > _PASSAGE_WORDS:
        begin = draw.randrange(len(words) - _PASSAGE_WORDS + 1)
        context = " ".join(words[begin : begin + _PASSAGE_WORDS])
    return titled(title, context) if title and draw.random() < _TITLED else context


def tokenized(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ints]:
    """Give the word pieces of each text, as many as the model reads."""
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [np.array(encoding.ids[:_LONGEST], dtype=np.int64) for encoding in encodings]


def alone(vocabulary: int) -> Floats:
    """Embed each word piece by itself: (vocabulary, dimension)."""
    session = open_session(exported_model(), threads=1)
    vectors = np.empty((vocabulary, HIDDEN_SIZE), dtype=np.float32)
    for piece in range(vocabulary):
        pieces = np.array([CLS, piece, SEP], dtype=np.int64)
        (vectors[piece],) = session.run(None, {INPUT: pieces})
    return vectors


def weighted(vectors: Floats, texts: Sequence[Ints]) -> Floats:
    """Scale each word piece's vector by a / (a + its share of all tokens)."""
    counts = np.bincount(np.concatenate(texts), minlength=len(vectors)) + 1.0
    weights = _FREQUENT / (_FREQUENT + counts / counts.sum())
    scaled: Floats = (vectors * weights[:, np.newaxis]).astype(np.float32)
    return scaled


def fit(texts: Sequence[Ints], targets: Floats, start: Floats, fitting: Fitting) -> Floats:
    """Move the vectors so that means point to the targets; by Adam on 1 - cosine."""
    torch.manual_seed(fitting.seed)
    bag = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(start), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(bag.parameters(), lr=fitting.rate)
    wanted = torch.from_numpy(targets)
    chosen = list(_steps(len(texts), fitting))
    for number, rows in enumerate(chosen):
        for group in optimiser.param_groups:
            group["lr"] = fitting.rate * (1 - number / len(chosen))
        pieces, offsets = _flat([texts[row] for row in rows])
        means = functional.normalize(bag(pieces, offsets), dim=1)
        loss = (1 - (means * wanted[rows]).sum(dim=1)).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimiser.step()
    fitted: Floats = bag.weight.detach().numpy()
    return fitted


def means(vectors: Floats, texts: Sequence[Ints]) -> Floats:
    """Give the direction of each text's mean: (texts, dimension), unit rows."""
    summed = np.stack([vectors[pieces].sum(axis=0) for pieces in texts])
    lengths = np.linalg.norm(summed, axis=1, keepdims=True)
    directions: Floats = summed / np.maximum(lengths, np.finfo(np.float32).tiny)
    return directions


def quantised(vectors: Floats) -> Table:
    """Round each row to int8 with a scale of its own."""
    scales = np.abs(vectors).max(axis=1) / 127
    scales[scales == 0] = 1
    rows = np.round(vectors / scales[:, np.newaxis]).astype(np.int8)
    return Table(rows, scales.astype(np.float32))


def save(table: Table, path: Path) -> None:
    """Write what `rag.models.static_embedding.load_table` reads."""
    with path.open("wb") as file:
        np.savez(file, rows=table.rows, scales=table.scales)


def _steps(count: int, fitting: Fitting) -> Iterator[Ints]:
    """Yield each step's rows; every text comes once in an epoch."""
    draw = np.random.default_rng(fitting.seed)
    for _ in range(fitting.epochs):
        order = draw.permutation(count)
        yield from np.array_split(order, max(1, count // fitting.texts))


def _flat(texts: Sequence[Ints]) -> tuple[Tensor, Tensor]:
    """Join texts, and say where each begins."""
    lengths = [len(pieces) for pieces in texts]
    offsets = np.cumsum([0, *lengths[:-1]])
    return torch.from_numpy(np.concatenate(texts)), torch.from_numpy(offsets)
