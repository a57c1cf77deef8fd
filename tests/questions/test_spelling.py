"""Typing errors are corrected by words of the texts; what is known, or a name, stays."""

from pathlib import Path

import pytest
from ui_server import document, hit

from rag import KnowledgeBase
from rag.questions.queries import spelt
from rag.questions.spelling import marked, respell, respell_first
from rag.text.english import is_word
from rag.text.tokens import is_common_word

TEXTS = (
    "The harbour bridge was opened by Adaline Quill on 4 May 1931, after the ferry had sunk.",
    "Its keeper Taehyung kept a diary. The lighthouse was painted in the choreographer's colours.",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wen was teh brigde opned", "when was the bridge opened"),
        ("wjo opened the harbuor bridge", "who opened the harbour bridge"),
        ("who kept the lightouse", "who kept the lighthouse"),
        ("when did tehyung keep a diarry", "when did Taehyung keep a diary"),
        ("whta colours had it", "what colours had it"),
        ("wich bridge was opened with a ferry", "which bridge was opened with a ferry"),
        ("wher was it opened", "where was it opened"),  # not "when"
        ("hwo opened it", "who opened it"),
        ("hwo is it called", "how is it called"),
        ("were was it opened", "where was it opened"),
        ("Whn was it opened", "When was it opened"),
        ("Wjo is its keeper", "Who is its keeper"),
        ("whos the keeper", "who's the keeper"),
        ("Whos keeping it", "Who's keeping it"),
        ("whos bridge is it", "whose bridge is it"),
    ],
)
def test_errors_are_corrected(typed: str, meant: str) -> None:
    assert respell(typed, TEXTS, is_common_word) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hwo opened it", "who opened it"),
        ("and wen was it?", "and when was it?"),
        ("whos in it", "who's in it"),
        ("hwo opened teh brigde", "who opened teh brigde"),
        ("wsa it opened", "wsa it opened"),
        ("hoa age", "hoa age"),  # of the texts
        ("tehyung age", "tehyung age"),
        ("what colours had it", "what colours had it"),
    ],
)
def test_only_the_word_that_asks_is_corrected_before_texts_are_found(
    typed: str, meant: str
) -> None:
    assert respell_first(typed, [*TEXTS, "Hoa came."], is_common_word) == meant


@pytest.mark.parametrize(
    "question",
    [
        "who opened the bridge?",  # known words
        "who choreographed it?",  # a long word of which none is near
        "Ann is its keeper",
        "were the keepers out?",
        "what did Adeline say?",  # capitalised: perhaps another's name
        "is it on brigde.com or at a@brigde.org?",  # an address
        "the brigde's keeper",  # a form with an apostrophe is not a typing error alone
        "wo is it",  # too short to tell
        "",
        "дом ёлка 日本",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert respell(question, TEXTS, is_common_word) == question


def test_a_name_of_the_texts_at_the_beginning_is_no_error_in_a_word_that_asks() -> None:
    assert respell("Wen was born when?", TEXTS, is_common_word) == "When was born when?"
    assert respell("Wen was born when?", ["Wen Li"], is_common_word) == "Wen was born when?"


def test_a_word_of_the_texts_is_no_error_however_rare() -> None:
    assert respell("what is a brigde?", ["A brigde is a card game. The bridge is old."],
                   is_common_word) == "what is a brigde?"  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what does an otter eat?", "Otters eat fish, as other animals do."),
        ("how does a moth fly?", "It has no mouth: moths fly by night."),
        ("when was she beheaded?", "He behaved badly at her beheading."),
        ("who built the harbours?", "A harbour is not a harbourer."),
        ("who kept foxhound boxes?", "A foxhound had its box, and boxed."),
    ],
)
def test_a_word_of_which_the_texts_hold_a_form_is_no_error(question: str, text: str) -> None:
    assert respell(question, [text], is_common_word) == question


@pytest.mark.parametrize("question", ["what does an otter eat?", "how deep is a moat?"])
def test_a_word_that_the_texts_lack_is_no_error_in_a_function_word(question: str) -> None:
    assert respell(question, ["Most of the other animals swim."], lambda word: False) == question


def test_an_asking_word_run_together_is_corrected_though_the_texts_hold_the_word() -> None:
    assert respell("whats the tram", ["What is the tram?"], is_common_word) == "what the tram"


def test_of_words_equally_near_the_commonest_is_taken() -> None:
    texts = ["The tram left. A trap. The tram came. The trim was red."]
    assert respell("where is the trxm", texts, is_common_word) == "where is the tram"


