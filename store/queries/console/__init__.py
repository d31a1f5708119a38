"""What the console's pages ask of the ledger."""
