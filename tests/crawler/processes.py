"""The crawler's workers as the operating system lists them."""

import os
import subprocess


def workers() -> list[int]:
    """Process ids of this process's workers."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        int(line.split()[0])
        for line in listed.stdout.splitlines()
        if "crawler.workers.worker" in line
    ]
