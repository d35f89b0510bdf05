"""The marks between the words of a text in canonical form: where a sentence ends, and where a part of one does."""

SENTENCE_END = "|"
COMMA = ","  # also a dash or bracket
MARKS = frozenset({SENTENCE_END, COMMA})
