"""What a document states two ways, said in words: 表内数据不勾稽, with the difference."""

from collections.abc import Sequence

from config.words import Words
from store.records import Difference, SpendTable, difference

# by `Difference.check`, which `crawler.extract.money.checks` names
SAID = {
    "total": Words("“{what}”{stated}，各行相加{found}", "{what} {stated}, its rows {found}"),
    "parts": Words("“{what}”{stated}，其下各行相加{found}", "{what} {stated}, its parts {found}"),
    "columns": Words(
        "“{what}”一行合计{stated}，分列各栏相加{found}",
        "row {what}: {stated} in all, its columns {found}",
    ),
    "balance": Words(
        "收入总计{stated}，支出总计{found}", "income {stated} in all, spending {found}"
    ),
    "books": Words(
        "“{what}”{stated}，按上期结余加收入减支出应为{found}",
        "{what} {stated}, by the books {found}",
    ),
    "sangong_total": Words(
        "“三公”经费“{what}”{stated}，各项相加{found}",
        "three public expenses, {what}: {stated}, its items {found}",
    ),
    "sangong_cars": Words(
        "“{what}”{stated}，购置与运行相加{found}", "{what} {stated}, bought and run {found}"
    ),
    "tables": Words("{what}的支出合计分别为{stated}、{found}", "{what}: {stated} and {found}"),
    "prose": Words(
        "“{what}”表中{stated}，文字说明{found}", "{what}: {stated} in the table, {found} in words"
    ),
}
REMARK = Words("表内数据不勾稽：{said}，相差{apart}", "figures disagree: {said}; {apart} apart")


def differences_in(tables: Sequence[SpendTable]) -> list[Difference]:
    """What the tables state two ways, each once."""
    found = (difference(text) for table in tables for text in table.remarks)
    return list(dict.fromkeys(each for each in found if each is not None and each.check in SAID))


def told(each: Difference) -> Words:
    """The remark as a clause, in both languages."""
    said = SAID[each.check].filled(
        what=each.what, stated=_yuan(each.stated_yuan), found=_yuan(each.found_yuan)
    )
    return REMARK.filled(said=said, apart=_yuan(each.yuan))


def _yuan(amount: float) -> Words:
    """To the cent: a difference in 万元 with two decimals may be rounded away."""
    return Words(f"{amount:,.2f}元", f"{amount:,.2f} yuan")
