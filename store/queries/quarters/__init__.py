"""What is asked of the ledger for a quarter: answers, the turns of findings, when sites were met."""
