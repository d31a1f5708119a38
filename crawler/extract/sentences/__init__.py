"""Sentences and rows that a page says and that a rule weighs later, each kept word for word."""
