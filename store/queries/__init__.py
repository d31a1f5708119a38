"""What is asked of the ledger: for judging, for the console, for evidence, by analysts."""
