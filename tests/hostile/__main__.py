"""`python -m tests.hostile [--timeout S] [--mute N] [HOST …]`: one measured run over the hostile server (all
of it by default), as JSON.
"""

import argparse
import tempfile
from pathlib import Path

from tests.hostile.hosts import HOSTS
from tests.hostile.run import run, told

if __name__ == "__main__":
    said = argparse.ArgumentParser()
    said.add_argument("--timeout", type=float, default=15)
    said.add_argument(
        "--mute",
        type=int,
        default=0,
        help="so many hosts that never answer, and none of the hostile server's unless named",
    )
    said.add_argument("hosts", nargs="*", choices=[*HOSTS, []])
    asked = said.parse_args()
    with tempfile.TemporaryDirectory() as where:
        print(
            told(
                run(
                    Path(where),
                    tuple(asked.hosts) or (() if asked.mute else tuple(HOSTS)),
                    mutes=asked.mute,
                    timeout_s=asked.timeout,
                )
            )
        )
