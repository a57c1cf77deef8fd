"""Ranks of the token encoding: the same from the same texts, in whatever order."""

from pathlib import Path

from rag.text.tokens import build_encoding, read_ranks
from rag.training import token_ranks


def test_training_is_repeatable_and_does_not_depend_on_order() -> None:
    texts = [
        "low lower lowest",
        "new newer newest",
        "wide wider widest low low",
        "low lower lowest",
    ]
    ranks = token_ranks.train_ranks(token_ranks.distinct(texts), vocabulary=300)
    again = token_ranks.train_ranks(token_ranks.distinct(reversed(texts)), vocabulary=300)
    assert ranks == again
    assert [token for token, rank in ranks.items() if rank < 256] == [
        bytes([byte]) for byte in [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    ] + [bytes([byte]) for byte in [*range(0x21), *range(0x7F, 0xA1), 0xAD]]
    encoding = build_encoding("tiny", ranks)
    assert encoding.decode(encoding.encode_ordinary("lowest 漢字")) == "lowest 漢字"


def test_the_corpus_reader_takes_json_lines_and_plain_text(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"text": "one"}\n{"context": "two"}\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("zero", encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"\x00")
    assert list(token_ranks.read_corpus(tmp_path)) == ["zero", "one", "two"]
    assert (
        token_ranks.main([str(tmp_path), "--out", str(tmp_path / "r"), "--vocabulary", "260"]) == 0
    )
    assert len(read_ranks((tmp_path / "r").read_bytes())) == 256
