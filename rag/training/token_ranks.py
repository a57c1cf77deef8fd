"""Train the ranks of the project's token encoding.

    python -m rag.training.token_ranks CORPUS... --out FILE

A corpus is a folder or file of plain text (.txt, .md), or JSON lines (.jsonl, .jsonl.xz)
whose records carry their text under "text" or "context". Equal texts count once. The result
depends on the set of texts and the vocabulary size only: byte-pair training breaks ties by
token number, and word counts do not depend on the order of reading.
"""

import argparse
import hashlib
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rag.text.tokens import SPLIT_PATTERN, write_ranks

VOCABULARY = 32_768
LONGEST_TOKEN = 24  # characters; keeps rulers such as "-----" from filling the vocabulary
TEXT_FIELDS = ("text", "context")


def read_corpus(path: Path) -> Iterator[str]:
    """Yield the texts of a corpus file, or of every such file in a folder, by sorted path."""
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            if child.is_file():
                yield from read_corpus(child)
    elif path.name.endswith((".jsonl", ".jsonl.xz")):
        yield from _json_texts(path)
    elif path.suffix in {".txt", ".md"}:
        yield path.read_text(encoding="utf-8")


def _json_texts(path: Path) -> Iterator[str]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield from (record[field] for field in TEXT_FIELDS if field in record)


def distinct(texts: Iterable[str]) -> Iterator[str]:
    """Yield each text once, in the order of its first occurrence."""
    seen: set[bytes] = set()
    for text in texts:
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        if key not in seen:
            seen.add(key)
            yield text


def train_ranks(texts: Iterable[str], *, vocabulary: int = VOCABULARY) -> dict[bytes, int]:
    """Train byte-level BPE; ranks 0..255 are the single bytes, then merges by frequency."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    split = pre_tokenizers.Split(Regex(SPLIT_PATTERN), behavior="isolated")
    as_bytes = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, as_bytes])
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        min_frequency=2,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        max_token_length=LONGEST_TOKEN,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return ranks_of(tokenizer.get_vocab())


def ranks_of(vocabulary: dict[str, int]) -> dict[bytes, int]:
    """Turn a byte-level vocabulary into ranks over bytes, keeping the order of the merges."""
    value = _byte_values()
    ordered = sorted(vocabulary, key=lambda token: (len(token) > 1, vocabulary[token]))
    return {bytes(map(value.__getitem__, token)): rank for rank, token in enumerate(ordered)}


def _byte_values() -> dict[str, int]:
    """Map each letter of the byte-level alphabet to its byte.

    Bytes that are visible in Latin-1 stand for themselves; the others, in order, are the
    characters from U+0100 on.
    """
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in set(visible)]
    letters = {chr(byte): byte for byte in visible}
    return letters | {chr(0x100 + index): byte for index, byte in enumerate(hidden)}


def main(arguments: list[str] | None = None) -> int:
    """Train on the given corpora, write the ranks and print their SHA-256."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--vocabulary", type=int, default=VOCABULARY)
    options = parser.parse_args(arguments)
    texts = (text for path in options.corpus for text in read_corpus(path))
    data = write_ranks(train_ranks(distinct(texts), vocabulary=options.vocabulary))
    options.out.write_bytes(data)
    print(f"{hashlib.sha256(data).hexdigest()}  {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
