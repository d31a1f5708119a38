"""What the city's offices write: news, notices, policies, disclosure, budgets."""
