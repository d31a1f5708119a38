"""Where a place publishes for all of its units: on record with the unit under which it is
inspected, or confirmed by a person not to exist. Pure.
"""

from urllib.parse import urlsplit

from monitor.dossier.facts import Dossier, MenuLink


def is_on_record(item: str, dossier: Dossier) -> bool:
    """The office has said where the item stands for everybody, or that there is no such place."""
    return any(item in one.items for one in dossier.platforms)


def is_read(item: str, dossier: Dossier) -> bool:
    """Every platform on record for it was read whole tonight, or does not exist."""
    return all(
        one.unit is None or one.unit in dossier.read_elsewhere.units
        for one in dossier.platforms
        if item in one.items
    )


_LONGEST_NAME = 16  # characters of a platform's name; what is longer is somebody's article


def is_a_platforms_name(link: MenuLink) -> bool:
    """As a menu writes it: 省预决算公开统一平台, and no title of a paper of another place."""
    return len("".join(link.text.split())) <= _LONGEST_NAME


def leads_to_an_unread_site(link: MenuLink, dossier: Dossier) -> bool:
    """To another host than the unit's, which was not read with any other unit either."""
    host = (urlsplit(link.url).hostname or "").removeprefix("www.")
    return link.leads_to == "elsewhere" and host not in dossier.read_elsewhere.hosts
