"""The commands of `louhi`, one module a group."""
