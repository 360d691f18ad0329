"""Snapshots: a corpus or what a query finds, frozen in a folder by the BagIt standard, and proved to be as it was."""
