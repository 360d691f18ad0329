"""How posts stand that other words than those beside the title tell of: just given, or about to be left."""
