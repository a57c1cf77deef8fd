"""A question that holds two is answered for both, the second understood from the first."""

from pathlib import Path

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
