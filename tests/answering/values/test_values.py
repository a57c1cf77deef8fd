"""Two answers that say the same are recognised, two that do not are kept apart."""

from datetime import date

import pytest

from rag.answering.values.comparing import contradict, read_value, same_value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("January 24, 2024", "24 Jan 2024"),
        ("January 24, 2024", "2024-01-24"),
        ("on January 24", "January 24, 2024"),
        ("5-9 June 2024", "June 5-9, 2024"),
        ("June 5-9, 2024", "June 5 to June 9, 2024"),
        ("5-9 June 2024", "June 5 to 9"),
        ("24/09/2024", "September 24, 2024"),
        ("1/24/2024", "24/01/2024"),
        ("2024/01/24", "24.01.2024"),
        ("over seven hours", "7 hours"),
        ("seven", "7"),
        ("Taehyung", "Kim Taehyung"),
        ("the director", "Director"),
        ("Beyoncé", "beyonce"),
        ("$5 an hour", "5 dollars per hour"),
        ("two hours a day", "2 hours daily"),
        ("IU's", "IU"),
        ("a yellow pipe", "yellow pipe"),
        ("7:30 pm", "7.30pm"),
        ("7:30 pm", "19:30"),
        ("7:30 p.m.", "7:30PM"),
        ("7 am", "7 a.m."),
        ("7 pm", "7:00 pm"),
        ("noon", "12 pm"),
        ("12:30 am", "00:30"),
        ("7:30", "7:30 pm"),
        ("09:00", "9 am"),
        ("more than 300,000", "more than 336,000"),
        ("$5 million", "5 million dollars"),
        ("$5m", "$5 million"),
        ("$5m", "5 million dollars"),
        ("€5m", "5 million euros"),
        ("5 million US dollars", "$5 million"),
        ("USD 5 million", "$5 million"),
        ("$5 million", "5 million"),
        ("1.0 litre (4 cups)", "1 litre"),
        ("30 ml", "30 millilitres"),
        ("10 km (about 6 miles)", "10km"),
        ("5 L", "5 litres"),
        ("1,000 g", "1000.0 grams"),
        ("100 m", "100 metres"),
        ("100m", "100 meters"),
        ("5km", "5 km"),
        ("5 km", "five kilometres"),
        ("5 percent", "5%"),
        ("5 per cent", "5 %"),
        ("3-2", "3–2"),
        ("3-2", "3:2"),
        ("5 to 7 days", "5-7 days"),
        ("5-7 days", "five to seven days"),
        ("between 5 and 7 days", "5 to 7 days"),
        ("555-1234", "555 1234"),
        ("-5 °C", "−5 °C"),
        ("minus five", "-5"),
        ("-5 °C", "-5 degrees Celsius"),
        ("3.11.2", "Python 3.11.2"),
        ("2000 employees", "two thousand employees"),
        ("2000 employees", "2,000 employees"),
        ("about 2000 employees", "2100 employees"),
        ("Friday", "Friday"),
        ("Friday", "on Friday"),
        ("yesterday", "yesterday"),
        ("January 24 at 7:30 pm", "January 24"),
        ("June 5 to June 9", "June 5 - June 9"),
        ("A", "A"),
        ("vitamin A", "Vitamin A"),
        ("C++", "c++"),
        ("two and a half hours", "2.5 hours"),
        ("2½ hours", "2.5 hours"),
        ("half a million", "500,000"),
        ("half a million", "0.5 million"),
        ("21st", "twenty-first"),
        ("third", "3rd"),
        ("Apollo 11", "the Apollo 11 mission"),
        ("aged seven", "7"),
        ("32m views", "32 million views"),
        ("5 people", "five persons"),
        ("£30 a month", "£30 per month"),
        ("£30 monthly", "£30"),
        ("1,00,000", "100,000"),
        ("7 in all", "seven hours"),
        ("Paris", "Paris, France"),
        ("No. 7", "7"),
        ("no more than 5", "5"),
        ("1500", "1500 people"),
        ("20-foot", "20 feet"),
        ("7 hrs", "7 hours"),
        ("a five-minute film", "five minutes"),
        ("5 millions", "5 million"),
        ("$5.00", "$5"),
        ("Korean", "korean"),
        ("18+", "over 18"),
        ("6 ft 2 in", "6'2\""),
        ("11", "Apollo 11"),
        ("1,234.50", "1234.5"),
        ("Kim, 45", "Kim Taehyung, 45"),
        ("Beyoncé in 2012", "Beyonce in 2012"),
        ("Lee, 45", "He is 45"),
        ("Aged 45", "Lee, 45"),
        ("7 Grammys", "seven Grammy Awards"),
        ("5 Million Dollars", "USD 5 million"),
        ("Published January 24", "Released on January 24"),
        ("Simon & Garfunkel", "Simon and Garfunkel"),
        ("R&B", "R & B"),
        ("U.S.", "the US"),
        ("U.K", "UK"),
        ("Washington, D.C.", "Washington DC"),
        ("J.K. Rowling", "JK Rowling"),
        ("J. K. Rowling", "JK Rowling"),
        ("5 in the U.K.", "5 in the UK"),
        ("500 B.C.", "500 BC"),
        ("a second term", "second term"),
        ("second edition", "2nd edition"),
        ("a second later", "one second later"),
        ("24 frames a second", "24 frames per second"),
        ("a twenty-second clip", "20 seconds"),
        ("fall of 2024", "autumn 2024"),
        ("1800", "1,800"),
        ("1800", "1,800 members"),
        ("Kim", "Kim, 45"),
        ("Paris", "Paris, on 5 May"),
    ],
)
def test_equal_answers_are_the_same(one: str, other: str) -> None:
    assert same_value(read_value(one), read_value(other))
    assert same_value(read_value(other), read_value(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("January 24, 2024", "January 28, 2024"),
        ("seven hours", "eight hours"),
        ("Kim Taehyung", "Um Tae-hwa"),
        ("Kim", "Kimberly"),
        ("", "Kim"),
        ("!", "!"),
        ("3-2", "3-1"),
        ("7:30 pm", "7:45 pm"),
        ("7:30 am", "7:30 pm"),
        ("7", "7:30"),
        ("7:30 pm KST", "7:30 pm EST"),
        ("3.11.2", "3.11.7"),
        ("192.168.1.1", "192.168.1.2"),
        ("555-1234", "555-9876"),
        ("-5 °C", "5 °C"),
        ("minus 5 degrees", "5 degrees"),
        ("5 °C", "5 °F"),
        ("$5 million", "€5 million"),
        ("A$5", "US$5"),
        ("5 to 7 days", "5 to 9 days"),
        ("5 to 7 days", "5 days"),
        ("3", "3-2"),
        ("Apollo 11", "11 people"),
        ("Section 5", "Chapter 5"),
        ("Boeing 747", "Airbus 747"),
        ("$5 million in 2020", "$7 million in 2020"),
        ("7:30 pm on Friday", "7:45 pm on Friday"),
        ("January 24 at 7:30 pm", "January 24 at 8 pm"),
        ("June 5 to June 9", "June 5 to June 12"),
        ("June 5-9, 2024", "June 5-12, 2024"),
        ("2019-2021", "2019-2023"),
        ("1500 people", "1500 cats"),
        ("1600 metres", "1600 km"),
        ("2000 employees", "2000 customers"),
        ("01/24/2024", "01/28/2024"),
        ("24.01.2024", "24.02.2024"),
        ("January 28, 2024", "24.01.2024"),
        ("Monday to Friday", "Monday to Saturday"),
        ("guilty", "not guilty"),
        ("available", "no longer available"),
        ("married", "never married"),
        ("no one", "one"),
        ("over 50", "under 50"),
        ("at least 18", "at most 18"),
        ("no more than 5", "6"),
        ("no less than 5", "4"),
        ("before 1990", "after 1990"),
        ("since 2010", "until 2010"),
        ("500 BC", "500 AD"),
        ("1600 BC", "AD 1600"),
        ("two and a half", "two"),
        ("two and a half hours", "two hours"),
        ("half a million", "a million"),
        ("half a dozen", "a dozen"),
        ("half an hour", "an hour"),
        ("twenty", "twenty-third"),
        ("third", "twenty-third"),
        ("hundreds of people", "100 people"),
        ("millions", "1 million"),
        ("3,5 km", "35 km"),
        ("2½ hours", "2 hours"),
        ("2½", "21/2"),
        ("C++", "C"),
        ("C#", "C++"),
        ("B+", "B-"),
        ("Disney+", "Disney"),
        ("hepatitis A", "hepatitis B"),
        ("vitamin A", "vitamin C"),
        ("Kim", "Kim's father"),
        ("rose 5%", "fell 5%"),
        ("three years earlier", "three years later"),
        ("5 km north", "5 km south"),
        ("president", "vice president"),
        ("seven eleven", "eighteen"),
        ("Friday", "Monday"),
        ("Q1 2024", "Q2 2024"),
        ("2024-01-24T08:00", "2024-01-28T08:00"),
        ("early 2024", "late 2024"),
        ("1.5 million", "1.7 million"),
        ("6'2\"", "6'4\""),
        ("1/2", "1/3"),
        ("16:9", "16:10"),
        ("1-800-555-1234", "1-800-555-9999"),
        ("100 m", "100 million"),
        ("$5", "5%"),
        ("5 kg", "5 lb"),
        ("up 3 points", "down 3 points"),
        ("January to March", "January to April"),
        ("£5", "$5"),
        ("5 mg", "5 g"),
        ("2 hours 30 minutes", "2 hours"),
        ("seven", "seventy"),
        ("10:00-12:00", "10:00-14:00"),
        ("x86", "x64"),
        ("Mk 1", "Mk 2"),
        ("4:3", "4:5"),
        ("9 am", "9 pm"),
        ("Friday the 13th", "Friday the 20th"),
        ("Henry VIII", "Henry VII"),
        ("1st", "2nd"),
        ("+5", "-5"),
        ("$-5", "$5"),
        ("with sugar", "without sugar"),
        ("smoking", "non-smoking"),
        ("$5 per hour", "$5 per day"),
        ("two hours a day", "two hours a week"),
        ("one of the founders", "one of the critics"),
        ("Kim, 45", "Lee, 45"),
        ("Adele in 2012", "Beyoncé in 2012"),
        ("7 pm in Paris", "7 pm in London"),
        ("a rise of 5%", "a fall of 5%"),
        ("a 5% increase", "a 5% cut"),
        ("profit of $5 million", "loss of $5 million"),
        ("profits fell 5%", "rose 5%"),
        ("5 in the U.K.", "5 in the U.S."),
        ("first half of 2021", "second half of 2021"),
        ("the first week of May", "the second week of May"),
        ("a second term", "a third term"),
        ("second half", "half"),
        ("third-largest", "largest"),
        ("second largest city", "largest city"),
        ("11 hours and 20 minutes", "minutes"),
        ("34.50 euros", "euros"),
        ("34.50 Euros", "Euros"),
        ("10 pm to 6 am", "pm"),
        ("10 PM", "PM"),
        ("1 December 2023", "December"),
        ("1800", "1,900"),
        ("in 1800", "1,800"),
        ("Apollo 11", "Apollo"),
        ("7 Grammys", "Grammys"),
        ("the fall of 2024", "the spring of 2024"),
        ("£30 every month", "£30 every year"),
        ("£30 a month", "£30 yearly"),
        ("5 mg per kg", "5 mg per day"),
        ("20 m (30 cm deep)", "20 m"),
        ("1 litre (300 g)", "1 litre"),
        ("30 ml", "30 litres"),
    ],
)
def test_different_answers_are_not(one: str, other: str) -> None:
    assert not same_value(read_value(one), read_value(other))
    assert not same_value(read_value(other), read_value(one))


