"""The structure tree of tagged PDFs: what it says of a page, and a page laid out by it."""
