"""Groups and their members: whose members a list tells, and for how long a group sits."""
