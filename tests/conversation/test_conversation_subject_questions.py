"""A bare question word after a question of its subject is asked of who or what that was."""

import pytest

from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.form.subject_questions import OfSubject, of_subject
from rag.training.terms.rules import RuleMarker

BOTH = pytest.mark.parametrize(
    "resolver", [Resolver(RuleMarker()), Resolver(TermMarker())], ids=["rules", "model"]
)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("who is against the fair", OfSubject("is", "against the fair", "somebody")),
        ("who is head of the choir", OfSubject("is", "head of the choir", "somebody")),
        ("who will unveil the plaque", OfSubject("will", "unveil the plaque", "somebody")),
        ("who can help", OfSubject("can", "help", "somebody")),
        ("what will be shown in May", OfSubject("will", "be shown in May", "something")),
        ("which car was sold", OfSubject("was", "sold", "the car")),
    ],
)
def test_a_question_word_may_be_the_subject(question: str, read: OfSubject) -> None:
    assert of_subject(question) == read


@pytest.mark.parametrize(
    "question",
    ["who is Ada Lunt", "who is the mayor in Hull", "who is ada with", "who are you with",
     "who will Ada meet", "who did Ada see", "who must I call", "who must the tenant call",
     "what is the fee", "what is parking at the hotel", "what was it made of", "what can I do"],
)  # fmt: skip
def test_another_subject_is_left_alone(question: str) -> None:
    assert of_subject(question) is None


@BOTH
@pytest.mark.parametrize(
    ("asked", "answer", "question", "standalone"),
    [
        ("who is against the fair?", "Olga Lu.", "why?", "why is Olga Lu against the fair?"),
        ("who is in charge?", "Olga Brandt", "since when?", "since when is Olga Brandt in charge?"),
        ("what will be shown in the hall?", "", "until when?",
         "until when will something be shown in the hall?"),
        ("what will be shown in the hall?", "a kite", "until when?",
         "until when will a kite be shown in the hall?"),
        ("who is in the club?", "Olga Brandt", "how many?", "how many is in the club?"),
    ],
)  # fmt: skip
def test_a_bare_question_word_takes_the_last_answer_for_its_subject(
    resolver: Resolver, asked: str, answer: str, question: str, standalone: str
) -> None:
    assert resolver.resolve(question, [Exchange(asked, answer)]).standalone == standalone


@BOTH
@pytest.mark.parametrize(
    ("asked", "answer", "question", "standalone"),
    [
        ("what burned down in Hull?", "two boats", "when did it happen?",
         "when was it that something burned down in Hull?"),
        ("who was elected mayor?", "Olga Brandt", "where did that happen?",
         "where was Olga Brandt elected mayor?"),
    ],
)  # fmt: skip
def test_what_happened_is_what_the_last_question_said(
    resolver: Resolver, asked: str, answer: str, question: str, standalone: str
) -> None:
    assert resolver.resolve(question, [Exchange(asked, answer)]).standalone == standalone


@pytest.mark.parametrize(
    ("asked", "question", "standalone"),
    [
        ("who directed the video?", "how many views?", "how many views has the video?"),
        ("who has played Salt Road?", "and how much money?", "how much money has Salt Road?"),
        ("who won the games?", "how many medals?", "how many medals have the games?"),
        ("who won?", "how many goals?", "how many goals was it that Olga Brandt won?"),
        ("who did the jury choose?", "how many votes?", "how many votes did the jury choose?"),
        # and of what a form of "be" tells something of
        ("when was the video released?", "how many views?", "how many views has the video?"),
        ("What year was the film made in?", "how many actors?", "how many actors has the film?"),
        ("how long is Salt Road?", "how many songs?", "how many songs has Salt Road?"),
        (
            "when is the ferry to Brill?",
            "how many seats?",
            "how many seats has the ferry to Brill?",
        ),
        (
            "what's the recipe for rye bread?",
            "how much salt?",
            "how much salt has the recipe for rye bread?",
        ),
        ("what colour is the red Quill?", "how many seats?", "how many seats has the red Quill?"),
        ("where is the used car sold?", "how many doors?", "how many doors has the used car?"),
        ("how old is the tool shed?", "how many shelves?", "how many shelves has the tool shed?"),
        ("who's the mayor of Sund?", "how many people?", "how many people has Sund?"),
        ("where are the baths?", "how many pools?", "how many pools have the baths?"),
        ("who is Ann Moss?", "how many children?", "how many children has Ann Moss?"),
        ("who's the director?", "how many views?", "how many views?"),
        ("when was it released?", "how many views?", "how many views?"),
        ("when was it that a boat sank?", "how many people?", "how many people?"),
        ("how much is the ticket?", "how many seats?", "how many seats is the ticket?"),
        ("how many eggs are in the cake?", "how many apples?", "how many apples are in the cake?"),
    ],
)
def test_how_many_there_are_is_asked_of_what_the_last_question_was_about(
    asked: str, question: str, standalone: str
) -> None:
    resolved = Resolver(RuleMarker()).resolve(question, [Exchange(asked, "Olga Brandt")])
    assert resolved.standalone == standalone
