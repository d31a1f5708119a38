"""The words in front of the helper's command: no network, and a process tree that ends with its
first process.

An empty network namespace is the wall that holds whatever a page, or a broken browser, tries: the
helper talks to the crawl over two pipes and to nobody else. Where the kernel grants none,
Chromium's own switches are the second wall (`crawler.browser.chromium`), which a page cannot pass
either, but a browser that was taken over could.
"""

import os
from functools import cache

from crawler.unshare import first_granted

_TREE = ("--pid", "--fork", "--kill-child=KILL", "--mount-proc")
# An ordinary user is given a user namespace with it, and stays who he is: as root Chromium would
# refuse its own sandbox.
_AS_ORDINARY_USER = ("--user", "--map-current-user")


@cache
def without_network() -> tuple[str, ...]:
    """The strongest that this machine grants; () where it grants nothing."""
    who = () if os.geteuid() == 0 else _AS_ORDINARY_USER
    return first_granted(((*who, "--net", *_TREE), (*who, "--net")))
