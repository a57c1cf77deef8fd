"""Where a sentence ends: "¦" in an example marks each boundary that must be found, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.sentences import sentence_spans

CASES = [
    "The quote of Bramley & Sons Ltd. (£1,950 excl. VAT) was too high. ¦£30 was offered.",
    "The total is £7,850 + VAT, i.e. £9,420 in all. ¦$5 of it is a tip.",
    "It was built by Wm. Hobday. ¦Ask Fr. Anselm Brown.\n\n¦Hon. Sec. Mary Platt, Tel. 01632 960",
    "Bus 4 dep. 10:15, arr. 11:20. ¦It is full.",
    "One sentence without a stop",
    "It rained.¦ We stayed in.",
    "Is it true?¦ Yes!¦ No.",
    "What?!¦ Really?!",
    "Mr. Lee met Mrs. Kim and Dr. Park.¦ They left.",
    "Prof. Um spoke.¦ Gen. Lee and Sen. Cox listened.",
    "The U.S. Army moved.¦ It won.",
    "He lives in the U.S.¦ She lives in Rome.",
    "He moved to Washington, D.C.¦ Then he wrote.",
    "George W. Bush spoke.¦ J. K. Rowling wrote.",
    "J. R. R. Tolkien wrote it.¦ I read it.",
    "He chose plan B.¦ Then he left.",
    "It was I.¦ Nobody else knew.",
    "Fruit, e.g. Apples from Kent, is cheap.¦ Buy some.",
    "Some fruit, i.e. Pears, rots.",
    "Cleaning by fam. Castell.¦ Questions: tel. Ludger, ext. 204, max. 20 kg excl. VAT.",
    "See fig. 3 and p. 12.¦ Then go on.",
    "No. 5 is alive.¦ No.¦ He is not.",
    "World No. 1 at youth level.¦ Ask No. 10.",
    "It opened on Jan. 24, 2024.¦ Fans came.",
    "It closed in Dec.¦ The next opened.",
    "At 5 p.m. Monday it began.¦ At 6 a.m. Eastern it ended.",
    "It ended at 5 p.m.¦ Police came.",
    "The log began at 4 p.m. ET.¦ It grew.",
    "It is out at 6 p.m. Korean time, they say.¦ We met at 5 p.m.¦ Time flew.",
    "It began at 10 a.m. New York time.¦ At 6 p.m.¦ London slept.",
    "Acme Inc. Chairman Jo Li resigned.¦ Acme Inc.¦ The end.",
    "Smith v. Jones was decided.¦ Roe v. Wade was overturned.",
    "Sammy Davis Jr.¦ He was great.",
    "St. Louis won.¦ They met on Main St.¦ The road was wet.",
    "They came from Ky. Big Clifty.",
    "Pi is 3.14.¦ Twice that is 6.28.",
    "It cost $1.5 million.¦ That is 2.5% more.",
    "Visit example.com for more.¦ Or www.example.org.",
    "Version 2.0.1 is out.¦ Install it.",
    '"I am here."¦ She smiled.',
    'He said "stop."¦ "Why?" she asked.',
    "“Stop!” he cried.¦ “Now.”",
    "‘No.’¦ ‘Yes.’",
    "He left (at last.)¦ She stayed.",
    "He left (she stayed).¦ It ended.",
    "It is known.[1]¦ It is old.[2][3]¦ It stays.",
    "Tracks are Holssi, Shh.., Shopper, and Stan U.",
    "Well... maybe not.¦ Well...¦ Maybe.",
    "Wait… what?¦ Wait…¦ What?",
    "Yahoo! said it grew.¦ Yum! also did.",
    "1. First do this.¦ Then that.",
    "a. Then comes this.",
    "(2) Next.",
    "I own an iPhone.¦ iPhones are dear.",
    "It was over.¦ 12 people left.",
    "It was over.¦ (Nobody cared.)¦ We left.",
    "It was over. - Anonymous",
    "Great!¦ 🎉 We won.¦ 👏",
    "今日は晴れ。¦明日は雨。¦本当？¦はい！",
    "「はい。」と答えた。¦終わり。",
    "你好。¦我是李明。",
    "هل جاء؟¦ نعم جاء.¦ شكرا.",
    "यह सच है।¦ वह गया।",
    "Ça va?¦ Très bien.¦ À demain.",
    "¿Vienes?¦ ¡Claro!",
    "A line that is\nwrapped goes on.¦ It ends\nhere.",
    "A title\n\n¦The text.",
    "Wrapped with CRLF\r\ngoes on.\r\n\r\n¦New paragraph.",
    "Old Mac line\rgoes on.\r\r¦New paragraph.",
    "No stop here\n \t \n¦but a blank line.",
    "# Heading\n¦Text follows.¦ More.",
    "Heading\n=======\n¦Text follows.",
    "## No. 1? Yes. A heading\n\n¦Text.",
    "Items:\n¦- one\n¦- two",
    "Steps:\n¦1. Open it.\n¦2. Close it.",
    "* first item\n  goes on\n¦* second item",
    "| a | b. C |\n¦| 1. | 2 |",
    "Code:\n\n¦```\na = 1. B\n\nb = 2\n```\n\n¦Done.",
    "~~~\nx. Y\n~~~",
    "Above.\n\n¦---\n\n¦Below.",
    "The Annual Report\n¦This is the report of a company that makes very many things.¦ It grew.",
    "Present: Jo Li (chair), Kim Um (treasurer), Raj Patel\n¦Apologies: Susan Bright",
    "Payment: cash, bank card or invoice (14 days net)\n¦Opening hours: Monday to Friday 9 am",
    "From: Jo Li <jo@li.example>\n¦Date: Fri, 9 Feb 2024 10:05:00 +0000\n¦Subject: Re: Offer",
    'Thesis: "Compression of time series"\n¦**2007 - 2010**: BSc in mathematics, Salzburg',
    "**2012 - 2014**: Junior developer, Moser & Partner\n¦**2010 - 2012**: Student",
    "Lamp | 34.50 | in stock\n¦Shelf of oak, 80 cm | 49.90 | sold out",
    "Jo Li\n¦Kim Kitchens\n¦12 Harbour Road\n¦Leeds",
    "Shall I compare thee to\na summer day\n¦Thou art more fair",
    "The curfew tolls the knell of parting day\n¦The lowing herd winds slowly on the hill\n"
    "¦The ploughman homeward plods his weary way\n¦And leaves the world to darkness",
    "The house has a large garden with old trees, so that it is never too hot in summer, and a"
    " pool, which is covered in winter\n¦The garage has room for two cars",
    "Payment: the invoice of the firm must be paid within\nthirty days of its date.\n¦Fee: none",
    "The letter was sent by the office of the\nMinister: Dr Um signed it in person.",
    "They met at the house of the late George\nWashington and spoke about the war.",
    "Note: it was the first time that the people of New\nYork saw it.",
    "THE SOFTWARE IS PROVIDED BY THE HOLDERS AS IS\nWARRANTIES OF ANY KIND ARE DISCLAIMED"
    "\nNO HOLDER SHALL BE LIABLE FOR ANY DAMAGES\nHOWEVER CAUSED AND WHEREVER ARISING.",
    "Pygments\n^^^^^^^^\n\n¦It colours code.",
    "他们在北京开会讨论问题\n会议持续了三天\n大家都很满意\n然后回家",
    "He went home.¦   Twice the space.",
    "He went home.¦\tA tab.",
    "Ph.D. students work.¦ He has a Ph.D.¦ She has two.",
    "It came by mail, etc.¦ They kept it.",
    "The EU, the U.K. and the U.S. agreed.",
    "They want 5 ft. of rope.",
    "In the U.S. 40 million adults sleep badly.¦ It shows.",
    "The U.S. 10-year Treasury yield and the non-U.S. 5-year one rose.",
    "Walker et al. (2017) and Kim et al. [12] reported it.¦ See Um et al. 2019 too.",
    "Acme Corp. 2020 report.¦ A Ph.D. (1990) from Yale.",
    "Walker, M. (2017).¦ Sleep.¦ He chose plan B.¦ 12 people left.",
    "It ended at 5 p.m. (1700 GMT).¦ It began at 5 p.m.¦ 40 people came.",
    "He was born in 1990.¦ 40 people came.¦ (2 of them left.)",
    'He lives in the U.S.¦ "40 people came."',
    "Harbour Inn, 4 to 9 May\n  ¦double room with a view, 90 a night\n  ¦reference HI-77, paid\n"
    "  ¦bring towels,\n  and slippers",
    "The inn\n   ¦It was a dark night when\n   nobody was about in\n   town.",
    "Moss and others wrote on the life of the\n  northern otter and\n  all of its habits",
    "Firms:\n¦1. Acme Inc.\n¦2. Globex Ltd.\n¦3. Initech of the U.S.",
]


@pytest.mark.parametrize("marked", CASES)
def test_a_text_is_cut_exactly_where_it_is_marked(marked: str) -> None:
    text = marked.replace("¦", "")
    found = [text[span.start : span.end] for span in sentence_spans(text)]
    assert found == [part.strip() for part in marked.split("¦")]


def test_a_short_line_before_wrapped_ones_is_a_sentence_of_its_own() -> None:
    text = "Annual Report\nThe company makes many things and sells\nthem in the north. It grew."
    found = [text[span.start : span.end] for span in sentence_spans(text)]
    assert found[0] == "Annual Report"
    assert found[1] == "The company makes many things and sells\nthem in the north."


def test_only_the_given_stretch_is_read() -> None:
    text = "One. Two. Three."
    assert [(span.start, span.end) for span in sentence_spans(text, 5, 9)] == [(5, 9)]
    assert sentence_spans(text, 4, 5) == []


TEXTS = st.text(st.sampled_from("aB1.!? \n\r\t\"'()…。؟é漢👩‍#|-*`[],U") | st.characters())


@given(TEXTS)
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    covered = [index for span in spans for index in range(span.start, span.end)]
    assert len(set(covered)) == len(covered)
    missing = set(range(len(text))) - set(covered)
    assert all(text[index].isspace() for index in missing)


@given(TEXTS)
def test_sentences_are_in_order_and_have_no_space_around_them(text: str) -> None:
    spans = sentence_spans(text)
    assert spans == sorted(spans)
    sentences = [text[span.start : span.end] for span in spans]
    assert all(sentence and sentence == sentence.strip() for sentence in sentences)


@pytest.mark.parametrize(
    "unit", [". ", ".", "?\"')", "a. ", "\n", "- ", " ", "word ", "```\n", "A b c. "]
)
def test_a_huge_text_is_covered_by_its_sentences(unit: str) -> None:
    """Quadratic time would show here as minutes; benchmarks/chunking.py has the rates."""
    text = unit * (200_000 // len(unit))
    covered = sum(len(text[span.start : span.end].split()) for span in sentence_spans(text))
    assert covered == len(text.split())
