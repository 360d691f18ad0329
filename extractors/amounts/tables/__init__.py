"""Amounts whose unit stands elsewhere in the table: in the head of the column, the label of the row or the caption."""
