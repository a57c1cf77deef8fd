"""A language model words an answer; only what its sources say is shown, cited by their offsets."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from chat_server import chat_server
from ui_server import answer, citation, document, hit

from rag import ChatModel, Hit, InputError, KnowledgeBase, ModelError, Prompt
from rag.generation.grounding import is_grounded
from rag.generation.parsing import Sentence, sentences_of
from rag.generation.prompting import NOTHING, prompt_of
from rag.generation.sources import sources_of, written
from rag.generation.wording import worded
from rag.text.sentences import sentence_spans

BRIDGE = (
    "The Quill bridge was opened on 4 May 1931 by Adaline Quill. It is 300 metres long.\n\n"
    "Last Friday it was closed at 7:30 pm. It is not lit at night."
)
LEFT_OUT = "what scripted wrote is left out: it cites nothing that says it"
ASKED = Prompt("Be brief.", "How long is the bridge?")


def found(text: str = BRIDGE, *, of: str = "bridge.txt") -> Hit:
    """Find one passage with its sentences, of a document of 29 January 2024."""
    whole = hit(document(text, id=of, title="The bridges of Quillmark"))
    return replace(whole, passage=replace(whole.passage, sentences=tuple(sentence_spans(text))))


class Scripted:
    """A model that writes what it is told to, or raises it."""

    name = "scripted"

    def __init__(self, said: str | Exception) -> None:
        self._said = said
        self.asked: list[Prompt] = []

    def complete(self, prompt: Prompt) -> str:
        self.asked.append(prompt)
        if isinstance(self._said, Exception):
            raise self._said
        return self._said


def test_sources_are_numbered_sentences_that_are_slices_of_their_documents() -> None:
    sources = sources_of([found(), found("Nothing else is known.", of="other.txt")])
    assert [source.number for source in sources] == [1, 2, 3, 4, 5]
    assert sources[1].text == "It is 300 metres long."
    told = written(sources)
    assert told.startswith(
        "From “The bridges of Quillmark”, January 29, 2024:\n[1] The Quill bridge"
    )
    assert "[5] Nothing else is known." in told


def test_a_sentence_that_two_passages_share_is_one_source() -> None:
    assert len(sources_of([found(), found()])) == 4


def test_no_more_is_sent_than_a_small_model_reads() -> None:
    long = found("A word and another word stand here. " * 250, of="long.txt")  # 9,000
    assert len(sources_of([long])) == 250
    assert len(sources_of([found(), long, found(BRIDGE * 20, of="more.txt")])) == 254


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        ("It opened in 1931 [1].", [("It opened in 1931.", (1,))]),
        ("It opened in 1931.[1][2]", [("It opened in 1931.", (1, 2))]),
        ("It opened. It is long [1, 3].", [("It opened.", (1, 3)), ("It is long.", (1, 3))]),
        ("It is long [2-4] and wide [9]", [("It is long and wide.", (2, 3, 4, 9))]),
        ("- **It** is long 【Source 2】\n- It is wide [3]",
         [("It is long.", (2,)), ("It is wide.", (3,))]),
        ("<think>Maybe [4]?</think>It is long [2]! Bye.", [("It is long!", (2,))]),
        ("Well [4].\n</think>\nIt is long [2].", [("It is long.", (2,))]),
        ("It is long [^1][S2]. It is wide 【3†source】.",
         [("It is long.", (1, 2)), ("It is wide.", (3,))]),
        ("It is long (Source 1), and wide (see [2]).", [("It is long, and wide.", (1, 2))]),
        ("It is long (2).\nIt is new (1931) (3).",
         [("It is long.", (2,)), ("It is new (1931).", (3,))]),
        ("It is long.¹ It is wide².", [("It is long.", (1,)), ("It is wide.", (2,))]),
        ("It is 9 (2) m long [1].", [("It is 9 (2) m long.", (1,))]),
        ("[1] It is long. [2] It is wide.", [("It is long.", (1,)), ("It is wide.", (2,))]),
        ("According to [1], it is long. It is wide [2].",
         [("It is long.", (1,)), ("It is wide.", (2,))]),
        ("It opens at 5 p.m. [1].", [("It opens at 5 p.m.", (1,))]),
        ("# Length\n\n**Answer:** It is long [1].\n\nSources:\n[1] It is here.",
         [("It is long.", (1,))]),
        ("Of the bridge.\n\nIt is long [1].", [("It is long.", (1,))]),
        ("| It is long | [1] |\n|---|---|", [("It is long.", (1,))]),
        ('```json\n{"answer": "It is long.", "sources": [1, 2]}\n```', [("It is long.", (1, 2))]),
        ("It is long [1]. Its price is not in the sources [2].", [("It is long.", (1,))]),
        ("Not in the sources. It is long [1].", []),
        ("{" + "[" * 100_000, []),
        ("It is long.", []),
        (f"{NOTHING} [1]", []),
        ("[1] [2]", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_has_no_number_is_left_out(
    said: str, sentences: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert sentences_of(said) == [Sentence(text, numbers) for text, numbers in sentences]


@pytest.mark.parametrize(
    "unit",
    ["[", "(", "[1,", "[[1", "1", " ", "[1] ", "<think>", "*", "- ", "source ", "according to "],
)
def test_a_text_without_an_end_is_read_in_no_time(unit: str) -> None:
    began = perf_counter()
    sentences_of(unit * (100_000 // len(unit)))
    assert perf_counter() - began < 2


@pytest.mark.parametrize(
    ("said", "numbers", "stands"),
    [
        ("The bridge opened on May 4, 1931.", [1], True),
        ("The bridge opened in 1931.", [1], True),
        ("The bridge opened on May 5, 1931.", [1], False),
        ("The bridge opened on May 4, 1932.", [1], False),
        ("Adaline Quill opened it.", [1], True),
        ("Beatrice Quill opened it.", [1], False),
        ("It is three hundred metres long.", [2], True),
        ("It is 300 metres long.", [1], False),  # not what it cites
        ("It is 350 metres long.", [2], False),
        ("It was closed on January 26, 2024.", [3], True),  # last Friday
        ("It was closed on January 19, 2024.", [3], False),
        ("It was closed at 19:30.", [3], True),
        ("It was closed at 18:30.", [3], False),
        ("It is not lit at night.", [4], True),
        ("It is not 300 metres long.", [2], False),
        ("Yes, the Quillmark bridge is 300 metres long.", [2], True),  # its title names the town
        ("Visitors from abroad admire its elegant cables.", [2], False),
        ("Engineers admire its cables.", [2], False),
        ("The bridge is long.", [], False),
    ],
)
def test_what_is_said_must_stand_in_what_is_cited(
    said: str, numbers: list[int], stands: bool
) -> None:
    sources = sources_of([found()])
    cited = [source for source in sources if source.number in numbers]
    assert is_grounded(said, cited, "What of the bridge?") is stands


@pytest.mark.parametrize(
    ("source", "said", "stands"),
    [
        ("It cost €4.5 million.", "It cost 4.5 million euros.", True),
        ("It cost €4.5 million.", "It cost $4.5 million.", False),
        ("The trail is 14 km long.", "The trail is 14 kilometres long.", True),
        ("The trail is 14 km long.", "The trail is 14 m long.", False),
        ("He ran for seven hours.", "He ran for 7 days.", False),
        ("It costs £30 a month, or £300 a year.", "It costs 30 pounds per month.", True),
        ("It costs £30 a month, or £300 a year.", "It costs £30 a year.", False),
        ("It takes at least 40 tonnes.", "It takes at most 40 tonnes.", False),
        ("It has 1,250 staff.", "It has a staff of 1,250 people.", True),
        ("The code of the door is 0420.", "The code of the door is 420.", False),
        ("She finished third in the race.", "She was 3rd in the race.", True),
        ("She finished third in the race.", "She finished second in the race.", False),
        ("Half of the members voted.", "A quarter of the members voted.", False),
        ("About 45% backed the plan.", "Roughly 45 per cent backed the plan.", True),
        ("| Leeds | 1931 | 300 m |", "The one in Leeds is 300 metres long.", True),
        ("It went to J. R. R. Moss.", "It went to J.R.R. Moss.", True),
        ("It takes effect on 1 July.", "It takes effect in July.", True),
        ("It takes effect on 1 July.", "It takes effect in June.", False),
        ("The bridge was closed.", "The bridge was closed on January 29, 2024.", False),
        ("It is not lit, but it is long.", "It is lit.", False),
        ("It is not lit, but it is long.", "It is long.", True),
        ("It is not lit, but it is long.", "It is not long.", False),
        ("Sales rose in May.", "Sales fell in May.", False),
        ("It is closed on Mondays.", "It is open on Mondays.", False),
        ("It opens before lunch.", "It opens after lunch.", False),
        ("It is 300 metres long.", "It is 500 metres long.", False),  # as the question has it
    ],
)  # fmt: skip
def test_what_is_told_of_amounts_and_denied_is_the_source_s(
    source: str, said: str, stands: bool
) -> None:
    assert is_grounded(said, sources_of([found(source)]), "Is it 500 metres long?") is stands


def test_an_answer_is_worded_and_cited_by_slices() -> None:
    read = answer(citation(document(BRIDGE), "300 metres"), hits=(found(),), confidence=0.8)
    model = Scripted(
        "It is 300 metres long [2]. It cost 9 pounds [2]. It was opened in 1931 [1][2]."
    )
    told = worded(read, model)
    assert str(told) == "It is 300 metres long. [1] It was opened in 1931. [1][2]"
    assert [cited.quote for cited in told.citations] == [
        "It is 300 metres long.",
        "The Quill bridge was opened on 4 May 1931 by Adaline Quill.",
    ]
    assert {cited.score for cited in told.citations} == {None}  # the reader chose none of them
    assert (told.worded_by, told.remark, told.confidence) == ("scripted", "", 0.8)
    assert told.timings["word"] >= 0
    assert model.asked == [prompt_of(read.meant, sources_of(read.hits))]


def test_a_model_may_find_what_the_reader_was_not_sure_of() -> None:
    refused = answer(hits=(found(),), confidence=0.2)
    told = worded(refused, Scripted("It is 300 metres long [2]."))
    assert (refused.status, told.status) == ("not_found", "answered")


@pytest.mark.parametrize(
    ("said", "remark"),
    [
        ("It cost 9 pounds [2].", LEFT_OUT),
        ("It is 300 metres long.", LEFT_OUT),
        ("It is 300 metres long [7].", LEFT_OUT),
        (NOTHING, "scripted finds no answer in these passages"),
        (ModelError("it is off"), "it is off"),
    ],
)  # fmt: skip
def test_the_reader_s_answer_stands_where_the_model_gives_none(
    said: str | Exception, remark: str
) -> None:
    read = answer(citation(document(BRIDGE), "300 metres"), hits=(found(),))
    told = worded(read, Scripted(said))
    assert (told.statements, told.citations) == (read.statements, read.citations)
    assert (told.remark, told.worded_by) == (remark, "")


def test_contradictions_and_answers_without_passages_are_not_worded() -> None:
    cited = citation(document(BRIDGE), "300 metres")
    for read in (answer(cited, status="conflicting", hits=(found(),)), answer(cited)):
        model = Scripted("It is 300 metres long [2].")
        assert worded(read, model) is read
        assert model.asked == []


def test_an_endpoint_is_asked_as_openai_s_api_is() -> None:
    with chat_server("300 metres [1]") as server:
        model = ChatModel(server.url, key="secret", options={"temperature": 0})
        assert model.complete(ASKED) == "300 metres [1]"
        assert model.name == "tiny"
        assert server.asked == [
            {
                "model": "tiny",
                "messages": [
                    {"role": "system", "content": "Be brief."},
                    {"role": "user", "content": "How long is the bridge?"},
                ],
                "temperature": 0,
            }
        ]
        assert {headers["Authorization"] for headers in server.headers} == {"Bearer secret"}


def test_v1_may_be_left_out_of_an_address() -> None:
    with chat_server("yes") as server:
        assert ChatModel(server.url.removesuffix("/v1"), model="any").complete(ASKED) == "yes"
        assert server.asked[0]["model"] == "any"


@pytest.mark.parametrize("address", ["{}/", " {}\n", "{}/chat/completions", "{}?version=1"])
def test_an_address_is_read_as_people_copy_it(address: str) -> None:
    with chat_server("yes") as server:
        assert ChatModel(address.format(server.url), model="any").complete(ASKED) == "yes"


def test_an_endpoint_on_this_machine_is_not_asked_by_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with chat_server("yes") as server:
        assert ChatModel(server.url, model="any").complete(ASKED) == "yes"


def test_what_is_no_text_of_utf_8_is_sent_escaped() -> None:
    with chat_server("yes") as server:
        assert ChatModel(server.url, model="模型\udcff").complete(ASKED) == "yes"
        assert server.asked[0]["model"] == "模型\udcff"


def test_a_key_is_sent_without_the_end_of_its_line_and_never_shown() -> None:
    with chat_server("yes") as server:
        ChatModel(server.url, model="any", key="secret\n").complete(ASKED)
        assert server.headers[-1]["Authorization"] == "Bearer secret"
    for key in ("sec\nret", "sécret"):
        with pytest.raises(InputError, match="characters that no key has") as told:
            ChatModel("http://localhost", key=key)
        assert key not in str(told.value)
    with pytest.raises(ModelError, match="cannot be reached") as failed:
        ChatModel("http://me:secret@127.0.0.1:9/v1?key=secret", model="any").complete(ASKED)
    assert "secret" not in str(failed.value)


def test_a_text_may_come_in_parts() -> None:
    parts = '[{"type": "text", "text": "ye"}, {"type": "text", "text": "s"}]'
    with chat_server(body=f'{{"choices": [{{"message": {{"content": {parts}}}}}]}}') as server:
        server.replies = [""]
        assert ChatModel(server.url, model="any").complete(ASKED) == "yes"


@pytest.mark.parametrize("address", ["", "localhost", "ftp://host/v1", "http://", 7])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is no address of a language model; give one such as"):
        ChatModel(address)


@pytest.mark.parametrize(
    ("served", "said"),
    [
        ({"models": ("one", "two")}, "serves one, two; name the model"),
        ({"models": ()}, "serves none; name the model"),
        ({"status": 404, "body": "no  such model"}, "refused .404.: no such model"),
        ({"models": (None,)}, "serves none; name the model"),
        (
            {"status": 401, "body": '{"error": {"message": "bad \\u001b[31mkey"}}'},
            r"refused .401.: bad \[31mkey; is RAG_LLM_KEY its key",
        ),
        ({"status": 307, "body": "{}"}, "refused .307."),
        ({"body": '{"error": "no model"}'}, "refused .200.: no model"),
        ({"body": "[" * 100_000}, "is no OpenAI-compatible endpoint"),
        ({"body": "<html>"}, "is no OpenAI-compatible endpoint"),
        ({"body": "[]"}, "is no OpenAI-compatible endpoint"),
        ({"body": '{"choices": []}'}, "answers without a text"),
    ],
)
def test_what_an_endpoint_does_wrong_is_said(served: dict[str, object], said: str) -> None:
    with chat_server("yes", **served) as server:
        model = ChatModel(server.url, model="" if "models" in served else "any")
        with pytest.raises(ModelError, match=said):
            model.complete(ASKED)


def test_an_endpoint_that_is_off_or_slow_is_said_so() -> None:
    with chat_server("yes") as server:
        url = server.url
    with pytest.raises(ModelError, match=r"cannot be reached .*; start it, check the address"):
        ChatModel(url, model="any").complete(ASKED)
    with (
        chat_server("yes", waits=60) as server,
        pytest.raises(ModelError, match=r"took longer than 0.1 seconds; use a smaller one"),
    ):
        ChatModel(server.url, model="any", timeout=0.1).complete(ASKED)


def test_a_knowledge_base_asks_the_model_once_an_answer_in_talks_too(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    model = Scripted("Adaline Quill opened it [1].")
    with KnowledgeBase.open(tmp_path / "index", llm=model) as kb:
        kb.sync(folder)
        stages: list[str] = []
        assert str(kb.ask("Who opened the bridge?", on_stage=stages.append)) == (
            "Adaline Quill opened it. [1]"
        )
        assert stages[-1] == "wording"
        chat = kb.chat()
        chat.ask("Who opened the bridge?")
        assert chat.history[-1].answer == "Adaline Quill"  # later questions lean on the name alone
        assert chat.ask("and when?").worded_by == "scripted"
        assert len(model.asked) == 3


@pytest.mark.parametrize("llm", ["http://localhost:11434/v1", ChatModel, 3])
def test_what_is_no_language_model_is_refused_before_anything_is_opened(
    llm: object, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"llm is .*; give rag.ChatModel\(address\)"):
        KnowledgeBase.open(tmp_path / "index", llm=llm)  # type: ignore[arg-type]
    assert not (tmp_path / "index").exists()


def test_whoever_has_no_language_model_does_not_wait_for_what_reads_one() -> None:
    told = "import sys, rag.knowledge_base; print('rag.generation.wording' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
