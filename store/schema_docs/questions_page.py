"""docs/queries.md, made from `question_files/`:  python -m store.schema_docs.questions_page"""

import sys

from store.queries.questions import Question, questions

HEAD = """# The questions an analyst asks first

Made by `make docs` from `store/queries/question_files/`; do not edit. The tests ask every one of them. Three ways to ask:

- in the console at `/data` (analysts and the office), where they stand on the first page and the SQL can be changed;
- `gongkai export NAME --to FILE.xlsx` (or `.csv`, `.parquet`); `gongkai export --list` names them all;
- any SQLite tool on the file that each night leaves (`/data/`, [analysis.md](analysis.md)), or on `data/ledger.db`, opened read-only. `full_text(words)` and `unsqueezed(blob)` are known to the first two only.

What codes mean is in `v_labels`. Tables and columns: [schema.md](schema.md). "Today" is always the day of the latest night, so that an old ledger answers as it did then.
"""


def questions_document() -> str:
    """The whole page."""
    return HEAD + "".join(
        _section(number, question) for number, question in enumerate(questions().values(), start=1)
    )


def _section(number: int, question: Question) -> str:
    parameters = "".join(
        f"\nParameter `:{name}`, for example `{default}`.\n"
        for name, default in question.defaults.items()
    )
    return (
        f"\n## {number}. `{question.name}`\n{question.asks.zh}\n{question.asks.en}\n\n{question.note.zh} {question.note.en}\n{parameters}"
        f"\nColumns: {', '.join(f'`{column}`' for column in question.columns)}\n\n```sql\n{question.sql}\n```\n"
    )


if __name__ == "__main__":
    sys.stdout.write(questions_document())
