"""What is told, by which channel, and the log of what was."""
