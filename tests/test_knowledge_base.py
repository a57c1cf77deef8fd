"""The front door: opening, asking, what is refused, and use by threads and by two at once."""

import threading
from datetime import date
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import Exchange, IndexContents, KnowledgeBase
from rag.errors import (
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    InputError,
    ModelError,
    QuestionError,
)

QUESTIONS = [
    "when was the MV released?",
    "Who directed Love wins all?",
    "How long did they run?",
    "What did Marie Claire release?",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for n, word in enumerate(("apples", "bananas", "cherries"), 1):
        text = f"date 2024-0{n}-01 We grow {word} here. They are sold in May."
        (made / f"{word}.txt").write_text(text, encoding="utf-8")
    return made


def ids(kb: KnowledgeBase, query: str) -> set[str]:
    return {hit.document.id for hit in kb.search(query)}


def test_every_passage_hit_and_quote_of_the_seeds_is_an_exact_slice(
    seeds_kb: KnowledgeBase, seeds: Path
) -> None:
    texts = {document.id: document.text for document in seeds_kb.documents}
    assert texts == {p.name: p.read_bytes().decode() for p in seeds.glob("*.txt")}
    for question in QUESTIONS:
        answer = seeds_kb.ask(question, min_confidence=0)
        assert answer.citations
        for hit in answer.hits:
            passage = hit.passage
            assert texts[hit.document.id][passage.start : passage.end] == passage.text
        for citation in answer.citations:
            quote = texts[citation.document.id][citation.start : citation.end]
            assert citation.quote == quote
            assert citation.passage.start <= citation.start < citation.end <= citation.passage.end
            assert any(citation.number in s.citations for s in answer.statements)


def test_the_release_date_is_found_and_cited_from_both_seeds(seeds_kb: KnowledgeBase) -> None:
    answer = seeds_kb.ask("when was the MV released?")
    assert answer.status == "answered"
    assert "January 24, 2024" in str(answer)
    assert len({citation.document.id for citation in answer.citations}) == 2
    assert all("January 24, 2024" in citation.quote for citation in answer.citations)


def test_an_answer_says_how_its_question_was_read(seeds_kb: KnowledgeBase) -> None:
    answer = seeds_kb.ask("wen was the MV relesed")
    assert answer.question == "wen was the MV relesed"
    assert answer.meant == "when was the music video released"
    assert "January 24, 2024" in str(answer)
    assert seeds_kb.ask("who is IU?").meant == "who is IU?"


def test_an_answer_says_how_long_each_stage_took(seeds_kb: KnowledgeBase) -> None:
    timings = seeds_kb.ask(QUESTIONS[0]).timings
    assert set(timings) == {"embed", "dense", "lexical", "fuse", "read", "compose", "total"}
    beside = {"lexical", "total"}  # words are searched while meaning is
    assert sum(timings[stage] for stage in timings.keys() - beside) <= timings["total"]


def test_a_question_of_more_word_pieces_than_the_model_reads_is_answered(
    seeds_kb: KnowledgeBase,
) -> None:
    question = "when was the MV released? " + "please tell me, " * 245
    assert 3900 < len(question) <= 4000
    assert seeds_kb.ask(question).hits[0].dense_rank is not None


@pytest.mark.parametrize("question", ["", "   \n\t", "x" * 4001, "why? " * 20_000])
def test_an_empty_or_oversized_question_is_refused(fake_kb: KnowledgeBase, question: str) -> None:
    length = len(question.strip())
    said = f"has {length:,} characters, the limit is 4,000" if length else "the question is empty"
    for ask in (fake_kb.ask, fake_kb.search):
        with pytest.raises(QuestionError, match=said):
            ask(question)


@pytest.mark.parametrize("question", ["!!!", "?", "\0", "🇫🇷", "…—"])
def test_a_question_without_a_word_is_refused(fake_kb: KnowledgeBase, question: str) -> None:
    for ask in (fake_kb.ask, fake_kb.search):
        with pytest.raises(QuestionError, match="has no word; ask in a few words"):
            ask(question)


@pytest.mark.parametrize("share", [1.5, "x"])
def test_what_is_no_probability_is_refused(fake_kb: KnowledgeBase, share: object) -> None:
    with pytest.raises(InputError, match=f"min_confidence is {share!r}; give a probability"):
        fake_kb.ask("x", min_confidence=share)  # type: ignore[arg-type]


def test_a_question_of_just_the_limit_is_asked(fake_kb: KnowledgeBase) -> None:
    assert fake_kb.ask(f"  {'x' * 2000}  ").status == "not_found"


@pytest.mark.parametrize("number", [0, -1])
def test_a_number_of_passages_below_one_is_refused(fake_kb: KnowledgeBase, number: int) -> None:
    with pytest.raises(InputError, match=f"limit is {number}; give 1 or more"):
        fake_kb.search("x", limit=number)
    with pytest.raises(InputError, match=f"passages is {number}; give 1 or more"):
        fake_kb.ask("x", passages=number)


@pytest.mark.parametrize("number", [1.5, "3", True])
def test_a_number_of_passages_that_is_none_is_refused(
    fake_kb: KnowledgeBase, number: object
) -> None:
    with pytest.raises(InputError, match=f"limit is {number!r}; give a whole number"):
        fake_kb.search("x", limit=number)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=f"passages is {number!r}; give a whole number"):
        fake_kb.ask("x", passages=number)  # type: ignore[arg-type]


