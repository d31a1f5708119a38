"""Pages that were not seen because no browser is installed: the operator is notified, with the remedy."""

from app.data_folder import DataFolder
from config.errors import GongkaiError
from config.words import Words

NOT_RENDERED = Words(
    "有{n}个页面须由浏览器才能显示，本机没有浏览器。请运行 make browser 安装。",
    "{n} pages show nothing without a browser, and there is none here. Install it with make browser.",
)


def not_rendered(data_folder: DataFolder) -> list[GongkaiError]:
    """Nothing, or one trouble for the night's note."""
    pages = data_folder.ledger.not_rendered_pages()
    return [GongkaiError(NOT_RENDERED.filled(n=pages))] if pages else []
