"""What is no longer kept: takedowns, the end of retention, and their tombstones."""