def test_an_empty_index_answers_that_the_documents_do_not_say(fake_kb: KnowledgeBase) -> None:
    answer = fake_kb.ask("anything?")
    assert (answer.status, str(answer), answer.hits) == (
        "not_found",
        "The documents do not say.",
        (),
    )


def test_filters_reach_search_and_answers(fake_kb: KnowledgeBase, folder: Path) -> None:
    fake_kb.sync(folder)
    question = "what do we grow here"
    assert [hit.document.id for hit in fake_kb.search(question, documents=["bananas.txt"])] == [
        "bananas.txt"
    ]
    for hits in (
        fake_kb.search(question, after=date(2024, 2, 1)),
        fake_kb.ask(question, after=date(2024, 2, 1)).hits,
    ):
        assert {hit.document.id for hit in hits} == {"bananas.txt", "cherries.txt"}
    assert {hit.document.id for hit in fake_kb.search(question, before=date(2024, 2, 1))} == {
        "apples.txt",
        "bananas.txt",
    }


def test_without_create_a_missing_index_is_said_and_nothing_made(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="make one with: rag sync FOLDER") as caught:
        KnowledgeBase.open(tmp_path / "none", create=False)
    assert str(tmp_path / "none") in str(caught.value)
    assert not (tmp_path / "none").exists()


def test_an_index_of_another_model_is_refused_naming_both_and_the_remedy(tmp_path: Path) -> None:
    KnowledgeBase.open(tmp_path, embedder=FakeEmbedder(name="fake:one")).close()
    with pytest.raises(IndexMismatch) as caught:
        KnowledgeBase.open(tmp_path, embedder=FakeEmbedder(name="fake:two"))
    assert "made with embedder 'fake:one', now it is 'fake:two'" in str(caught.value)
    assert str(caught.value).endswith(f"with: rag sync FOLDER --index {tmp_path} --rebuild")


@pytest.mark.parametrize(
    ("option", "value", "named"), [("max_tokens", 100, "100:32"), ("overlap_tokens", 0, "160:0")]
)
def test_an_index_of_another_chunker_is_refused_naming_both(
    tmp_path: Path, option: str, value: int, named: str
) -> None:
    KnowledgeBase.open(tmp_path, embedder=FakeEmbedder()).close()
    options = {"max_tokens": 160, "overlap_tokens": 32, option: value}
    with pytest.raises(IndexMismatch) as caught:
        KnowledgeBase.open(tmp_path, embedder=FakeEmbedder(), **options)
    assert "rag_en_32k:160:32'" in str(caught.value)
    assert f"rag_en_32k:{named}'" in str(caught.value)


def test_an_index_is_opened_with_what_it_was_made_with(tmp_path: Path, folder: Path) -> None:
    with KnowledgeBase.open(
        tmp_path / "index", embedder=FakeEmbedder(), max_tokens=16, overlap_tokens=4
    ) as kb:
        kb.sync(folder)
        made = kb.status()
    (folder / "dates.txt").write_text("Dates are grown there. " * 9, encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        assert kb.status().chunker == made.chunker
        assert kb.sync(folder).added == ("dates.txt",)
        assert {hit.passage.tokens <= 16 for hit in kb.search("dates")} == {True}
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder(), max_tokens=16) as kb:
        assert kb.status().chunker == made.chunker
    with pytest.raises(IndexMismatch, match=r":16:4', now it is '.*:160:4'"):
        KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder(), max_tokens=160)


