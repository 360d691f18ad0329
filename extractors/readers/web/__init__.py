"""Web pages, feeds and site maps."""
