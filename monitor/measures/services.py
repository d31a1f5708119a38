"""Whose sites the national standard of government sites is of (docs/rulebook.md §1)."""

from config.unit import Unit

_NO_GOVERNMENT_SITE = ("judicial", "public_enterprise")


def runs_a_government_site(unit: Unit) -> bool:
    """Courts and procuratorates are no administrative organs, and an enterprise's site is no site
    of the government.
    """
    return unit.kind not in _NO_GOVERNMENT_SITE
