"""三公经费 of several years, as money prints it: the items told apart however a table names them."""

from app.looking.three_publics import change, three_publics
from store.records import SpendLine, SpendTable


def table(year: int, document: str, rows: dict[str, float], total: float) -> SpendTable:
    lines = tuple(SpendLine("", name, amount) for name, amount in rows.items())
    return SpendTable(
        "“三公”经费支出表", "sangong", True, year, document, "万元", total, lines=lines
    )


BUDGET = {
    "因公出国（境）费": 0.0,
    "公务接待费": 80_000.0,
    "公务用车购置及运行费": 480_000.0,
    "其中：公务用车购置费": 0.0,
    "公务用车运行维护费": 480_000.0,
}
ACCOUNTS = {
    "1.因公出国（境）费用": 0.0,
    "2.公务接待费": 70_000.0,
    "3.公务用车费": 400_000.0,
    "（1）公务用车运行维护费": 400_000.0,
    "（2）公务用车购置": 0.0,
}


def test_years_and_papers_stand_side_by_side() -> None:
    columns = three_publics(
        [
            table(2025, "budget", BUDGET, 560_000.0),
            table(2024, "final_accounts", ACCOUNTS, 470_000.0),
            table(2024, "budget", BUDGET, 500_000.0),
        ]
    )
    assert [(column.year, column.document, column.total) for column in columns] == [
        (2024, "budget", 500_000.0),
        (2024, "final_accounts", 470_000.0),
        (2025, "budget", 560_000.0),
    ]
    same = {"abroad": 0.0, "cars_bought": 0.0}
    assert columns[0].amounts == same | {
        "guests": 80_000.0,
        "cars_run": 480_000.0,
        "cars": 480_000.0,
    }
    assert columns[1].amounts == same | {
        "guests": 70_000.0,
        "cars_run": 400_000.0,
        "cars": 400_000.0,
    }
    assert [change(column, columns) for column in columns] == [
        None,
        None,
        560_000.0 / 500_000.0 - 1,
    ]


def test_a_table_of_another_kind_or_without_a_year_is_none() -> None:
    assert (
        three_publics(
            [
                SpendTable("支出表", "function", True, 2025, "budget", "元", 1.0),
                table(0, "budget", BUDGET, 1.0),
            ]
        )
        == ()
    )


def test_of_two_tables_of_one_year_the_fuller_counts() -> None:
    [column] = three_publics(
        [table(2025, "budget", {"公务接待费": 1.0}, 1.0), table(2025, "budget", BUDGET, 560_000.0)]
    )
    assert column.total == 560_000.0
