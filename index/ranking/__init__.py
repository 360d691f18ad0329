"""Analysis of words, streams, scoring, phrases and proximity: the same for every engine."""
