"""What keeps a store whole: backup, verify and its seals, forgetting, documents that vanished."""
