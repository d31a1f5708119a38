"""A process without a network: the words before its command, as far as this machine grants them."""

import shutil
import subprocess
from collections.abc import Iterable

_PATH = "/usr/bin:/bin"


def first_granted(wanted: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """`unshare` with the first of the `wanted` options that the kernel grants us; () where it
    grants none. Starts a process for each try: remember the answer.
    """
    program = shutil.which("unshare", path=_PATH)
    return next(
        ((program, *options) for options in wanted if program and _is_granted(program, options)),
        (),
    )


def _is_granted(program: str, options: tuple[str, ...]) -> bool:
    tried = subprocess.run(  # noqa: S603
        [program, *options, "true"],
        capture_output=True,
        check=False,
        timeout=10,
        env={"PATH": _PATH},
    )
    return tried.returncode == 0
