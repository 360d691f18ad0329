"""What became of every item of a run, kept and told: ledger, report, its files, how sources fare."""
