"""An address as a person typed it behind a command: asked for, or said to be none before anything
is done.
"""

from config.errors import Miswritten
from config.problems import address_fault
from config.words import Words

NO_ADDRESS = Words("{url}：{what} — {repair}", "{url}: {what} — {repair}")


def refuse_unless_address(url: str) -> None:
    """Raises Miswritten, with what is wrong and how it is written."""
    if fault := address_fault(url):
        what, repair = fault
        raise Miswritten(NO_ADDRESS.filled(url=repr(url), what=what, repair=repair))
