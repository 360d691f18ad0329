"""What a person sets for the pipeline, and what is said of a value that cannot be meant."""