def test_an_index_made_anew_is_made_with_what_is_given_or_the_default(tmp_path: Path) -> None:
    KnowledgeBase.open(tmp_path, embedder=FakeEmbedder(), max_tokens=16, overlap_tokens=4).close()
    with KnowledgeBase.open(tmp_path, embedder=FakeEmbedder(), overlap_tokens=8, anew=True) as kb:
        assert kb.status().chunker.endswith(":160:8")
    with KnowledgeBase.open(tmp_path, embedder=FakeEmbedder()) as kb:
        assert kb.status().chunker.endswith(":160:8")


@pytest.mark.parametrize("anew", [False, True])
def test_a_model_that_an_index_was_made_with_is_loaded_from_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    def load(name: str) -> FakeEmbedder:
        return FakeEmbedder(name=f"fake:{Path(name).name}")

    monkeypatch.setattr("rag.opening.load_embedder", load)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    for given in ("mine", "owner/model"):
        index = tmp_path / f"index of {Path(given).name}"
        KnowledgeBase.open(index).close() if anew else None
        KnowledgeBase.open(index, embedder=given, anew=anew).close()
        monkeypatch.chdir("/")
        with KnowledgeBase.open(index, create=False) as kb:
            assert kb.status().embedder == f"fake:{Path(given).name}"
            assert kb._index.store.settings()["model"] in (str(tmp_path / "mine"), "owner/model")
        with pytest.raises(IndexMismatch, match="now it is 'fake:other'"):
            KnowledgeBase.open(index, embedder="other")


def test_an_unknown_encoding_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="unknown token encoding 'none_at_all'"):
        KnowledgeBase.open(tmp_path, embedder=FakeEmbedder(), encoding="none_at_all")


def test_a_damaged_index_is_refused_naming_the_folder_and_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "rag.sqlite").write_bytes(b"not a database " * 100)
    with pytest.raises(IndexDamaged, match=r"rag sync FOLDER --index .* --rebuild") as caught:
        KnowledgeBase.open(tmp_path, embedder=FakeEmbedder())
    assert str(tmp_path) in str(caught.value)


def test_an_index_whose_truth_was_emptied_is_damaged(tmp_path: Path, folder: Path) -> None:
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        kb.sync(folder)
    (tmp_path / "index" / "rag.sqlite").write_bytes(b"")
    (tmp_path / "index" / "rag.sqlite-wal").unlink(missing_ok=True)
    with pytest.raises(IndexDamaged, match=r"it is empty.* --rebuild"):
        KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder())
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder(), anew=True) as kb:
        kb.sync(folder)
        assert ids(kb, "apples")


def test_a_second_knowledge_base_sees_the_sync_of_the_first(
    fake_kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as other:
        assert other.search("apples") == []
        fake_kb.sync(folder)
        assert ids(other, "apples") == {"apples.txt", "bananas.txt", "cherries.txt"}
        (folder / "apples.txt").unlink()
        fake_kb.sync(folder)
        assert ids(other, "apples") == {"bananas.txt", "cherries.txt"}
        assert other.search("bananas")[0].document.id == "bananas.txt"


def test_a_knowledge_base_opened_during_a_first_sync_harms_nothing(
    fake_kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    others: list[KnowledgeBase] = []

    def open_another(progress: object) -> None:
        others.append(KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()))

    fake_kb.sync(folder, on_progress=open_another)
    for kb in (*others, fake_kb, KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder())):
        hit = kb.search("bananas")[0]
        assert (hit.document.id, hit.dense_rank, hit.lexical_rank) == ("bananas.txt", 1, 1)


def test_a_document_can_be_read_by_its_id(fake_kb: KnowledgeBase, folder: Path) -> None:
    fake_kb.sync(folder)
    assert fake_kb.document("apples.txt").published == date(2024, 1, 1)
    assert fake_kb.documents[0] == fake_kb.document("apples.txt")
    with pytest.raises(InputError, match="no document 'none'"):
        fake_kb.document("none")


