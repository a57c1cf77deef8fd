"""What the last turn brought up with a fragment: who speaks on is likeliest to speak of that.

"and Ines?" after "where does Tomas live?", then "when did she join?": Ines. "and the long one?"
after "how long is the short route?", then "where does it go?": the long route. English only. This
module knows nothing of how a question is put together.
"""

import re

from rag.conversation.exchanges import Exchange
from rag.conversation.forms import PREPOSITION, read_form
from rag.conversation.marks import Said
from rag.conversation.names import keys_of
from rag.conversation.phrases import Phrase
from rag.conversation.slots import article_before, find_slots, is_time, names_something
from rag.conversation.words import content_keys

_SAID_OF = re.compile(rf"(?:{PREPOSITION}|per)\b", re.IGNORECASE)  # "for children", "per day"


def brought_up(last: Exchange, asked: Said) -> Phrase | None:
    """Give what a fragment put into the last question, as it stands there; None for no thing.

    `asked` is the last question with its words.
    """
    form = read_form(last.typed)
    fragment = last.typed[form.start : form.end]
    said_of = _SAID_OF.match(fragment) or is_time(fragment) or not names_something(fragment)
    if form.form != "fragment" or said_of or asked.text != last.question:
        return None
    keys = content_keys(fragment)
    slots = find_slots(asked.text, asked.words)
    slot = next((one for one in slots if not keys.isdisjoint(keys_of(one))), None)
    if slot is None:
        return None
    start, end = slot[0].word.start, slot[-1].word.end
    article = "the" if article_before(asked.text, slot) is not None else ""
    return Phrase(0, start, end, asked.text[start:end], 1.0, keys_of(slot), article)
