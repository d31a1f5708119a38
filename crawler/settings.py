"""The Scrapy settings and why (docs/stack.md §2.2). `settings_for` adds what the office decides."""

from typing import Any

from config.office import NAME_AND_VERSION, Office
from crawler.transport.limits import MAX_BODY

BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# The engine
# the frontier is the capture file: nothing is lost at kill -9, as JOBDIR would
SCHEDULER = "crawler.scheduler.FrontierScheduler"
TWISTED_REACTOR = "crawler.workers.reactor.MonotonicReactor"
TWISTED_DNS_RESOLVER = "crawler.transport.resolver.GuardResolver"  # only public addresses, both families, the errno kept
DOWNLOAD_HANDLERS = {
    # the engine's own, behind one rate limiter per address
    "http": "crawler.transport.download_handler.PoliteHandler",
    "https": "crawler.transport.download_handler.PoliteHandler",
    "file": None,  # a direct file:// request works by default
    "ftp": None,
    "s3": None,
    "data": None,
}
DOWNLOADER_MIDDLEWARES_BASE = {
    # Only what we want of Scrapy's own, so that none of the others can answer, repeat or redirect
    # behind the frontier.
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
}
DOWNLOADER_MIDDLEWARES = {
    # first: where does the name lead, may we go there
    "crawler.middlewares.politeness.PolitenessMiddleware": 100,
    "crawler.middlewares.robots.RobotsMiddleware": 200,
    "crawler.middlewares.conditional.ConditionalMiddleware": 300,
    # counts while it unpacks, and notices what broke off
    "crawler.middlewares.decompression.DecompressionMiddleware": 590,
}
# depth, off-site, referer and errors are the frontier's and the spider's business
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE = {"scrapy.extensions.corestats.CoreStats": 0}
TELNETCONSOLE_ENABLED = False  # a local port that runs code
REMOTE_CONTROL_ENABLED = False  # another one, on by default since 2.19

# Budgets (docs/faults.md §2)
DOWNLOAD_TIMEOUT = 15  # the statutory figure; a total deadline, which also ends a trickle
DOWNLOAD_MAXSIZE = MAX_BODY  # counted while decompressing: a bomb ends here
ATTACHMENT_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True  # a truncated page is never compared
RETRY_ENABLED = False  # the one retry comes later in the run, through the frontier
# followed by the spider, so that every hop is guarded and the final address is on record
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
ROBOTSTXT_OBEY = False  # replaced by our own middleware

# Manners
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # the units are small public offices
CONCURRENT_ITEMS = 1  # Scrapy starts that many tasks per response
DOWNLOAD_DELAY = 0  # the rate limiter of the address keeps the pause, between crawls too
COOKIES_ENABLED = False  # tracking, and a hidden download of the public-suffix list
REFERRER_POLICY = "same-origin"
HTTPPROXY_ENABLED = False  # a proxy of the environment would bypass the address guard
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",  # some sites branch on it
}
USER_AGENT = NAME_AND_VERSION
# a bad certificate must not hide the page; we read it ourselves
DOWNLOAD_VERIFY_CERTIFICATES = False

# Noise
LOG_LEVEL = "WARNING"
STATS_DUMP = False


def user_agent(office: Office) -> str:
    """Who we are and where we can be written to, for engine and browser alike."""
    return (
        f"{office.crawl.user_agent} (+{office.crawl.contact})"
        if office.crawl.contact
        else office.crawl.user_agent
    )


def settings_for(office: Office) -> dict[str, Any]:
    """What `office.toml` decides, as Scrapy settings."""
    crawl = office.crawl
    return {
        "USER_AGENT": user_agent(office),
        "DOWNLOAD_TIMEOUT": crawl.timeout_s,
        "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.requests_per_site,
        "CONCURRENT_REQUESTS": 4
        * crawl.requests_per_site,  # few in the air: what a budget stops is then truly not asked
    }
