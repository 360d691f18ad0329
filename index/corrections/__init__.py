"""What a person says of a record: the log, and how it is applied."""
