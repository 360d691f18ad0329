"""The query language: tokens, parser, fields and their values, and the plan an engine is asked."""
