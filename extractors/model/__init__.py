"""The words everything speaks: Document, records with their Evidence, a reader's Draft, EDTF, ids and errors."""
