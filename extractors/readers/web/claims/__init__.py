"""What a page claims of itself: title, date and publisher, from its markup, its words, and the search for a date."""
