"""Workbooks, of Excel and of OpenDocument: what each sheet shows, values by the format of their cells."""
