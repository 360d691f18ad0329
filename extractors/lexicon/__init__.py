"""Cases in data: every list is a TOML file in this folder, with its source and the date it was true."""
