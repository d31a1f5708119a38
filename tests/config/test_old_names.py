"""Names no longer borne: what is shipped, and an office's own over it."""

import tomllib

from config.rulebook_files import merged_rulebook, shipped_rulebook
from config.toml_file import TomlFile


def own(text: str) -> dict[str, TomlFile]:
    return {"old_names.toml": TomlFile("old_names.toml", text, tomllib.loads(text))}


def test_every_shipped_name_has_a_day_a_decision_and_a_successor() -> None:
    names = shipped_rulebook().old_names
    assert len({name.old for name in names}) == len(names) > 10
    assert all(name.new and name.decision and name.since for name in names)
    assert not {name.old for name in names} & {name.new for name in names}


def test_an_office_adds_its_own_and_changes_one_of_ours() -> None:
    book, problems = merged_rulebook(
        own(
            '[[old_names]]\nid = "town"\nold = "石门乡"\nnew = "石门镇"\nsince = 2020-06-01\n'
            'decision = "省民政厅批复"\nkind = "place"\n[[old_names]]\nid = "moa"\nnew = "农业农村部门"\n'
        )
    )
    assert problems == []
    known = {name.id: name for name in book.old_names}
    assert (known["town"].old, known["town"].kind) == ("石门乡", "place")
    assert (known["moa"].old, known["moa"].new) == ("农业部", "农业农村部门")


def test_a_name_without_a_day_is_refused() -> None:
    book, problems = merged_rulebook(
        own('[[old_names]]\nid = "x"\nold = "旧名"\ndecision = "批复"\n')
    )
    assert problems and "x" not in {name.id for name in book.old_names}
