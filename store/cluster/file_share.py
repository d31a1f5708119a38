"""Where capture files come home to: any place that fsspec reads and writes, a folder, SFTP, S3.

Names say all that is needed to clear up: `<file>.seed.sqlite` goes out, `<file>.<attempt>.sqlite`
comes home. Whether a file is whole is told by the size and hash in the queue, never by its being
there. Every call connects anew, so that a line that was cut costs the calls in between.
"""

import errno
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import fsspec

from config.errors import not_written
from config.words import Words

NAME = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(seed|\d+)\.sqlite")

OUT_OF_REACH = Words(
    "无法读写汇集处 {url}（{cause}）。请检查 --home 的地址、账号和网络。",
    "The place where files come home, {url}, cannot be read or written ({cause}). Check --home, its account and the line.",
)
T = TypeVar("T")


def seed_name(file: str) -> str:
    return f"{file}.seed.sqlite"


def result_name(file: str, attempt: int) -> str:
    return f"{file}.{attempt}.sqlite"


class FileShare:
    """A folder at `url`. Every method raises StoreFailed, OutOfSpace where that is what it was."""

    def __init__(self, url: str) -> None:
        self._url = url

    def put(self, path: Path, name: str) -> None:
        def work(system: Any, root: str) -> None:
            system.makedirs(root, exist_ok=True)
            system.put_file(str(path), f"{root}/{name}")

        self._run(work)

    def get(self, name: str, path: Path) -> None:
        self._run(lambda system, root: system.get_file(f"{root}/{name}", str(path)))

    def remove(self, *names: str) -> None:
        """Those that are there."""

        def work(system: Any, root: str) -> None:
            for name in names:
                if system.exists(f"{root}/{name}"):
                    system.rm_file(f"{root}/{name}")

        self._run(work)

    def names(self) -> list[str]:
        def work(system: Any, root: str) -> list[str]:
            if not system.exists(root):
                return []
            return sorted(str(one).rpartition("/")[2] for one in system.ls(root, detail=False))

        return self._run(work)

    def _run(self, work: Callable[[Any, str], T]) -> T:
        scheme = self._url.partition("://")[0] if "://" in self._url else ""
        try:
            system, root = fsspec.url_to_fs(self._url, skip_instance_cache=True, **_options(scheme))
            return work(system, root.rstrip("/"))
        except Exception as error:  # each library raises its own
            raise not_written(
                error if isinstance(error, OSError) else OSError(errno.EIO, str(error)),
                OUT_OF_REACH.filled(url=_without_password(self._url), cause=_cause(error)),
            ) from error


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _options(scheme: str) -> dict[str, Any]:
    """fsspec believes every SSH server; here only one that ~/.ssh/known_hosts names is believed."""
    if scheme not in {"sftp", "ssh"}:
        return {}
    import paramiko

    class KnownHosts(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
        def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:
            del client
            known = paramiko.HostKeys(str(Path("~/.ssh/known_hosts").expanduser()))
            if not known.check(hostname, key):
                raise paramiko.SSHException(f"{hostname} is not in ~/.ssh/known_hosts")

    return {"host_key_policy": KnownHosts}


def _without_password(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//", url)


def _cause(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200] or type(error).__name__
