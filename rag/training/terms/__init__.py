"""Train, export and measure the term model: which words of earlier turns a question means.

Term classification after QuReTeC (Voskarides et al. 2020), with two additions: it also marks
the words of the question that give way ("it", "there"), and names the word that joins the
terms to the question ("of", "in").
"""
