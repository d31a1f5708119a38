"""Compressed answers, unpacked with a limit on the way back from the server (docs/faults.md W5)."""

from scrapy import Request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from crawler.failures import SettledBeforeAsking
from crawler.settings import DOWNLOAD_MAXSIZE
from crawler.transport.decompression import ACCEPTED, NotUnpacked, unpacked


class DecompressionMiddleware:
    """In the place of Scrapy's own, which takes a stream that breaks off for a whole one."""

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """A lie of the header becomes a flag of the response. Raises SettledBeforeAsking for what is too large, cut short, or not what it says."""
        encodings = b", ".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        if not encodings or not response.body:
            return response
        try:
            whole = unpacked(
                response.body, encodings, request.meta.get("download_maxsize") or DOWNLOAD_MAXSIZE
            )
        except NotUnpacked as error:
            raise SettledBeforeAsking(*error.settled, (str(response.ip_address or ""),)) from error
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=whole.body)
        flags = [f"encoding_lie:content-encoding {whole.lie}"] if whole.lie else []
        return response.replace(cls=kind, headers=headers, body=whole.body, flags=flags)