def test_without_texts_only_what_asks_is_corrected() -> None:
    assert respell("wehn was the brigde opened", [], is_common_word) == "when was the brigde opened"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("when was the bridge opened", "when was the bridge opened?"),
        ("Whats its colour", "Whats its colour?"),
        ("is it open", "is it open?"),
        ("isn't it open", "isn't it open?"),
        ("can i smoke here", "can i smoke here?"),
        ("may we bring a dog", "may we bring a dog?"),
        ("and should the filter be cleaned", "and should the filter be cleaned?"),
        ("will there be music", "will there be music?"),
        ("will smith age", "will smith age"),
        ("can openers", "can openers"),
        ("may 2024 sales", "may 2024 sales"),
        ("When was it opened?", "When was it opened?"),
        ("who kept it, if anybody...", "who kept it, if anybody..."),
        ("bridge opening date", "bridge opening date"),
        ("whatever happened", "whatever happened"),
        ("", ""),
        ("can i drink the water", "can i drink the water?"),
        ("Will there be a lift", "Will there be a lift?"),
        ("am I allowed in", "am I allowed in?"),
        ("can opener", "can opener"),
        ("can dogs come in", "can dogs come in?"),
        ("may guests also use the pool", "may guests also use the pool?"),
        ("can openers price", "can openers price"),
        ("will smith films", "will smith films"),
    ],
)
def test_a_question_gets_the_mark_it_lacks(typed: str, meant: str) -> None:
    assert marked(typed) == meant


def test_a_question_is_answered_alike_with_and_without_its_mark(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/bridge.txt").write_text(TEXTS[0], encoding="utf-8")
    fake_kb.sync(tmp_path / "docs")
    without, with_mark = fake_kb.ask("who opened the bridge"), fake_kb.ask("who opened the bridge?")
    assert without.question == "who opened the bridge"
    assert (without.text, without.confidence) == (with_mark.text, with_mark.confidence)


def test_a_question_with_errors_is_answered_and_kept_as_it_was_typed(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    for n, text in enumerate((*TEXTS, "A lorry carries apples to the market in autumn.")):
        (tmp_path / "docs" / f"{n}.txt").write_text(text, encoding="utf-8")
    fake_kb.sync(tmp_path / "docs")
    answer = fake_kb.ask("wen was teh brigde opned")
    assert answer.question == "wen was teh brigde opned"
    assert "1931" in str(answer)
    assert answer.citations[0].document.id == "0.txt"


def test_the_one_word_that_counts_is_corrected_by_words_of_the_whole_index(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    texts = {"apples": "Who is the owner of the apples?", "tom": "Our caretaker: Tom Oduya."}
    for name, text in texts.items():
        (tmp_path / f"docs/{name}.txt").write_text(text, encoding="utf-8")
    fake_kb.sync(tmp_path / "docs")
    answer = fake_kb.ask("who is the carteaker?", passages=1)
    assert answer.meant == "who is the caretaker?"
    elsewhere = fake_kb.ask("who is the carteaker?", passages=1, documents=["apples.txt"])
    assert elsewhere.meant == "who is the carteaker?"


def test_only_a_long_word_that_the_index_lacks_is_looked_up_in_it() -> None:
    asked = list[str]()

    def near(word: str, query: str) -> list[str]:
        asked.append(word)
        return ["The caretaker and the Tarm keep the lihgt."]

    question = "who is the carteaker of the tram, tamr and lihgt"
    assert spelt(question, [], near) == "who is the caretaker of the tram, tamr and lihgt"
    assert asked == ["carteaker", "lihgt"]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("is there a rehearsal in jan or feb?", "You can pay the fee for each rehearsal there."),
        ("who conducts the choir?", "Contacts of the choir: Ada Moss, alto."),
        ("is mould mentioned?", "It would be mentioned in the survey."),
        ("where did they paint the hull", "The paint is on hill and hall."),
    ],
)
def test_a_word_of_english_is_no_error_though_the_texts_lack_it(question: str, text: str) -> None:
    found = hit(document(text), 0, len(text), rank=1)
    assert spelt(question, [found], lambda word, query: [text]) == question


def test_a_word_that_is_oftener_an_error_is_corrected() -> None:
    assert not any(map(is_word, ("wen", "wat", "relesed")))
    assert all(map(is_word, ("mould", "jan")))