def test_a_weekday_is_compared_as_the_day_that_its_document_means() -> None:
    friday = read_value("last Friday", date(2024, 1, 29))
    assert same_value(friday, read_value("January 26, 2024"))
    assert not same_value(friday, read_value("January 19, 2024"))


def test_a_bare_weekday_of_the_week_before_or_after_is_no_contradiction() -> None:
    before, after = date(2024, 1, 30), date(2024, 1, 31)  # a Tuesday and a Wednesday
    old = read_value("Wednesday", before, before="It opened on ")
    new = read_value("on Wednesday", after, before="It opened ")
    assert old.dates != new.dates
    assert same_value(old, new)
    assert not same_value(read_value("last Wednesday", before), new)
    assert not same_value(read_value("Thursday", before, before="It opened on "), new)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("January 24, 2024", "date"),
        ("7:30 pm", "time"),
        ("January 24 at 7:30 pm", "date"),
        ("$5 million in 2020", "number"),
        ("seven hours", "number"),
        ("Kim Taehyung", "text"),
        ("he said that on January 24, 2024 seven people came to see him", "text"),
    ],
)
def test_the_kind_of_a_value_is_told(text: str, kind: str) -> None:
    assert read_value(text).kind == kind


@pytest.mark.parametrize(
    ("after", "other", "expected"),
    [
        (" tracks such as Holssi", "-minute short film", False),
        (" tracks such as Holssi", " tracks in all", True),
        (" tracks", " of them", True),
        (" tracks", ", they said", True),
        (" people", " died in the crash", True),
        (" people", " may have died", True),
        (" million tracks", " tracks", True),  # it is the answer that says how many
    ],
)
def test_a_bare_number_counts_what_stands_after_it(after: str, other: str, expected: bool) -> None:
    values = [read_value("five", None, text) for text in (after, other)]
    assert same_value(*values) is expected


