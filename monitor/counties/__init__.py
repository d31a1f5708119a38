"""Several counties' inspections told together, for the office above them (省、市)."""
