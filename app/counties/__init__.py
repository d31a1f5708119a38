"""What the office above several counties reads of each, one after another."""
