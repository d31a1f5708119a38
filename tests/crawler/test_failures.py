"""Every error that the engine exports is known here: settled by a table, by what it carries, or our
own fault on purpose.
"""

import inspect

import pytest
from scrapy import exceptions

from crawler.failures import OUR_OWN_FAULT, READ_BY_THEIR_REASONS, TYPES, settle
from store.outcomes import Ours, Outcome

NO_DOWNLOADS = {
    "CloseSpider", "ContractFail", "DontCloseSpider", "DropItem", "NotConfigured", "UsageError",
}  # fmt: skip


def exported() -> dict[str, type[Exception]]:
    return {
        name: kind
        for name, kind in inspect.getmembers(exceptions, inspect.isclass)
        if kind.__module__ == exceptions.__name__
        and issubclass(kind, Exception)
        and not issubclass(kind, Warning)
        and not name.startswith("_")
    }


def test_every_download_error_of_the_engine_is_named() -> None:
    known = {kind.__name__ for kind in (*TYPES, *READ_BY_THEIR_REASONS, *OUR_OWN_FAULT)}
    assert known | NO_DOWNLOADS == set(exported())
    assert not known & NO_DOWNLOADS


@pytest.mark.parametrize("kind", OUR_OWN_FAULT)
def test_our_own_fault_judges_nobody(kind: type[Exception]) -> None:
    assert settle(kind(), headers_arrived=False, timeout_s=15) == (
        Outcome.NOT_JUDGED,
        Ours.OUR_BUG,
    )
