"""Which documents are one: the same release at two addresses, and forms of one document kept as a group."""
