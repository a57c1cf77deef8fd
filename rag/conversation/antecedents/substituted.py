"""What the last turn put in the place of something: what comes next is likeliest about that.

"and Ines?" after "where does Tomas live?", then "when did she join?" -> Ines. "Which halls are
played with Olga Brandt?", then "Which halls are played with Jan Holt?", then "who is he?" -> Jan
Holt. This module knows nothing of how a question is put together.
"""

import re
from dataclasses import replace

from rag.conversation.antecedents.phrases import Phrase
from rag.conversation.exchanges import Exchange
from rag.conversation.form.fragments import names_thing
from rag.conversation.form.names import keys_of
from rag.conversation.form.noun_phrases import article_before, find_noun_phrases
from rag.conversation.form.question_form import read_form
from rag.conversation.marking.marks import Said
from rag.conversation.word_keys import content_keys

_THE = re.compile(r"^the\s+", re.IGNORECASE)


def brought_up(last: Exchange, asked: Said) -> Phrase | None:
    """Give what a fragment put into the last question, as it stands there; None for no thing.

    `asked` is the last question with its words.
    """
    form = read_form(last.typed)
    fragment = last.typed[form.start : form.end]
    if form.kind != "fragment" or not names_thing(fragment) or asked.text != last.question:
        return None
    keys = content_keys(fragment)
    nouns = find_noun_phrases(asked.text, asked.words)
    noun = next((one for one in nouns if not keys.isdisjoint(keys_of(one))), None)
    if noun is None:
        return None
    start, end = noun[0].word.start, noun[-1].word.end
    article = "the" if article_before(asked.text, noun) is not None else ""
    return Phrase(0, start, end, asked.text[start:end], 1.0, keys_of(noun), article)


def latest_in_place(name: Phrase, said: str, last: Exchange) -> Phrase:
    """Give what took a name's place in the last question; the name itself if nothing did.

    "who plays with Ida?", then "who plays with Olga?": Olga; "with the clerk?": the clerk.
    """
    before, after = said[: name.start], said[name.end :]
    asked = last.question
    end = len(asked) - len(after)
    text = asked[name.start : end]
    bare = _THE.sub("", text)
    like = text[:1].isupper() or bare != text
    took = asked.startswith(before) and asked.endswith(after) and like
    stays = said[name.start : name.end] == name.text and content_keys(f"{before} {after}")
    if not (took and stays and name.is_name):
        return name
    leading = "the" if bare != text else name.leading
    keys = frozenset(content_keys(bare))
    return replace(name, part=0, end=end, text=bare, keys=keys, leading=leading)
