"""Plain text: its words, sentences, headings, tables, dates' names, and tokens.

Functions take a text and give back spans of it, words, or a yes or no. Spans are offsets of
characters in the whole text, so that `text[start:end]` is always what was found. What depends on
words (abbreviations, months, stems, forms of questions) is English only; headings, tables and
blocks are found by their form in any language. Nothing here knows of documents, passages,
questions' answers, or models, and each function takes time linear in the text unless it says
otherwise.
"""
