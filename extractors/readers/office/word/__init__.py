"""Word documents (WordprocessingML): their words, styles, numbers, tables, charts and inserted files."""
