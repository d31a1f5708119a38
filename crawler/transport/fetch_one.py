"""One page asked for by hand, bounded in time and size: what `gongkai read URL` looks at. Never
used by a crawl.
"""

import time
from urllib.parse import urljoin, urlsplit

import requests

from config.errors import NotFound
from config.words import Words
from crawler.extract.received_answer import ReceivedAnswer

# seconds in all, the statutory figure; requests' own timeout does not end a trickle (stack.md §3.4)
DEADLINE = 15.0
MAX_BYTES = 8 * 1024 * 1024
MAX_HOPS = 5
_USER_AGENT = "gongkai (one page, asked for by a person)"


def fetch_one(url: str) -> ReceivedAnswer:
    """The answer at `url`, redirects followed. Raises NotFound where there was none, or too much,
    or too late.
    """
    deadline = time.monotonic() + DEADLINE
    with requests.Session() as session:
        session.trust_env = False
        session.headers.update(
            {"User-Agent": _USER_AGENT, "Accept-Language": "zh-CN,zh;q=0.9", "Accept": "*/*"}
        )
        for _ in range(MAX_HOPS + 1):
            if urlsplit(url).scheme not in ("http", "https"):
                raise _refused(url, "only http and https")
            try:
                answer = session.get(
                    url,
                    timeout=(5, max(0.1, deadline - time.monotonic())),
                    allow_redirects=False,
                    stream=True,
                )
                location = answer.headers.get("location")
                if answer.status_code in (301, 302, 303, 307, 308) and location:
                    url = urljoin(url, location)
                    continue
                return ReceivedAnswer(
                    _body(answer, url, deadline), url, answer.status_code, dict(answer.headers)
                )
            except requests.RequestException as error:
                raise _refused(url, str(error)) from error
    raise _refused(url, f"more than {MAX_HOPS} redirects")


def _body(answer: requests.Response, url: str, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_content(65_536):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise _refused(url, f"larger than {MAX_BYTES} bytes")
        if time.monotonic() > deadline:
            raise _refused(url, f"not complete within {DEADLINE:.0f} s")
    return b"".join(parts)


def _refused(url: str, why: str) -> NotFound:
    return NotFound(Words(f"未能读取 {url}：{why}", f"could not read {url}: {why}"))
