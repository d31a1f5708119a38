"""The ledger as analysts read it: labels and what people said beside it, nothing secret in it."""
