"""Inputs written, with their truth, by someone who had not read the reader."""
