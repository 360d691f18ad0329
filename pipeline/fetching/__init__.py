"""Polite HTTP: robots.txt, network guards, refusals, bounds; and the bytes of files."""
