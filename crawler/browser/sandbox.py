"""The words in front of the helper's command: no network, and a process tree that ends with its
first process.

An empty network namespace is the wall that holds whatever a page, or a broken browser, tries: the
helper talks to the crawl over two pipes and to nobody else. Where the kernel grants none,
Chromium's own switches are the second wall (`crawler.browser.chromium`), which a page cannot pass
either, but a browser that was taken over could.
"""

import os
import shutil
import subprocess
from functools import cache

_TREE = ("--pid", "--fork", "--kill-child=KILL", "--mount-proc")
# An ordinary user is given a user namespace with it, and stays who he is: as root Chromium would
# refuse its own sandbox.
_AS_ORDINARY_USER = ("--user", "--map-current-user")


@cache
def without_network() -> tuple[str, ...]:
    """The strongest that this machine grants; () where it grants nothing."""
    program = shutil.which("unshare", path="/usr/bin:/bin")
    who = () if os.geteuid() == 0 else _AS_ORDINARY_USER
    for words in ((*who, "--net", *_TREE), (*who, "--net")):
        if program and _is_granted((program, *words)):
            return (program, *words)
    return ()


def _is_granted(words: tuple[str, ...]) -> bool:
    tried = subprocess.run(  # noqa: S603
        [*words, "true"],
        capture_output=True,
        check=False,
        timeout=10,
        env={"PATH": "/usr/bin:/bin"},
    )
    return tried.returncode == 0
