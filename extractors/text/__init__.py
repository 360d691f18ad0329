"""Words and characters: cleaning, normalised text, morphology, base forms, numbers, languages, the Finnish model."""
