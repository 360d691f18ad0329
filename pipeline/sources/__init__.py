"""Where documents come from: kinds of source, what they list, what they are expected to give."""
