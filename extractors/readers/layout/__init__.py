"""Geometry that paged formats share: reading order, paragraphs, and dates and links told by their place."""
