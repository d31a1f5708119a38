"""A bar for long work, on standard error, so that `--json` stays clean; it vanishes when the work
is done. Where standard error is no terminal, a line now and then: silence must not look like work.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from app.language import spoken_language
from config.words import Words
from crawler.workers.progress_events import ProgressEvent

TITLES = {
    "night": Words("检查", "night"),
    "crawl": Words("抓取", "crawl"),
    "reread": Words("重新阅读", "reading again"),
}
PAGES = Words("{n} 个页面", "{n} pages")
SO_FAR = Words(
    "{title}：已看 {pages} 个页面，{units} 个单位，用时 {minutes} 分钟",
    "{title}: {pages} pages of {units} units so far, {minutes} min",
)
SECONDS_BETWEEN = 60.0  # two lines in a log


class Lines:
    """The same where nobody watches: a line in the log at most once a minute."""

    def __init__(self, title: str, now: Callable[[], float] = monotonic) -> None:
        self._title, self._now = title, now
        self._begun = self._last = now()
        self._pages: dict[str, int] = {}
        self._pages_before = 0

    def __call__(self, event: ProgressEvent) -> None:
        self._pages[event.unit] = event.done
        if self._now() - self._last >= SECONDS_BETWEEN:
            self._last = self._now()
            values = {
                "title": self._title,
                "pages": self._pages_before + sum(self._pages.values()),
                "units": len(self._pages),
                "minutes": round((self._last - self._begun) / 60),
            }
            print(SO_FAR.text(spoken_language(), **values), file=sys.stderr, flush=True)

    def expect(self, steps: int) -> None:
        """Steps are not counted in a log."""

    def step(self, title: str) -> None:
        self._pages_before += sum(self._pages.values())
        self._pages.clear()
        self._title = title


class ProgressBar:
    """Counts steps (nights, or crawls) and the pages seen on the way."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task = progress, task
        self._pages: dict[str, int] = {}
        self._pages_before = 0

    def __call__(self, event: ProgressEvent) -> None:
        self._pages[event.unit] = event.done
        self._progress.update(self._task, pages=self._pages_before + sum(self._pages.values()))

    def expect(self, steps: int) -> None:
        self._progress.update(self._task, total=steps)

    def step(self, title: str) -> None:
        self._pages_before += sum(self._pages.values())
        self._pages.clear()
        self._progress.update(self._task, description=title, advance=1)


@contextmanager
def bar(title: str) -> Iterator[ProgressBar | Lines]:
    """`title`: one of TITLES, or the address that is looked at."""
    pages, said = PAGES.text(spoken_language(), n="{task.fields[pages]}"), title
    if words := TITLES.get(title):
        said = words.text(spoken_language())
    if not sys.stderr.isatty():
        yield Lines(said)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(24),
        MofNCompleteColumn(),
        TextColumn(pages),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield ProgressBar(progress, progress.add_task(said, total=None, pages=0))
