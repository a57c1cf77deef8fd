"""How often the recipe's stages pass over each data set in one epoch.

Data sets are named as in the data folder's files.
"""

from rag.training import invented, patterns, quotes, turned, written

# Questions about the indexed corpus: their near misses are what search finds in it.
INDEXED_SOURCE = "news"

_OURS = (*written.SETS, *invented.SETS)

# Passes over each data set in one epoch; 1 where it is not named. Sets whose tone or answers
# are far from news come seldom, as do negatives that any wording gives away.
BROAD = {
    **dict.fromkeys(_OURS, 0.0),
    patterns.SOURCE: 0.0, quotes.SOURCE: 0.0, "subjqa_train": 0.0,
    "policyqa_dev": 0.15, "squadshifts_reddit": 0.25,
    "squadshifts_amazon_reviews": 0.25, "realtimeqa_ds_2022_2024": 0.4, "qamr_dev": 0.7,
    "qamr_dev+neg": 0.3, "zre": 0.5, "zre+neg": 0.3, "squad_du_test+neg": 0.3,
    "squadshifts_new_wiki+neg": 0.3, "nq_qed_train+neg": 0.5,
}  # fmt: skip

# Afterwards mostly the sets that are like what is measured: questions on whole passages.
CLOSE = {
    **BROAD, "squad20_dev_TRAINPART": 1.5, "nq_qed_train": 1.15, "news": 1.15, "qamr_dev": 0.25,
    "qamr_dev+neg": 0.1, "zre": 0.25, "zre+neg": 0.1, "squadshifts_reddit": 0.15,
    "squadshifts_amazon_reviews": 0.15, "realtimeqa_ds_2022_2024": 0.3, "policyqa_dev": 0.05,
    "squad_du_test+neg": 0.2, "squadshifts_new_wiki+neg": 0.2, "nq_qed_train+neg": 0.4,
}  # fmt: skip

# At last with more near misses and more of the questions that people wrote to mislead.
LONG = {**CLOSE, "squad20_dev_TRAINPART": 2.0, "news": 1.1}

# Then what search finds for a question, read together: questions about news, each with three near
# misses, and beside them the sets of whole passages.
LISTS = {
    **LONG, patterns.SOURCE: 2.0, "news": 1.4, "conversations": 0.5, "qamr_dev": 0.0,
    "qamr_dev+neg": 0.0, "zre": 0.0, "zre+neg": 0.0, "squadshifts_reddit": 0.0,
    "squadshifts_amazon_reviews": 0.0, "policyqa_dev": 0.0, "realtimeqa_ds_2022_2024": 0.1,
}  # fmt: skip

# At last the questions written for this recipe, with enough of the others not to forget them.
WRITTEN = {
    **LISTS, **dict.fromkeys(_OURS, 1.0), invented.ARTICLES: 2.0,
    invented.FOLDERS: 0.0, invented.WORDINGS: 0.0, invented.EVERYDAY: 0.0,
    invented.LAYOUTS: 0.0, invented.TWINS: 0.0, invented.STORIES: 0.0, written.CONTRASTS: 0.0,
    written.REPORTS: 0.0, written.ENTRIES: 0.0,
    "news": 0.4,
    "squad_du_test": 0.3,
    "squad11_dev_only_TRAINPART": 0.5, "squad20_dev_TRAINPART": 0.8, "nq_qed_train": 0.7,
    "squadshifts_new_wiki": 0.2, "quoref_contrast": 0.5, patterns.SOURCE: 0.4, "conversations": 0.4,
    "realtimeqa_ds_2022_2024": 0.0, "zre": 0.1, "squad_du_test+neg": 0.05,
    "squadshifts_new_wiki+neg": 0.05, "nq_qed_train+neg": 0.2, "quoref_contrast+neg": 0.1,
    "squad11_dev_only_TRAINPART+neg": 0.1, "squad20_dev_TRAINPART+neg": 0.1,
}  # fmt: skip

# Again, with more of the sets that people wrote.
AGAIN = {
    **WRITTEN, written.PARAGRAPHS: 0.4, written.NEWS: 0.5, invented.ARTICLES: 1.0, "news": 0.7,
    "squad20_dev_TRAINPART": 1.0, "nq_qed_train": 1.0, patterns.SOURCE: 0.3,
}  # fmt: skip

# At last pairs of documents, whose passages are read together as search finds them.
FOLDERS = {
    **AGAIN, invented.FOLDERS: 1.0, invented.ARTICLES: 0.5, written.ARTICLES: 0.3,
    written.NEWS: 0.3, written.PARAGRAPHS: 0.25, "news": 0.4, "nq_qed_train": 0.9,
    "squad11_dev_only_TRAINPART": 0.4, "squad_du_test": 0.2, "conversations": 0.3,
}  # fmt: skip

# All sets again, at an even rate, before the pairs come a second time.
EVEN = {
    **FOLDERS, written.PARAGRAPHS: 0.8, written.NEWS: 0.6, written.ARTICLES: 0.4,
    invented.ARTICLES: 0.4, invented.FOLDERS: 0.4, "squad20_dev_TRAINPART": 1.6,
    "squad11_dev_only_TRAINPART": 0.7, "squad_du_test": 0.4, "news": 0.6,
}  # fmt: skip

