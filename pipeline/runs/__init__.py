"""A run at work: the job and its steps, ledger, report, retry, changes, watching."""
