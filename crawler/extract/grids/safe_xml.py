"""XML that a stranger sent, as a tree: no entities of its own, no outside files, no depth beyond
libxml2's 256 levels.
"""

from typing import Any

from lxml import etree


class XmlRefused(Exception):
    """Broken, or with entities of its own; the message is for `document_unreadable`."""


def xml_root(part: bytes, what: str) -> Any:
    """The root of one XML document; `what` names it in the complaint. Raises XmlRefused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    if b"<!DOCTYPE" in part[:2_000] or b"<!ENTITY" in part:
        raise XmlRefused(f"{what} with its own entities")
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise XmlRefused(f"broken {what}: {broken}"[:200]) from broken


def local_name(node: Any) -> str:
    """The element's name without its namespace; "" for a comment."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def local_attribute(node: Any, name: str) -> str:
    """The attribute of that name in whatever namespace, "" where there is none."""
    return next(
        (str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), ""
    )
