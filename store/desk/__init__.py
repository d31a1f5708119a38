"""What people do with findings, and who they are: desk.db, beside the ledger."""
