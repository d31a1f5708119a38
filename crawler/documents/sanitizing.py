"""A captured page made fit to be looked at: what runs, loads or leads away is taken out before the
sandbox even sees it. Pure.

The header of the answer forbids all of that once more; a browser's fault would have to meet one of
ours.
"""

import re

from crawler.extract.encoding import decode
from crawler.extract.safe_parse import tree_of

# Elements that load, run, submit or embed. Hints to connect (`link`) are not governed by a content
# policy at all.
_TAKEN_OUT = "script, link, meta, base, iframe, frame, frameset, object, embed, applet, noscript, template, form > input[type=hidden], portal, fencedframe"
_LEADS_AWAY = (
    *("href", "action", "formaction", "ping", "srcset", "background", "poster", "src"),
    *("data", "longdesc", "cite", "profile", "manifest", "xlink:href"),
)
_ADDRESS_IN_STYLE = re.compile(
    r"url\s*\(|@import|image-set|expression|-moz-binding|behavior", re.IGNORECASE
)
_PICTURE = re.compile(r"^data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)


def sanitized(body: bytes, content_type: str = "") -> str:
    """The page's own words and look, without scripts, outside resources and links. Never raises for
    odd markup.
    """
    tree, _ = tree_of(decode(body, content_type).text)
    for node in tree.css(_TAKEN_OUT):
        node.decompose()
    for node in tree.css("style"):
        if _ADDRESS_IN_STYLE.search(node.text()):
            node.decompose()
    for node in tree.css("*"):
        for name, value in list(node.attributes.items()):
            if _is_harmful(name.lower(), value or ""):
                del node.attrs[name]
    return f'<!doctype html><meta charset="utf-8">{tree.html or ""}'


def _is_harmful(name: str, value: str) -> bool:
    if name.startswith("on") or name in ("autofocus", "autoplay", "srcdoc", "target"):
        return True
    if name == "style":
        return _ADDRESS_IN_STYLE.search(value) is not None
    return name in _LEADS_AWAY and not (name == "src" and _PICTURE.match(value))
