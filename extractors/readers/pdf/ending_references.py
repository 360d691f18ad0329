"""References of a PDF that end: pdfminer follows one until it comes to what is none, and for ever in a ring."""

from __future__ import annotations

from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef


class EndingDocument(PDFDocument):
    """A PDF whose objects are never references themselves; one that leads back to itself leads to nothing."""

    def getobj(self, objid: int) -> Any:
        """What an object is: "2 0 obj 3 0 R endobj" is what 3 is, and not there where 3 is "2 0 R"."""
        found, seen = super().getobj(objid), {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFObjectNotFound(objid)
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found


pdfplumber.pdf.PDFDocument = EndingDocument  # type: ignore[attr-defined]  # it makes its documents by this name
