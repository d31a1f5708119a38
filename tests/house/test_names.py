"""One word an idea: whoever reads the name of a class knows which one is meant."""

from collections import defaultdict

from tests.house.product import classes, name_of


def test_no_two_public_classes_share_a_name() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path, node in classes():
        if not node.name.startswith("_"):
            homes[node.name].append(name_of(path))
    assert len(homes) > 300
    assert not {name: files for name, files in homes.items() if len(files) > 1}
