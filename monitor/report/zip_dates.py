"""A zip file has no dates before 1980, and a machine whose clock lost its battery shows 1970: its
report must come out all the same.
"""

import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

EARLIEST = (1980, 1, 1, 0, 0, 0, 1, 1, 0)


@contextmanager
def zip_dates_possible() -> Iterator[None]:
    """Inside, members of a zip are dated 1980 where the clock shows less (docs/faults.md M5).
    Otherwise nothing is touched.
    """
    if time.localtime().tm_year >= EARLIEST[0]:
        yield
        return
    with patch.object(
        zipfile, "time", SimpleNamespace(time=time.time, localtime=lambda *_: EARLIEST)
    ):
        yield
