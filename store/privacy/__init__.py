"""Numbers of persons: found, masked, and kept out of everything that people read."""
