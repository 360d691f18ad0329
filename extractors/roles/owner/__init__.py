"""Whose a title is, by other words than those beside it: a common noun, who leads what, where somebody comes from."""
