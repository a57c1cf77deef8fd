"""Follow-up questions without a language model: a question and what was said -> what it means.

A follow-up leaves out what was said before: "how deep is it?", "and the lake?", "when?". Its way:

1. `marking/`: a trained model marks which words of earlier turns it means, and which of its own
   words give way.
2. `form/`: it is whole ("how deep is it?"), a fragment ("and the lake?") or a sluice ("when?").
3. `antecedents/`: what its anaphors stand for: "it" -> "the pond".
4. `ellipsis/`: what a fragment or a sluice leaves unsaid: "how deep is", of the last question.
5. `rewriting.py`, `resolving.py`: a standalone question; a second reading where that is in doubt.
6. `choosing.py`: the readings are asked, and the answers decide between them.

`small_talk.py` and `collection.py` tell what asks nothing of the documents' texts. Words used here:

- anaphor: a word that points back, "it", "his", "the band"; its antecedent: what it stands for;
- fragment: a question without a verb; its correlate: what it is said instead of in the last
  question, "the pond" for "the lake" in "how deep is the pond?";
- sluice: a question word with nothing behind it, "when?", "for how long?".

All of it is for English only, and names are told by their capitals.
"""

from rag.conversation.conversation import Conversation
from rag.conversation.exchanges import Exchange
from rag.conversation.marking.term_model import TermMarker
from rag.conversation.resolving import Resolution, Resolver

__all__ = ["Conversation", "Exchange", "Resolution", "Resolver", "TermMarker"]
