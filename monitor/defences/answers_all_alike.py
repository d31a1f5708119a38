"""Most of the links of a home page say that they are gone: the site is being rebuilt, or its
protection answers whoever it does not know with pages that are not there. Such a night speaks of
the site and of no link.

Not where most of its links open: then those that do not are the site's own.
"""

from config.words import Words
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.dead_links import looked

DEFENCE = Defence(
    looked_for=Words(
        "整站改版或访问防护，致使链接普遍打不开",
        "a new design of the whole site, or a wall that calls all of its pages gone",
    ),
    why=Why.TEMPLATE_CHANGED,
)

MOST_OF = 3  # fewer links than this are gone by themselves


def objects(accusation: Accusation) -> bool:
    dossier = accusation.dossier
    sites = {accusation.site.id} if accusation.site else {site.id for site in dossier.sites}
    own = [link for link in dossier.links if link.site in sites and link.is_own]
    found = looked(own, dossier.rulebook.limits.dead_link)
    return len(found.dead) >= max(len(found.open), MOST_OF)
