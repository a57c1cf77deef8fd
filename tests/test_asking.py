"""A question that holds two is answered for both, the second understood from the first."""

from pathlib import Path

import pytest

from rag import KnowledgeBase

CLUB = "# Rowing club\n\nThe club was founded in 1921 by Henry Fields. Its fee is 85 pounds.\n"


SHED = "# Shed\n\nThe club bought the boat Marlin. The boat Marlin cost 850 pounds.\n"


def test_a_second_question_is_of_the_name_that_answers_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "shed.md").write_text(SHED, encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(folder)
        answer = kb.ask("Which boat did the club buy and how much was it?")
        assert answer.text == "Marlin 850 pounds"
        assert answer.meant == "Which boat did the club buy? how much was Marlin?"


def test_two_questions_in_one_are_both_answered(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "club.md").write_text(CLUB, encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(folder)
        answer = kb.ask("When was the club founded and who founded it?")
        assert str(answer) == "1921 [1] Henry Fields [2]"
        assert answer.meant == "When was the club founded? who founded the club?"
        assert [citation.quote for citation in answer.citations] == [
            "The club was founded in 1921 by Henry Fields."
        ] * 2
        chat = kb.chat()
        chat.ask("When was the club founded?")
        assert chat.ask("who founded it and how much is the fee?").text == "Henry Fields 85 pounds"


KILN = """# Pottery

The first kiln is called Ember of the Hills. Ember of the Hills was built by Jan Moss.

The second fee for our kiln is 40 pounds. The second fee is paid on 3 June.
"""


@pytest.mark.parametrize(
    ("asked", "meant", "said"),
    [
        (
            "what is the first kiln called and who built it?",
            "what is the first kiln called? who built Ember of the Hills?",
            "Ember of the Hills Jan Moss",
        ),
        (
            "how much is the second fee for our kiln and when is it paid?",
            "how much is the second fee for our kiln? when is the second fee paid?",
            "40 pounds 3 June",
        ),
    ],
)
def test_a_second_question_is_of_what_the_first_asks_for_or_of(
    tmp_path: Path, asked: str, meant: str, said: str
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "kiln.md").write_text(KILN, encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(folder)
        answer = kb.ask(asked)
        assert answer.meant == meant
        assert answer.text == said
