"""A bar for long work, on standard error, so that `--json` stays clean; it vanishes when the work
is done.
"""

from collections.abc import Iterator
from contextlib import contextmanager

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

from crawler.workers.progress_events import ProgressEvent


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
def bar(title: str) -> Iterator[ProgressBar]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pages]} pages"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield ProgressBar(progress, progress.add_task(title, total=None, pages=0))
