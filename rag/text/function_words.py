"""English words that carry no meaning by themselves, such as "the", "of" and "when".

Modules that compare words leave these out, and add words of their own that mean nothing there.
"""

FUNCTION_WORDS = frozenset(
    """
    a an and are as at be been but by can could did do does for from had has have he her him his how
    i in into is it its of on or our she so than that the their them there they this those to us was
    we were what when where which who will with would you your
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
