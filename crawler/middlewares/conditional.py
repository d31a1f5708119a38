"""Asking "has it changed?" with the validators of the last capture (docs/stack.md §2.3). The
network is always asked.

Scrapy's own HTTP cache may answer by itself and so hide that a site is down; here a 304 is the
server's own word.
"""

from scrapy import Request


class ConditionalMiddleware:
    """Adds If-None-Match and If-Modified-Since where planned; the spider reads the 304."""

    def process_request(self, request: Request) -> None:
        row = request.meta.get("row")
        if row is None or not row.ask_conditionally or request.meta.get("unconditional"):
            return
        if row.etag:
            request.headers["If-None-Match"] = row.etag
        if row.last_modified:
            request.headers["If-Modified-Since"] = row.last_modified