@pytest.mark.parametrize(
    ("text", "after", "other", "expected"),
    [
        ("7:30", " pm.", "7:30 pm", True),
        ("7:30", " am.", "7:30 pm", False),
        ("7", " pm.", "7 am", False),
        ("January 24", ", 2023, they say", "January 24, 2024", False),
        ("Apollo 11", " astronauts", "Apollo 11", True),
    ],
)
def test_what_stands_after_an_answer_completes_it(
    text: str, after: str, other: str, expected: bool
) -> None:
    assert same_value(read_value(text, date(2024, 1, 29), after), read_value(other)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("January 24, 2024", "January 28, 2024", True),
        ("January 24 at 7 pm", "January 24 at 8 pm", True),
        ("5-9 June 2024", "June 5 to June 9, 2024", False),
        ("5-9 June 2024", "June 5 to June 12, 2024", True),
        ("1/24/2024", "24/01/2024", False),
        ("1/24/2024", "28/01/2024", True),
        ("3/4/2024", "4/3/2024", False),
        ("7:30 pm", "7:45 pm", True),
        ("3-2", "3-1", True),
        ("5 to 7 days", "5 to 9 days", True),
        ("5 to 7 days", "5 days", False),  # one of them may say less
        ("January 24", "January 24 to 28", False),
        ("seven hours", "seven days", False),
        ("Section 5", "Chapter 6", False),
        ("in May", "2024", False),
        ("yesterday", "January 24, 2024", False),
        ("Kim Taehyung", "Um Tae-hwa", False),
        ("Kim, 45", "Lee, 45", False),
        ("Kim, 45", "Lee, 46", False),
        ("Kim, 45", "Kim, 46", True),
        ("Adele in 2012", "Beyoncé in 2012", False),
        ("7:30 pm", "19:30", False),
        ("7:30 pm", "January 24", False),
    ],
)
def test_values_contradict_when_both_cannot_be_right(one: str, other: str, expected: bool) -> None:
    assert contradict(read_value(one), read_value(other)) is expected
    assert contradict(read_value(other), read_value(one)) is expected


