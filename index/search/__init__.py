"""From a query to Results: search, facets, snippets, suggestions, saved searches."""
