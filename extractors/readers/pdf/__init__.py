"""PDF: glyphs, pieces of lines, furniture, tables, titles."""
