"""What a table or the corpus is written as: a module a format."""