# At last more pairs, with each question in several wordings.
WORDINGS = {
    **FOLDERS, invented.WORDINGS: 1.3, invented.FOLDERS: 0.4, invented.ARTICLES: 0.3,
    written.PARAGRAPHS: 0.15, written.NEWS: 0.2, written.ARTICLES: 0.2, "nq_qed_train": 0.8,
}  # fmt: skip

# Then the published sets at their full share again, beside what was written and invented.
FURTHER = {
    **WORDINGS, invented.WORDINGS: 0.8, invented.FOLDERS: 0.6, invented.ARTICLES: 0.4,
    written.PARAGRAPHS: 0.6, written.NEWS: 0.5, written.ARTICLES: 0.5,
    "squad20_dev_TRAINPART": 1.6, "squad11_dev_only_TRAINPART": 1.0, "squad_du_test": 0.5,
    "nq_qed_train": 1.3, "news": 0.9, "squadshifts_new_wiki": 0.6,
}  # fmt: skip

# How many of a set's questions are asked of single sentences too.
QUOTED = {
    "news": 0.8, "squad20_dev_TRAINPART": 1.0, "squad11_dev_only_TRAINPART": 0.6,
    "squad_du_test": 0.4, "nq_qed_train": 0.7, "squadshifts_new_wiki": 0.3, "conversations": 0.5,
    **dict.fromkeys(_OURS, 0.6), written.PARAGRAPHS: 0.4, written.CONTRASTS: 0.3,
    invented.EVERYDAY: 0.6, invented.LAYOUTS: 0.8, written.REPORTS: 0.8, written.ENTRIES: 0.3,
}  # fmt: skip

# At last the documents that people keep, beside all that was written before, and single sentences.
EVERYDAY = {
    **FURTHER, quotes.SOURCE: 0.35,
    invented.EVERYDAY: 0.9, invented.WORDINGS: 0.7, invented.FOLDERS: 0.5,
    invented.ARTICLES: 0.3, written.PARAGRAPHS: 0.4, written.NEWS: 0.4, written.ARTICLES: 0.4,
}  # fmt: skip

# Then more of them, where layout alone tells answers apart.
LAYOUTS = {
    **EVERYDAY, quotes.SOURCE: 0.28, invented.LAYOUTS: 3.2, invented.EVERYDAY: 0.7,
    "news": 1.2, "squad20_dev_TRAINPART": 2.4,
}  # fmt: skip

# Then what was written to mislead, and stories, beside hard questions of all sets.
CONTRASTS = {
    **LAYOUTS, quotes.SOURCE: 0.2, invented.TWINS: 2.2, invented.STORIES: 2.2,
    written.CONTRASTS: 2.0, invented.LAYOUTS: 0.8, invented.EVERYDAY: 0.35,
    invented.WORDINGS: 0.5, written.PARAGRAPHS: 0.5, "news": 1.6, "squad20_dev_TRAINPART": 2.0,
    "squad_du_test": 0.8, "nq_qed_train": 1.5, "squadshifts_new_wiki": 0.4,
}  # fmt: skip

# And all of it once more, with the published sets at their full share.
SETTLED = {
    **CONTRASTS, quotes.SOURCE: 0.14, invented.TWINS: 0.6, invented.STORIES: 0.6,
    written.CONTRASTS: 0.8, invented.LAYOUTS: 0.45, invented.EVERYDAY: 0.2,
    invented.WORDINGS: 0.3, invented.FOLDERS: 0.3, written.PARAGRAPHS: 0.2, written.NEWS: 0.4,
    "news": 1.6, "squad20_dev_TRAINPART": 2.2, "squad11_dev_only_TRAINPART": 1.0,
    "squad_du_test": 0.8, "nq_qed_train": 1.4, "squadshifts_new_wiki": 0.5,
}  # fmt: skip

# What a teacher is trained on: what people said. What it then teaches: all that search finds for a
# question, more of the changed questions, and statements turned into questions.
JUDGED = {
    **SETTLED, **dict.fromkeys(_OURS, 1.0), quotes.SOURCE: 0.3, turned.SOURCE: 0.0,
    patterns.SOURCE: 0.4, invented.EVERYDAY: 0.5, written.CONTRASTS: 1.5, "news": 2.0,
    "squad20_dev_TRAINPART": 3.0, "squad11_dev_only_TRAINPART": 2.0, "squad_du_test": 1.5,
    "nq_qed_train": 2.0, "squadshifts_new_wiki": 1.0, "quoref_contrast": 1.0,
}  # fmt: skip
TAUGHT = {
    **JUDGED, quotes.SOURCE: 0.1, turned.SOURCE: 0.5, "squad20_dev_TRAINPART": 4.0, "news": 2.5,
    "squadshifts_reddit": 0.1, "squadshifts_amazon_reviews": 0.1, "realtimeqa_ds_2022_2024": 0.3,
    "qamr_dev": 0.2, "zre": 0.2,
}  # fmt: skip
