"""Is there a browser here? The optional extra (playwright) and a Chromium of the system's; what is
missing is said with its remedy.
"""

import shutil
from functools import cache
from importlib.util import find_spec

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable")
_PATH = "/usr/bin:/usr/local/bin:/bin"
REMEDY = "make browser"


@cache
def missing() -> str:
    """Why no page can be rendered here, with the remedy; "" where it can."""
    lacking = [
        name
        for name, found in (("playwright", find_spec("playwright")), ("Chromium", program()))
        if not found
    ]
    return f"no browser here ({' and '.join(lacking)} missing): {REMEDY}" if lacking else ""


@cache
def program() -> str:
    """The Chromium to be started, "" where there is none."""
    return next(
        (path for path in (shutil.which(name, path=_PATH) for name in PROGRAMS) if path), ""
    )
