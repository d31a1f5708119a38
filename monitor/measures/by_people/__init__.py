"""What people answered or looked at for us: names that are no longer borne, accounts."""
