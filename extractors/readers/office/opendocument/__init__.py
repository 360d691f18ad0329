"""OpenDocument texts and decks: words with their spaces, styles through their parents, tables on their grid."""
