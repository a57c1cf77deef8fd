"""What a question asks of is what "it" means in the second of two questions."""

import pytest

from rag.conversation.antecedents.topics import topic_of, with_topic


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("how much is the bond for our shed?", "the bond"),
        ("what is the bike's price?", "the bike"),
        ("how much is a small kite", "the small kite"),
        ("when does the sauna in Bode open?", "the sauna"),
        ("how much is delivery to Bode?", "delivery"),
        ("when does breakfast begin?", "breakfast"),
        ("but when is breakfast in Bode?", "breakfast"),
        ("and who owns the kiln?", None),
        ("what is broken in Bode?", None),
        ("how much is a sack of gravel?", None),  # the sack or the gravel
        ("which kiln did the club buy?", None),  # the kiln that is asked for
        ("who owns the kiln?", None),
        ("where was Ada Lunt born?", None),
    ],
)
def test_a_question_asks_of_the_first_thing_with_an_article_or_its_bare_subject(
    question: str, head: str | None
) -> None:
    found = topic_of(question)
    assert (found and f"{found.leading} {found.text}".strip()) == head


@pytest.mark.parametrize(
    ("second", "meant"),
    [
        ("when is it paid back?", "when is the bond paid back?"),
        ("who holds it?", "who holds the bond?"),
        ("when did it happen?", "when did it happen?"),
        ("what if it rains?", "what if it rains?"),
        ("who is the treasurer?", "who is the treasurer?"),
        ("does it say where it is?", "does it say where it is?"),
    ],
)
def test_it_is_what_the_question_before_asks_of(second: str, meant: str) -> None:
    assert with_topic(second, "how much is the bond for our shed?") == meant
