"""The dates of one article, each in its role. The way: `declared` (to machines), `lines` and
`byline` (to readers), and `article` weighs them.
"""

from crawler.extract.page_dates.article import PageDates, read_page_dates

__all__ = ["PageDates", "read_page_dates"]
