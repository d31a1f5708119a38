"""Crawls shared out among machines: who may crawl what, told in PostgreSQL, and the files' way
home. Only here with the extra `cluster` (docs/decisions/0036).
"""
