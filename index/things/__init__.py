"""People and bodies across documents."""
