"""What one document may cost, and the killable process that reads it."""
