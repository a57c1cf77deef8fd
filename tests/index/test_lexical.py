"""tantivy against the textbook's BM25, and the mirror against the truth."""

import contextlib
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
from stored_texts import document, put

from rag.index.lexical import LexicalIndex
from rag.index.store import Keys, Store

# Words that neither stemming nor folding changes, so that the formula needs no analysis.
WORDS = ["kumo", "brul", "zark", "dolf", "mint", "gora", "plix", "tund", "wex", "jop"]
K1, B = 1.2, 0.75


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Sixty passages of 1 to 38 words each, rarer words later in the list."""
    drawn = random.Random(3)
    weights = [1 / (1 + n) for n in range(len(WORDS))]
    lines = [" ".join(drawn.choices(WORDS, weights, k=drawn.randint(1, 38))) for _ in range(60)]
    made = Store(tmp_path / "rag.sqlite")
    with made.commit() as writing:
        for n in range(0, 60, 5):
            put(writing, document(f"{n}", "\n".join(lines[n : n + 5]), title=WORDS[n % 10]))
    return made


@pytest.fixture
def index(tmp_path: Path, store: Store) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "lexical")
    made.catch_up(store)
    made.save()
    return made


def index_of(tmp_path: Path, *texts: str) -> LexicalIndex:
    """Index single-passage documents; their keys are 1, 2, ..."""
    store = Store(tmp_path / "few.sqlite")
    with store.commit() as writing:
        for n, text in enumerate(texts):
            put(writing, document(f"{n:03}", text))
    made = LexicalIndex(tmp_path / "few")
    made.catch_up(store)
    return made


def test_accents_and_unseen_hyphens_divide_no_word(tmp_path: Path) -> None:
    index = index_of(tmp_path, "Mu\u0308ller sells soft\u00adware.", "nothing else")
    assert index.search("M\u00fcller", 5) == index.search("Mu\u0308ller", 5) != []
    assert index.search("software", 5) == index.search("soft\u00adware", 5) != []


def textbook(store: Store, query: str) -> list[tuple[int, float]]:
    """Score by Robertson and Zaragoza (2009), over title and passage: best first, ties by key."""
    bags = {
        key: Counter(f"{title} {headings} {text}".split())
        for key, title, headings, text in store.texts(store.keys())
    }
    average = sum(bag.total() for bag in bags.values()) / len(bags)
    scores = dict.fromkeys(bags, 0.0)
    for word in set(query.split()):
        holding = sum(word in bag for bag in bags.values())
        idf = math.log(1 + (len(bags) - holding + 0.5) / (holding + 0.5))
        for key, bag in bags.items():
            norm = K1 * (1 - B + B * bag.total() / average)
            scores[key] += idf * bag[word] * (K1 + 1) / (bag[word] + norm)
    found = [(key, score) for key, score in scores.items() if score]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def assert_textbook(index: LexicalIndex, store: Store) -> None:
    for query in ("kumo", "jop", "wex tund", "plix gora kumo", "jop jop mint", "absent dolf"):
        found, expected = index.search(query, 1000), textbook(store, query)
        assert {key for key, _ in found} == {key for key, _ in expected}
        scores = dict(expected)
        for key, score in found:
            assert score == pytest.approx(scores[key], rel=1e-4)
        order = [round(scores[key], 4) for key, _ in found]
        assert order == sorted(order, reverse=True)


def test_scores_and_order_are_the_textbook_formula_s(index: LexicalIndex, store: Store) -> None:
    assert_textbook(index, store)


def test_the_limit_keeps_the_best(index: LexicalIndex, store: Store) -> None:
    every = index.search("plix gora kumo", 1000)
    assert index.search("plix gora kumo", 7) == every[:7]
    assert index.search("plix", 0) == []


def test_scores_after_removals_are_those_of_what_is_left(
    index: LexicalIndex, store: Store, tmp_path: Path
) -> None:
    with store.commit() as writing:
        writing.remove(["0", "20", "25", "55"])
    index.catch_up(store)
    assert len(index) == 40
    assert_textbook(index, store)


def test_scores_after_additions_in_several_rounds_are_those_of_the_whole(
    index: LexicalIndex, store: Store
) -> None:
    for n in range(3):
        with store.commit() as writing:
            put(writing, document(f"more {n}", f"jop wex {WORDS[n]}\nkumo tund plix", title="gora"))
        index.catch_up(store)
    assert len(index) == 66
    assert_textbook(index, store)


@pytest.mark.parametrize("allowed", [[], [7], list(range(1, 60, 2)), [5, 100_000]])
def test_a_filter_keeps_to_its_keys_and_changes_no_score(
    index: LexicalIndex, allowed: list[int]
) -> None:
    expected = [pair for pair in index.search("kumo brul", 1000) if pair[0] in allowed]
    found = index.search("kumo brul", 1000, only=np.array(allowed, dtype=np.int64))
    assert [key for key, _ in found] == [key for key, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected])


def test_equal_scores_rank_by_key_also_at_the_limit(tmp_path: Path) -> None:
    index = index_of(tmp_path, *["kumo brul"] * 40)
    assert [key for key, _ in index.search("kumo", 5)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("CAFE", "the café was open"),
        ("Café", "a CAFE by the sea"),
        ("release", "it was released in May"),
        ("running", "they run and run"),
        ("naïve façades", "a naive façade"),
        ("Straße", "the strasse is long"),
        ("don't", "he said: don’t"),
        ("covid-19", "of COVID 19"),
    ],
)
def test_words_match_whatever_their_case_accents_and_endings(
    tmp_path: Path, query: str, text: str
) -> None:
    index = index_of(tmp_path, "something else entirely", text)
    assert [key for key, _ in index.search(query, 5)] == [2]


def test_the_title_is_searched_with_each_passage(tmp_path: Path) -> None:
    store = Store(tmp_path / "rag.sqlite")
    with store.commit() as writing:
        put(writing, document("a", "one line\nanother line", title="Harbour bridge"))
        put(writing, document("b", "a line", title="Else"))
    index = LexicalIndex(tmp_path / "lexical")
    index.catch_up(store)
    assert [key for key, _ in index.search("bridge", 5)] == [1, 2]


def test_function_words_are_left_out_unless_there_is_nothing_else(tmp_path: Path) -> None:
    index = index_of(tmp_path, "to be or not to be", "the bridge is open", "it is")
    assert index.words("Is the bridge open?") == ["bridg", "open"]
    assert [key for key, _ in index.search("Is the bridge open?", 5)] == [2]
    assert index.words("to be or not to be") == ["be", "not", "or", "to"]
    assert [key for key, _ in index.search("to be or not to be", 5)] == [1]


@pytest.mark.parametrize(
    "hostile",
    [
        '"kumo',
        "kumo AND (",
        "+kumo -brul",
        "words:kumo",
        "passage:[1 TO 5] kumo",
        "kumo~2 kumo^3",
        "*kumo*",
        "kumo\\",
        "kumo\0brul",
        "'; DROP TABLE passage; -- kumo",
        "kumo " * 400,
        "kumo " + "x" * 2000,
    ],
)
def test_a_query_is_words_only_whatever_its_signs(tmp_path: Path, hostile: str) -> None:
    index = index_of(tmp_path, "kumo", "brul")
    assert 1 in [key for key, _ in index.search(hostile, 5)]


@pytest.mark.parametrize("empty", ["", "?!", '"" +-:^~* ()[]{}', "😀", " \t\n"])
def test_a_query_without_words_finds_nothing(index: LexicalIndex, empty: str) -> None:
    assert index.search(empty, 5) == []


def test_removed_passages_are_found_no_more_and_edited_ones_by_their_new_words(
    index: LexicalIndex, store: Store
) -> None:
    with store.commit() as writing:
        writing.remove(["0"])
        put(writing, document("5", "entirely new", title="heading"))
    index.catch_up(store)
    assert {key for key, _ in index.search(" ".join(WORDS), 1000)} == set(range(11, 61))
    assert [key for key, _ in index.search("entirely", 5)] == [61]
    assert len(index) == 51


@pytest.mark.parametrize("other_truth", [False, True])
def test_a_search_while_the_index_is_rebuilt_finds_what_was_there_before(
    index: LexicalIndex, store: Store, tmp_path: Path, other_truth: bool
) -> None:
    before, state = index.search("plix kumo", 1000), index.state
    during = []

    class Watched(Store):
        def texts(self, keys: Keys) -> Iterator[tuple[int, str, str]]:
            during.append((index.search("plix kumo", 1000), index.state))
            return super().texts(keys)

    truth = Watched(tmp_path / ("other.sqlite" if other_truth else "rag.sqlite"))
    with truth.commit() as writing:
        writing.remove([] if other_truth else ["0"])
        put(writing, document("new", "quorn"))
    index.catch_up(truth)
    assert during == [(before, state)]
    assert len(index.search("quorn", 5)) == 1
    assert len(index) == (1 if other_truth else 56)


def test_a_reopened_index_is_the_same_and_catches_up(
    index: LexicalIndex, store: Store, tmp_path: Path
) -> None:
    reopened = LexicalIndex(tmp_path / "lexical")
    assert (reopened.revision, len(reopened)) == (1, 60)
    assert reopened.search("plix kumo", 20) == index.search("plix kumo", 20)
    with store.commit() as writing:
        put(writing, document("new", "quorn"))
    reopened.catch_up(store)
    assert [key for key, _ in reopened.search("quorn", 5)] == [61]


def test_what_another_instance_has_written_is_taken_over(
    index: LexicalIndex, store: Store, tmp_path: Path
) -> None:
    other = LexicalIndex(tmp_path / "lexical")
    with store.commit() as writing:
        writing.remove(["0"])
        put(writing, document("new", "quorn"))
    other.catch_up(store)
    other.save()
    index.catch_up(store)
    assert [key for key, _ in index.search("quorn", 5)] == [61]
    assert len(index) == len(other) == 56


def test_a_mirror_cut_off_before_its_record_catches_up_to_the_same(
    index: LexicalIndex, store: Store, tmp_path: Path
) -> None:
    with store.commit() as writing:
        put(writing, document("5", "quorn"))
    index.catch_up(store)  # tantivy has committed, the record is of before
    reopened = LexicalIndex(tmp_path / "lexical")
    reopened.catch_up(store)
    reopened.save()
    assert (reopened.revision, len(reopened)) == (2, 56)
    assert [key for key, _ in reopened.search("quorn", 5)] == [61]


def test_a_lock_file_put_back_while_the_folder_is_emptied_does_no_harm(
    index: LexicalIndex, store: Store, tmp_path: Path
) -> None:
    """Tantivy puts it there when a reader, of any process, notices that its files changed."""
    lock = tmp_path / "lexical" / ".tantivy-meta.lock"
    done = Event()

    def notice() -> None:
        while not done.is_set():
            with contextlib.suppress(FileNotFoundError):
                lock.touch()

    reader = Thread(target=notice)
    reader.start()
    try:
        for name in map(str, range(10)):
            with store.commit() as writing:
                writing.remove([name])
            index.catch_up(store)  # emptied and filled again
            assert_textbook(index, store)
    finally:
        done.set()
        reader.join()


def test_an_instance_opened_while_another_makes_the_index_destroys_nothing(
    store: Store, tmp_path: Path
) -> None:
    """The second finds a folder without a record yet: another process is just filling it."""
    first = LexicalIndex(tmp_path / "lexical")
    first.catch_up(store)
    second = LexicalIndex(tmp_path / "lexical")
    first.save()
    second.catch_up(store)
    assert len(second) == 60
    second.save()
    assert len(LexicalIndex(tmp_path / "lexical")) == 60


def test_a_mirror_that_holds_less_than_its_record_says_is_built_anew(
    index: LexicalIndex, store: Store, tmp_path: Path
) -> None:
    record = tmp_path / "lexical" / "mirror.json"
    said = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**said, "size": 61}), encoding="utf-8")
    reopened = LexicalIndex(tmp_path / "lexical")
    assert reopened.revision == 0
    reopened.catch_up(store)
    assert_textbook(reopened, store)


@pytest.mark.parametrize("pattern", ["meta.json", "*.idx", "*.term", "*.fast", "mirror.json"])
def test_a_truncated_file_is_built_anew(
    index: LexicalIndex, store: Store, tmp_path: Path, pattern: str
) -> None:
    for file in (tmp_path / "lexical").glob(pattern):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    reopened = LexicalIndex(tmp_path / "lexical")
    reopened.catch_up(store)
    assert_textbook(reopened, store)


@pytest.mark.parametrize(
    "record", ["", "[]", "{}", '{"version": 1}', '{"version": 1, "revision": "x", "size": 60}']
)
def test_a_record_that_says_nothing_usable_means_a_rebuild(
    index: LexicalIndex, store: Store, tmp_path: Path, record: str
) -> None:
    (tmp_path / "lexical" / "mirror.json").write_text(record, encoding="utf-8")
    reopened = LexicalIndex(tmp_path / "lexical")
    reopened.catch_up(store)
    assert_textbook(reopened, store)


def test_a_mirror_ahead_of_the_truth_is_built_anew(
    index: LexicalIndex, store: Store, tmp_path: Path
) -> None:
    for n in range(3):
        with store.commit() as writing:
            put(writing, document(f"more {n}", "old kumo"))
    index.catch_up(store)
    index.save()
    other = Store(tmp_path / "other.sqlite")
    with other.commit() as writing:
        put(writing, document("a", "kumo brul\nzark"))
    reopened = LexicalIndex(tmp_path / "lexical")
    reopened.catch_up(other)
    assert (reopened.revision, len(reopened)) == (1, 2)
    assert_textbook(reopened, other)


def test_passages_near_a_word_have_a_term_one_error_away(tmp_path: Path) -> None:
    index = index_of(tmp_path, "the caretaker", "a caretaker of lamps", "two careers", "lamps")
    for word in ("carteaker", "caretker", "carretaker", "caretoker", "Carteakers"):
        assert index.near(word, word, 9) == [1, 2]
    assert index.near("carteaker", "the carteaker of lamps", 9) == [2, 1]
    assert index.near("carteaker", "the carteaker of lamps", 1) == [2]
    assert index.near("carteaker", "", 9, only=np.array([1, 4])) == [1]


def test_a_long_word_may_have_two_errors_where_nothing_is_nearer(tmp_path: Path) -> None:
    index = index_of(tmp_path, "the treasurer", "a treasury of lamps", "measures")
    assert index.near("treasurar", "treasurar", 9) == [1, 2]
    assert index.near("treasxyr", "treasxyr", 9) == [1]
    assert index.near("trxxsur", "trxxsur", 9) == []  # seven letters


def test_nothing_is_near_a_word_that_a_passage_has_or_that_is_far(tmp_path: Path) -> None:
    index = index_of(tmp_path, "the caretaker", "the caretakes")
    assert index.near("caretaker", "caretaker", 9) == []
    assert index.near("cartekaer", "cartekaer", 9) == []
    assert index.near("", "", 9) == []
    assert LexicalIndex(tmp_path / "none").near("carteaker", "", 9) == []
