"""What tells of private persons: identity codes and accounts, which are masked; words of health, which are told."""
