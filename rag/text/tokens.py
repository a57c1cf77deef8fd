"""Count tokens: the project's own byte-level BPE, or any encoding that tiktoken knows.

tiktoken's public encodings are downloaded at first use; a library that must work without
a network cannot lean on them. `rag_en_32k` is therefore built from ranks shipped with the
package (`rag/data/README.md` says how they were made; `rag.training.token_ranks` makes them). This
module counts for budgets only: models read text through their own tokenizers.
"""

import base64
import binascii
import functools
import hashlib
from importlib import resources

import tiktoken

from rag.errors import ModelError

DEFAULT_ENCODING = "rag_en_32k"
RANKS_SHA256 = "b401768b9d29971838fedf445c5ca2c1180f86e1a87a509e962c1874a3d644ea"
# By its folder: the package index knows another project by the name of this one.
RESTORE = "git restore rag/data && pip install --force-reinstall --no-deps --editable ."

# Where a text may be cut before merging; every character belongs to exactly one branch, so
# nothing is ever dropped. No look-around: the whole pattern runs as one automaton, in time
# linear in the text.
SPLIT_PATTERN = "|".join(
    (
        r" ?[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?",  # a word with the space before it: " don't"
        r" ?\p{N}{1,4}",  # a number by four digits, so that a year is one piece
        r" ?[^\s\p{L}\p{M}\p{N}]+",  # a run of punctuation and symbols
        r"[\r\n]+",
        r"[^\S\r\n]+",
    )
)


def load_encoding(name: str | None = None) -> tiktoken.Encoding:
    """Return the encoding of that name, by default the packaged `rag_en_32k`.

    Raises `ModelError` when the name is unknown, when tiktoken cannot fetch the file of one
    of its own encodings, or when the packaged ranks are not the ones that were released.
    """
    return _load(name or DEFAULT_ENCODING)


def is_common_word(word: str) -> bool:
    """Say whether a word within a text is one token of the packaged encoding: "the", "release"."""
    return len(load_encoding().encode_ordinary(f" {word}")) == 1


@functools.cache
def _load(name: str) -> tiktoken.Encoding:
    return _packaged() if name == DEFAULT_ENCODING else _public(name)


def _packaged() -> tiktoken.Encoding:
    data = resources.files("rag").joinpath("data", f"{DEFAULT_ENCODING}.tiktoken").read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != RANKS_SHA256:
        raise ModelError(
            f"the packaged token ranks are damaged: SHA-256 {found[:12]}…, expected"
            f" {RANKS_SHA256[:12]}…; run in the project's folder: {RESTORE}"
        )
    return build_encoding(DEFAULT_ENCODING, read_ranks(data))


def build_encoding(name: str, ranks: dict[bytes, int]) -> tiktoken.Encoding:
    """Build an encoding over `ranks` with this project's split pattern and no special tokens."""
    return tiktoken.Encoding(name, pat_str=SPLIT_PATTERN, mergeable_ranks=ranks, special_tokens={})


def read_ranks(data: bytes) -> dict[bytes, int]:
    """Parse tiktoken's own format: one token a line, in base64, a space, its rank."""
    fields = data.split()
    return dict(zip(map(binascii.a2b_base64, fields[::2]), map(int, fields[1::2]), strict=True))


def write_ranks(ranks: dict[bytes, int]) -> bytes:
    """Write `ranks` so that `read_ranks` reads them back, lowest rank first."""
    ordered = sorted(ranks.items(), key=lambda item: item[1])
    return b"".join(b"%s %d\n" % (base64.b64encode(token), rank) for token, rank in ordered)


def _public(name: str) -> tiktoken.Encoding:
    known = tiktoken.list_encoding_names()
    if name not in known:
        choices = ", ".join([DEFAULT_ENCODING, *sorted(known)])
        raise ModelError(f"unknown token encoding {name!r}; choose one of: {choices}")
    try:
        return tiktoken.get_encoding(name)
    except (OSError, ValueError) as error:  # requests' errors are OSErrors
        raise ModelError(
            f"token encoding {name!r} is not on this machine and could not be fetched"
            f" ({type(error).__name__}); set TIKTOKEN_CACHE_DIR to a folder that holds its file,"
            f" run once with a network, or use {DEFAULT_ENCODING!r}, which needs neither"
        ) from error