def test_numbers_of_those_to_whom_different_things_happened_do_not_contradict() -> None:
    five, six = read_value("five", after=" died"), read_value("six", after=" were hurt")
    assert not contradict(five, read_value("Six", after=" escaped unhurt"))
    assert contradict(five, read_value("six", after=" died later"))
    assert not contradict(five, six)


@pytest.mark.parametrize(
    ("text", "after", "unit"), [("20", "s were cold", None), ("5", "-year plan", "year")]
)
def test_a_bare_number_counts_what_goes_on_after_it(text: str, after: str, unit: str) -> None:
    (quantity,) = read_value(text, after=after).quantities
    assert quantity.unit == unit


def test_a_leap_day_takes_over_no_common_year() -> None:
    leap, friday = read_value("Feb 29 in 2023"), read_value("on Friday")
    assert not same_value(leap, friday)
    assert not contradict(leap, friday)
    assert [str(day) for day in read_value("Feb 29 in 2024").dates] == ["February 29, 2024"]


def test_what_a_number_is_so_much_for_may_stand_after_it() -> None:
    monthly, yearly = (read_value("£30", after=after) for after in (" every month.", " a year."))
    assert not same_value(monthly, yearly)
    assert not contradict(monthly, yearly)
    assert same_value(monthly, read_value("£30"))
    assert contradict(monthly, read_value("£32", after=" a month."))
