"""Persons' numbers on a page: where they stand, and the reading without them."""