def test_documents_are_listed_without_their_texts(fake_kb: KnowledgeBase, folder: Path) -> None:
    fake_kb.sync(folder)
    assert [one.id for one in fake_kb.list_documents()] == [one.id for one in fake_kb.documents]
    assert [one.id for one in fake_kb.list_documents("APPLES")] == ["apples.txt"]
    assert len(fake_kb.list_documents(limit=2)) == 2
    with pytest.raises(InputError, match="limit is 0; give 1 or more"):
        fake_kb.list_documents(limit=0)


def test_the_status_counts_what_is_there(
    fake_kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    revision = fake_kb.sync(folder).revision
    status = fake_kb.status()
    assert (status.folder, status.revision) == (tmp_path / "index", revision)
    assert (status.documents, status.passages, status.skipped) == (3, 3, {})
    assert (status.embedder, status.chunker) == (
        "fake:bag-of-words",
        "sentences-v3:rag_en_32k:160:32",
    )
    assert status.bytes == sum(
        file.stat().st_size for file in (tmp_path / "index").rglob("*") if file.is_file()
    )


def test_the_contents_are_those_of_the_status_and_the_source_folder_is_not_looked_at(
    fake_kb: KnowledgeBase, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\x00")
    fake_kb.sync(folder)
    status = fake_kb.status()
    assert list(status.skipped) == ["broken.txt"]
    for compared in ("rag.status.compare", "rag.index.signatures.near_duplicates"):
        monkeypatch.setattr(compared, lambda *_, **__: pytest.fail("it takes too long"))
    assert fake_kb.contents() == IndexContents(
        3, 3, 0, status.skipped, status.revision, status.truth, status.embedder, status.chunker
    )
    assert status.embedder == "fake:bag-of-words"
    assert status.chunker.endswith(":160:32")
    assert fake_kb.folder == status.folder == tmp_path / "index"


def test_leaving_the_context_closes_the_files_and_what_was_synced_stays(
    folder: Path, tmp_path: Path
) -> None:
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        kb.sync(folder)
    assert not list((tmp_path / "index").glob("rag.sqlite-*"))  # the log is written back
    with KnowledgeBase.open(tmp_path / "index", create=False, embedder=FakeEmbedder()) as kb:
        assert len(kb.documents) == 3


def test_eight_threads_are_answered_as_one_is(seeds_kb: KnowledgeBase) -> None:
    expected = [
        str(seeds_kb.ask(question, passages=3, min_confidence=0)) for question in QUESTIONS[:2]
    ]
    wrong: list[object] = []

    def ask_all() -> None:
        try:
            for question, answer in zip(QUESTIONS[:2], expected, strict=True):
                found = str(seeds_kb.ask(question, passages=3, min_confidence=0))
                wrong.extend([found] if found != answer else [])
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask_all) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert expected[0] != expected[1]


def test_threads_ask_while_one_syncs(fake_kb: KnowledgeBase, folder: Path) -> None:
    fake_kb.sync(folder)
    done, wrong = threading.Event(), list[object]()

    def search() -> None:
        while not done.is_set():
            try:
                hit = fake_kb.search("bananas")[0]
                text = hit.document.text[hit.passage.start : hit.passage.end]
                if hit.document.id != "bananas.txt" or text != hit.passage.text:
                    wrong.append(hit)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(8):
        (folder / "apples.txt").write_text(f"We grow apples of kind {n} here.", encoding="utf-8")
        fake_kb.sync(folder)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_knowledge_base_and_a_conversation_name_themselves(fake_kb: KnowledgeBase) -> None:
    assert repr(fake_kb) == f"KnowledgeBase({str(fake_kb.folder)!r})"
    talk = fake_kb.chat(history=[Exchange("Who wrote it?", "Ada")])
    assert repr(talk) == "Conversation(exchanges=1, last='Who wrote it?')"
    assert repr(fake_kb.chat()) == "Conversation(exchanges=0)"


def test_an_origin_with_a_zero_byte_is_refused(fake_kb: KnowledgeBase, folder: Path) -> None:
    fake_kb.sync(folder)
    other = folder.parent / "other" / "apples.txt"
    other.parent.mkdir()
    other.write_text("Other apples.", encoding="utf-8")
    with pytest.raises(InputError, match=r"origin is 'x\\x00y', which no path can be"):
        fake_kb.add(other, origin="x\0y")
    assert fake_kb.add(other, origin="xy").added == ("xy/apples.txt",)
