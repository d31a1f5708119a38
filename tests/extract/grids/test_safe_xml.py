"""XML from strangers."""

import pytest

from crawler.extract.grids.safe_xml import XmlRefused, local_attribute, local_name, xml_root


def test_names_are_without_their_namespace() -> None:
    root = xml_root(b'<a:b xmlns:a="u" a:Index="4"><!-- c --></a:b>', "part")
    assert (local_name(root), local_attribute(root, "Index"), local_attribute(root, "x")) == (
        "b",
        "4",
        "",
    )
    assert local_name(root[0]) == ""


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b"<a>", "broken part"),
        (b"", "broken part"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "entities"),
        (b"<a>" * 400 + b"</a>" * 400, "depth"),
    ],
)
def test_what_is_broken_or_asks_for_more_is_refused(part: bytes, said: str) -> None:
    with pytest.raises(XmlRefused, match=said):
        xml_root(part, "part")
