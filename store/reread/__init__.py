"""Kept pages read again by a newer reader, and the answers that this alone would change."""
