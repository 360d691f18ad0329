"""What changed between two versions or stands in one of two documents, and lines that change without a meaning."""
