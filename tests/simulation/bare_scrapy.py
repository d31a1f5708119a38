"""Scrapy alone: every page of the sites given is fetched, parsed with lexbor and followed; nothing
is kept. Beside it `make bench-crawl` sets what our crawl costs.
"""

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from selectolax.lexbor import LexborHTMLParser


class BareSpider(scrapy.Spider):
    name = "bare"
    custom_settings = {  # noqa: RUF012 - Scrapy's way
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
    }

    async def start(self) -> AsyncIterator[Any]:
        for url in sys.argv[1:]:
            yield scrapy.Request(url)

    def parse(self, response: Response) -> Iterator[Any]:
        host = urlsplit(response.url).netloc
        for link in LexborHTMLParser(response.body).css("a[href]"):
            url = urljoin(response.url, link.attributes["href"])
            if urlsplit(url).netloc == host:
                yield scrapy.Request(url, self.parse)


if __name__ == "__main__":
    process = CrawlerProcess()
    process.crawl(BareSpider)
    process.start()
