"""The items are older papers put up again, and say so: 转载, 补录, 补发, 重新发布, or an archive that
was filled (历史公报). Their dates are then those of the papers, as they should be.

Not where enough of them bear no such word.
"""

import re

from config.words import Words
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why

DEFENCE = Defence(
    looked_for=Words("所列为转载、补录的旧文", "older papers that were put up again and say so"),
    why=Why.REPUBLISHED,
)
_PUT_UP_AGAIN = re.compile(
    r"转载|转发|补录|补发|补登|重新(?:发布|公布|印发)|重发|历史(?:文件|公报|数据|档案)|年鉴|汇编|\d{4}年第\d+期"
)


def objects(accusation: Accusation) -> bool:
    titles = [entry.title for entry in accusation.verdict.evidence]
    plain = [title for title in titles if not _PUT_UP_AGAIN.search(title)]
    return len(plain) < accusation.dossier.rulebook.limits.backdated_item.items
