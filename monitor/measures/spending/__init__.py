"""What a budget or final account says of its spending: shares, sums, levels, years side by side."""
