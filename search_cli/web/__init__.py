"""The researcher's page: the same searches, records and corrections as the command, drawn on the server."""
