"""Search over every title and text that was ever kept: search.db, made from the ledger."""
