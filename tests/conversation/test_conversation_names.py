"""Names are kept whole: over initials, "St.", apostrophes and hyphens."""

import pytest

from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.antecedents.phrases import Phrase
from rag.conversation.form.names import begins_name, keys_of, whole_words
from rag.conversation.marking.marks import Marked
from rag.conversation.word_keys import find_words

MODEL = Resolver(TermMarker())
AGE = "How old is {}?"


def written(text: str) -> list[str]:
    """Give the whole words of a text."""
    return [marked.word.text for marked in whole_words(text, marked_words(text))]


def marked_words(text: str) -> list[Marked]:
    """Mark the words of a text as they come: 0.0, 0.1, 0.2 ..."""
    return [Marked(word, n / 10) for n, word in enumerate(find_words(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Silas J. Wetherby", ["Silas", "J.", "Wetherby"]),
        ("Dr. R. J. Okafor left.", ["Dr.", "R.", "J.", "Okafor", "left"]),
        ("J.K. Lee of Washington, D.C.", ["J.K.", "Lee", "of", "Washington", "D.C."]),
        ("St. Jude's Hospice", ["St.", "Jude", "Hospice"]),
        ("Anna O'Dowd and Jean d’Arc", ["Anna", "O'Dowd", "and", "Jean", "d’Arc"]),
        ("N'Golo and Des'ree", ["N'Golo", "and", "Des'ree"]),
        ("Gwil Tremayne Jr., 40, of Dictionary.com",
         ["Gwil", "Tremayne", "Jr.", "40", "of", "Dictionary.com"]),
        ("I'd ask Ann. They've left Otto. he isn't here",
         ["I", "d", "ask", "Ann", "They", "ve", "left", "Otto", "he", "isn", "t", "here"]),
        ("ANNA'S über st. ives", ["ANNA", "über", "st", "ives"]),
        ("Um Tae-hwa and Jean-Luc Sy", ["Um", "Tae-hwa", "and", "Jean", "Luc", "Sy"]),
        ("Hull-based, US-led, well-off", ["Hull", "based", "US", "led", "well", "off"]),
        ("It cost 3.5 and Bo's 4", ["It", "cost", "3.5", "and", "Bo", "4"]),
    ],
)  # fmt: skip
def test_a_sign_inside_a_name_parts_no_words(text: str, words: list[str]) -> None:
    assert written(text) == words


def test_a_whole_word_is_as_probable_as_its_likeliest_part_and_has_the_keys_of_all() -> None:
    text = "Anna O'Dowd S."
    words = whole_words(text, marked_words(text))
    assert [marked.probability for marked in words] == [0.0, 0.2, 0.3]
    assert keys_of(words) == {"anna", "o", "dowd", "s"}
    assert all(begins_name(marked) for marked in words)


@pytest.mark.parametrize(
    ("text", "is_name"), [("d'Arc", True), ("Des'ree", True), ("5B", True), ("über", False)]
)
def test_a_word_is_told_for_a_name_by_its_capital(text: str, is_name: bool) -> None:
    assert begins_name(whole_words(text, marked_words(text))[0]) == is_name


@pytest.mark.parametrize("name", ["Prof. Dr. R. J. A. Okafor", "Mr. Silas J. van der Berg"])
def test_titles_and_initials_do_not_make_a_name_too_long_for_a_person(name: str) -> None:
    phrase = Phrase(0, 0, len(name), name.replace("van der ", ""), 1.0, frozenset({"okafor"}))
    assert phrase.may_be_person


@pytest.mark.parametrize(
    "name",
    [
        *("Silas J. Wetherby", "Dr. R. J. Okafor", "J. P. Oster", "A. S. Moor", "Carl S. Moor"),
        *("Anna O'Dowd", "Anna O’Dowd", "M. T. D'Angelo", "Jean d'Arc", "N'Golo Kanté"),
        *("J.R.R. Tolkien", "George R. R. Martin", "T. S. Elton", "Sinéad O'Connor"),
        *("Um Tae-hwa", "Seo Ji-hye", "Jean-Luc Ott"),
    ],
)
def test_a_person_is_spoken_of_by_the_whole_name(name: str) -> None:
    for history in (Exchange("Who won the race?", name), Exchange(f"When did {name} win?", "1990")):
        resolved = MODEL.resolve(AGE.format("he"), [history])
        assert resolved.standalone == AGE.format(name)


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("Where do they play next?", "Where do St. Jude's Hospice play next?"),
        ("Who founded it?", "Who founded St. Jude's Hospice?"),
    ],
)
def test_a_name_with_an_owner_in_it_is_whole(question: str, standalone: str) -> None:
    history = [Exchange("What was the evening raised for?", "St. Jude's Hospice")]
    assert MODEL.resolve(question, history).standalone == standalone


def test_a_title_begins_another_name() -> None:
    history = [Exchange("Who is the landlord?", "Ms. Oona Lee Mrs. Agnes Pole")]
    standalone = MODEL.resolve("What is her rent?", history).standalone
    assert standalone in ("What is Ms. Oona Lee’s rent?", "What is Mrs. Agnes Pole’s rent?")


def test_the_owner_in_a_name_can_be_spoken_of() -> None:
    history = [Exchange("Who repaired Ada Lunt's Ferrari?", "Bo Ek")]
    assert MODEL.resolve("who repaired it?", history).standalone.endswith("Ada Lunt's Ferrari?")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("J. P. Oster", "Silas J. Wetherby"),
        ("Anna O'Dowd", "Dr. Okafor"),
        ("King's Cross", "St. Jude's Hospice"),
        ("Release 3.0", "Release 3.1"),
        ("Um Tae-hwa", "Seo Ji-hye"),
    ],
)
def test_a_name_gives_way_whole(name: str, other: str) -> None:
    resolved = MODEL.resolve(f"And {other}?", [Exchange(AGE.format(name), "30")])
    assert resolved.standalone == AGE.format(other)
