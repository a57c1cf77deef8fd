"""What to do where texts disagree: newer and older values, versions of a text, yes and no.

Goes in: a question and the groups of candidates that say the same (`grouping`), likeliest first.
Comes out: the groups in a better order, the two that are worth saying side by side, or the one that
the question asks for. `replacing` looks at values that a text takes back, `formerly` at questions
for what was before, `versions` at two versions of one text, `both_sides` at yes and no, and
`asked_apart` chooses where the question names one side. All is English only. Nothing here knows how
an answer is worded.
"""
