"""Whether this installation can share its crawls out among machines: the extra `cluster`."""

from importlib.util import find_spec

from config.errors import NotFound
from config.words import Words

MISSING = Words(
    "未安装多机组件，--queue 不可用。请运行 make cluster。",
    "--queue needs the extra `cluster`, which is not installed: make cluster",
)


def is_missing() -> bool:
    return any(find_spec(name) is None for name in ("procrastinate", "psycopg_pool", "fsspec"))


def refuse_where_missing() -> None:
    """Raises NotFound, which says how it is installed."""
    if is_missing():
        raise NotFound(MISSING)
