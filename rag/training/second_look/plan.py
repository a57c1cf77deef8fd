"""What the teacher and the second look are trained on, and for how long, on two cores."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rag.training import invented, passes, quotes, written
from rag.training.pool import Mixing
from rag.training.schedule import Stage
from rag.training.second_look.listed import MIXING

# The larger network that teaches read 46,000 questions in all (MODEL_CARD.md).
TEACHER = Stage(
    steps=1_430,
    mixing=Mixing(
        {
            **passes.SETTLED, quotes.SOURCE: 0.12, "news": 2.0, "squad20_dev_TRAINPART": 2.4,
            "squad11_dev_only_TRAINPART": 1.6, "squad_du_test": 1.2, "nq_qed_train": 1.7,
            "squadshifts_new_wiki": 0.8, written.CONTRASTS: 1.0, written.PARAGRAPHS: 0.5,
        },
        near_misses=0.15,
        perturbed=0.04,
        titles=0.75,
        listed={quotes.SOURCE: 1.0},
        lost=0.1,
    ),
    rate=6e-5,
    warm_up=80,
    cool_down=1_300,
    rows=32,
    micro_tokens=1_300,
    limits=(96, 128, 160),
    average=0.99,
    dropout=0.05,
    frozen=4,
    seed=101,
)  # fmt: skip

# Questions about the indexed corpus that lists are made for, and lists of other quotes.
SEARCHED, DRAWN = 6_000, 4_150
SEARCHED_SOURCES = (passes.INDEXED_SOURCE, written.REPORTS, written.NEWS)

TAUGHT = Stage(
    steps=1_460,
    mixing=MIXING,
    rate=1.5e-4,
    warm_up=40,
    cool_down=1_460,
    rows=16,
    micro_tokens=1_850,
    average=0.99,
    frozen=1,
    seed=311,
)

# Of what it learned, in the weights that are exported; the rest is the reader's (MODEL_CARD.md).
SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Round:
    """Lists whose right answer is known, how they are trained on, and how much of that is kept.

    So many questions of each set are searched in their folder, or asked of their passage, and so
    many lists are of the indexed corpus: None takes those among the teacher's lists.
    """

    in_folders: Mapping[str, int]
    of_passages: Mapping[str, int]
    searched: int | None
    stage: Stage
    share: float  # of what is learned, in the weights that the next round begins with
    seed: int


_KNOWN = replace(TAUGHT, rate=1.2e-4, warm_up=60, seed=419)
ROUNDS = (
    Round(
        in_folders={
            invented.EVERYDAY: 1_130, invented.LAYOUTS: 820, invented.FOLDERS: 460,
            invented.WORDINGS: 560, invented.TWINS: 460, invented.STORIES: 570,
        },
        of_passages={
            "squad20_dev_TRAINPART": 1_020, "nq_qed_train": 1_420,
            "squad11_dev_only_TRAINPART": 590, "squad_du_test": 710, "squadshifts_new_wiki": 590,
            passes.INDEXED_SOURCE: 470, written.ENTRIES: 1_070, written.CONTRASTS: 950,
            written.PARAGRAPHS: 590, written.REPORTS: 590,
        },
        searched=None,
        stage=replace(_KNOWN, steps=1_200, cool_down=1_200),
        share=0.5,
        seed=17,
    ),
    Round(
        in_folders={
            invented.EVERYDAY: 2_240, invented.LAYOUTS: 1_540, invented.FOLDERS: 840,
            invented.WORDINGS: 1_120, invented.TWINS: 720, invented.STORIES: 1_000,
        },
        of_passages={
            "squad20_dev_TRAINPART": 1_790, "nq_qed_train": 1_790,
            "squad11_dev_only_TRAINPART": 650, "squad_du_test": 900, "squadshifts_new_wiki": 720,
            passes.INDEXED_SOURCE: 360, written.ENTRIES: 1_070, written.CONTRASTS: 1_070,
            written.PARAGRAPHS: 720, written.REPORTS: 360,
        },
        searched=4_200,
        stage=replace(_KNOWN, steps=1_330, cool_down=1_330),
        share=0.5,
        seed=71,
    ),
)  # fmt: skip
