"""Questions made from plain wordings: each answer is where the wording puts it."""

from rag.training.examples import Example
from rag.training.patterns import SOURCE, make


def asked(*contexts: str, seed: int = 17) -> dict[str, str]:
    given = [Example(str(i), "news", "?", text, title="Lights") for i, text in enumerate(contexts)]
    made = make(given, seed=seed)
    assert {one.dataset for one in made} <= {SOURCE}
    for one in made:
        (answer,) = one.answers
        assert one.context[answer.start : answer.start + len(answer.text)] == answer.text
    return {one.question: one.answers[0].text for one in made}


def test_a_role_before_a_name_answers_for_both() -> None:
    answers = asked("The film by director Ann Quill-Moss opened on Friday.")
    assert sorted(answers.values()) == ["Ann Quill-Moss", "Ann Quill-Moss", "director"]
    assert any("directed" in question for question in answers)


def test_a_role_that_two_people_have_is_not_asked_for() -> None:
    answers = asked("She met director Ann Moss, and later director Tom Berrin.")
    assert set(answers.values()) == {"director"}


def test_another_name_is_asked_for_from_both_sides() -> None:
    answers = asked("The singer Ida Moss, aka V, arrived late.")
    assert {"V", "Ida Moss"} <= set(answers.values())
    real = [question for question, name in answers.items() if name == "Ida Moss"]
    assert any("V" in question for question in real)


def test_names_in_brackets_are_parts_only_where_there_is_a_cast() -> None:
    text = "Leo (Max Orrin) loses the lamp."
    assert asked(text) == {}
    assert set(asked(f"The cast is small. {text}").values()) == {"Leo", "Max Orrin"}


def test_an_origin_a_band_a_team_and_a_singer_are_asked_for() -> None:
    texts = {
        "It was sung by South Korean pop star Ida Moss-Vale.": "South Korean",
        "On stage came Wrens drummer Tom Berrin.": "Wrens",
        "A goal by Lorn City striker Max Orrin decided it.": "Lorn City",
        "They played the song “Ten Crowns,” by Una Vale.": "Una Vale",
        "They played Una Vale's new song “Ten Crowns”.": "Una Vale",
    }
    for text, answer in texts.items():
        assert answer in asked(text).values(), text


def test_a_list_is_answered_whole() -> None:
    answers = asked("It has songs such as Wren, The Lamp, and Ten Crowns.")
    ((question, answer),) = answers.items()
    assert "songs" in question
    assert answer == "Wren, The Lamp, and Ten Crowns"


def test_the_same_questions_are_made_each_time() -> None:
    text = "Ann Moss, better known as Ani, met mayor Tom Berrin and coach Ida Vale."
    assert asked(text) == asked(text)
    assert asked(text) != asked(text, seed=3)
