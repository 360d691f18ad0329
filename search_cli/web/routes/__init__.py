"""What answers which address: one module a group of pages, each with a `router`."""
