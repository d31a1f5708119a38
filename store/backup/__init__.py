"""Copies of the data folder: made, listed, checked and restored."""
