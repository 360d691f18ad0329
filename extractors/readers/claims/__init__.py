"""What a document claims of itself: title, date, publisher and kind, and which claim wins."""
