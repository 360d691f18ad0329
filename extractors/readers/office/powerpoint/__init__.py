"""PowerPoint decks: slides, their boxes in reading order, tables, charts and SmartArt."""
