"""Scans: pages and pictures read by Tesseract."""
