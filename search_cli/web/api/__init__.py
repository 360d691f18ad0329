"""The API under `/api/v1`: the models of the page as JSON, with cursors, ETags and problems that say what to try."""
