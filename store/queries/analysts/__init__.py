"""The ledger as analysts read it: with labels and what people said beside it, without what is secret."""
