"""The office's own key: what makes hashes of persons' numbers useless to whoever does not hold it.
There are few enough such numbers to try them all; without the key nobody can.
"""

import os
import secrets
from pathlib import Path

from config.errors import StoreFailed
from config.words import Words

NAME = "privacy.key"
LENGTH = 32  # bytes
_UNREADABLE = Words(
    "无法读写密钥文件 {path}（{cause}）。请核对其权限，或从备份中恢复。",
    "The key file {path} cannot be read or made ({cause}). Check its rights, or restore it.",
)


def office_key(data: Path) -> bytes:
    """The key of this data folder, made at first use, for its owner's eyes alone. Raises
    StoreFailed.
    """
    path = data / NAME
    try:
        data.mkdir(parents=True, exist_ok=True)
        _make(path)
        return path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise StoreFailed(_UNREADABLE.filled(path=path, cause=cause)) from error


def _make(path: Path) -> None:
    """Whole or not at all, and never over another: two processes may begin at once."""
    if path.exists():
        return
    waiting = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        waiting.touch(mode=0o600)
        waiting.write_bytes(secrets.token_bytes(LENGTH))
        os.link(waiting, path)
    except FileExistsError:
        pass
    finally:
        waiting.unlink(missing_ok=True)
