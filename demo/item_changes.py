"""Which items are lost, moved or dropped from their lists. Chosen so that no other title of the
site resembles a lost one.
"""

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice

from demo.faults import Faults
from demo.scenarios.scenario import EntryPoint, Scenario
from demo.seeded_random import SeededRandom
from demo.world import Channel, DemoItem, DemoSite, ItemChange, Manner

_LIKE = 0.55  # titles more alike than this might be taken for one another by a tolerant match


def with_changes(
    sites: Mapping[str, DemoSite], scenario: Scenario, faults: Faults, seed: int
) -> dict[str, DemoSite]:
    changed = dict(sites)
    for unit in scenario.units:
        key = "portal" if unit.entry_point is EntryPoint.COLUMN else unit.id
        if key in changed:
            rng = SeededRandom(scenario.name, seed, unit.id, "fates")
            own = unit.id if unit.entry_point is EntryPoint.COLUMN else ""
            changed[key] = _changed(changed[key], own, unit.id, faults, rng)
    return changed


def _changed(site: DemoSite, own: str, unit_id: str, faults: Faults, rng: SeededRandom) -> DemoSite:
    at = faults.vanish_at
    if at is None:
        return site
    free = [
        item
        for channel in site.channels
        if channel.unit_id == own and channel.kind in ("news", "policy")
        for item in channel.items
        if _may(item, faults)
    ]
    changes: dict[int, ItemChange] = {}
    others = [item.title for channel in site.channels for item in channel.items]
    distinctive = (
        item for item in rng.sample(free, len(free)) if _stands_alone(item.title, others)
    )
    for item in islice(distinctive, faults.vanished.get(unit_id, 0)):
        changes[item.number] = ItemChange(
            gone_at=at,
            manner=site.missing,
            is_still_listed=site.missing is Manner.NOT_FOUND and rng.between(1, 4) == 1,
        )
    policies = [
        item
        for item in _of(site, own, "policy")
        if _may(item, faults) and item.number not in changes
    ]
    if unit_id in faults.moved and policies:
        changes[policies[-1].number] = ItemChange(moved_at=at)
    news = [
        item for item in _of(site, own, "news") if _may(item, faults) and item.number not in changes
    ]
    if unit_id in faults.dropped:
        changes |= {item.number: ItemChange(off_list_at=at) for item in rng.sample(news, 2)}
    return replace(site, channels=tuple(_with(channel, changes) for channel in site.channels))


def _may(item: DemoItem, faults: Faults) -> bool:
    is_old_enough = faults.vanish_before is None or item.at.date() < faults.vanish_before
    return is_old_enough and not item.is_pinned and item.claims is None


def _of(site: DemoSite, own: str, kind: str) -> list[DemoItem]:
    return [
        item
        for channel in site.channels
        if channel.unit_id == own and channel.kind == kind
        for item in channel.items
    ]


def _stands_alone(title: str, others: list[str]) -> bool:
    matcher = SequenceMatcher(b=title, autojunk=False)
    for other in others:
        if other != title:
            matcher.set_seq1(other)
            if (
                matcher.real_quick_ratio() > _LIKE
                and matcher.quick_ratio() > _LIKE
                and matcher.ratio() > _LIKE
            ):
                return False
    return others.count(title) == 1


def _with(channel: Channel, changes: Mapping[int, ItemChange]) -> Channel:
    if not any(item.number in changes for item in channel.items):
        return channel
    return replace(
        channel,
        items=tuple(
            replace(item, change=changes[item.number]) if item.number in changes else item
            for item in channel.items
        ),
    )
