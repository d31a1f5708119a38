"""What analysts are given beside the ledger's tables: labels of codes, and what people said."""
