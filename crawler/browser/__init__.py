"""Pages that only a browser can show: Chromium without any network, to which the crawl itself hands
every answer (docs/decisions/0008).
"""
