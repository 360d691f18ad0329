"""Roles that Swedish and English sentences give by the order of their words and by their verbs."""
