"""A finished capture file, taken into the ledger: pages, spans, readings, channels, entries."""
