"""What the reader marked -> what may be said: rules on candidates, each for one kind of error.

- `answer_types/`: filters by the expected answer type; no place answers "how".
- `constraints/`: filters by what else the question requires; of two years, the one that it names.
- `expansions/`: span expansion; what is cut is made whole, as the date of a month.
- `lookups/`: answers by a place of the passages that has the answer in a known form.

`adjusting.py` lists them in their order. A rule that only leaves out is a filter (`filtering.py`).

What holds for every rule, and is said here alone: it is made for English; it knows nothing of how
candidates are found, scored or grouped, nor of how an answer is worded; and where its pattern of
questions does not match, it changes nothing. A rule's module opens in one form: what it leaves out
or widens; `Question:`, what is asked there; `Example:`, a question, a text, and what is kept (->)
or left out (not); `Exceptions:`, where it does nothing.
"""
