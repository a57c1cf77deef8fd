"""What a short answer says, read as a value: dates, times of day, numbers with units, names.

`comparing.read_value("over seven hours")` gives a `Value`, and `comparing.same_value` and
`contradict` say of two values whether they agree, or cannot both be right. The other modules each
read one kind. All is English only. Nothing here knows of questions, documents or candidates; the
day on which a text was published may be given, to complete "last Friday".

Words of several modules: `before` and `after` are how the sentence of an answer begins and goes on
around it; a *rest* is a text in which what was read is overwritten with bars, so that the next
module does not read it again.
"""
