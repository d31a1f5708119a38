"""Crawls shared out over a queue in PostgreSQL: a real server, real workers."""
