"""What no form of the page can send is answered in words or with nothing, never with a fault."""

from typing import Any

import gradio as gr
import pytest
from ui_server import StubBase, answer, citation, document

from rag import InputError
from ui.chat import Turn, answered
from ui.options import Options, read_options
from ui.records import from_record, to_record
from ui.shell import shell
from ui.talking import Talk

SAID = answer(citation(document("Out on Monday."), "Monday"), question="When?")
KB: Any = StubBase({"When?": SAID})
TURN = answered(Turn(1, "When?"), SAID, to_record("When?", SAID))
SKIPPED = {"__type__": "update"}


@pytest.mark.parametrize("given", ["x", [1], None, 3, {}, {"id": [1]}])
def test_a_document_that_nobody_could_name_is_not_in_the_index(given: Any) -> None:
    assert "Not in the index" in shell(KB).view_document(given)


@pytest.mark.parametrize("given", ["x", [1], None])
def test_an_addition_or_removal_of_nothing_is_refused_in_words(given: Any) -> None:
    done = shell(KB).add_upload(given)
    assert (done["ok"], "was not uploaded here" in done["message"]) == (False, True)


@pytest.mark.parametrize(
    "place",
    [
        {"start": float("inf"), "end": 3},
        {"start": -3, "end": 3},
        {"start": 5, "end": 3},
        {"start": "x", "end": None},
        {"start": "9" * 5000, "end": 3},
        {"start": 0, "end": float("nan")},
    ],
)
def test_a_place_that_no_document_has_is_not_marked(place: dict[str, Any]) -> None:
    shown = shell(KB).view_document({"id": "a.txt", **place})
    assert "Out on Monday." in shown
    assert "<mark>" not in shown


@pytest.mark.parametrize(
    "given", [None, [], "x", 3, {"strictness": []}, {"passages": {}}, {"documents": [3]}]
)
def test_settings_of_no_form_are_refused(given: Any) -> None:
    with pytest.raises(InputError):
        read_options(given)
    with pytest.raises(gr.Error):
        Talk(KB).set_options(event(options=given))


@pytest.mark.parametrize("change", [{"start": float("inf")}, {"number": float("inf")}])
def test_a_record_with_a_number_without_end_is_refused(change: dict[str, Any]) -> None:
    record = to_record("When?", SAID)
    record["citations"][0].update(change)
    with pytest.raises(InputError, match="browser"):
        from_record(KB, record)


@pytest.mark.parametrize("record", [None, [], "x", 3])
def test_a_record_of_no_form_is_refused(record: Any) -> None:
    with pytest.raises(gr.Error, match="browser"):
        Talk(KB).restore((), event(records=[record]))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"turn": "x", "verdict": "like"},
        {"turn": None, "verdict": "like"},
        {"turn": float("inf"), "verdict": "like"},
        {"turn": 1, "verdict": []},
        {"turn": 2, "verdict": "like"},
    ],
)
def test_a_verdict_on_nothing_changes_nothing(given: dict[str, Any]) -> None:
    assert Talk(KB).judge((TURN,), event(**given)) == (SKIPPED, SKIPPED)


def test_events_without_their_data_change_nothing() -> None:
    assert list(Talk(KB).converse("", (), Options(), event())) == [(SKIPPED,) * 5]
    assert Talk(KB).restore((), event())[1] == ()
    with pytest.raises(gr.Error):
        Talk(KB).set_options(event())


def event(**given: Any) -> gr.EventData:
    """Make an event of something clicked, with what the browser sent."""
    return gr.EventData(gr.HTML(), given)
