"""All workers of the queue that the night is crawled over, and how its crawls get on, as home last
saw them: for the office, whose machines they are.
"""

from starlette.requests import Request
from starlette.responses import Response

from monitor.console.access import Right
from monitor.console.request import PageRequest
from store.cluster.queue_view import kept


def workers(request: Request) -> Response:
    visit = PageRequest(request)
    visit.must(Right.OPERATE)
    view, now = kept(visit.console.data), visit.console.clock.now()
    return visit.page(
        "workers.html",
        view=view,
        now=now,
        minutes=round(view.still_for(now).total_seconds() / 60) if view else 0,
        is_still=view is not None and view.stands_still(now, visit.config.office.crawl.longest),
    )
