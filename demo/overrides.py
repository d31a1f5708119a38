"""What tests do to the city while it stands: a site dies, one is repaired, one publishes, one
removes.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from demo.planting import World
from demo.scenarios.scenario import EntryPoint, UnitPlan
from demo.schedules import RHYTHMS, Rhythm, at_work
from demo.seeded_random import SeededRandom
from demo.world import Behaviour, Channel, DemoItem, DemoSite, ItemChange, Spell
from demo.writing import prose
from demo.writing.fields import FIELDS

_REPAIR = Rhythm(1, 4, 7)  # a repaired channel publishes weekly, whatever its kind


def with_spell(world: World, unit_id: str, behaviour: Behaviour, now: datetime) -> World:
    """From `now` on the unit's site behaves so."""
    site = _own_site(world, unit_id)
    return _with_site(world, unit_id, replace(site, spells=(*site.spells, Spell(behaviour, now))))


def with_repair(world: World, unit_id: str, now: datetime) -> World:
    """From `now` on the unit's site is healthy and every channel that has a deadline is kept up."""
    unit, horizon = world.scenario.unit(unit_id), world.scenario.horizon
    for channel in world.channels_of(unit_id):
        if channel.kind in RHYTHMS or channel.kind == "budget":
            world = _published(
                world,
                unit,
                channel,
                _weekly(now, horizon, SeededRandom(world.seed, unit_id, channel.key, "repair")),
            )
    return (
        with_spell(world, unit_id, Behaviour.HEALTHY, now) if unit.entry_point.has_site else world
    )


def with_item(world: World, unit_id: str, key: str, now: datetime) -> World:
    """One more item in the channel of that folder, published at `now`."""
    channel = _channel(world, unit_id, key)
    return _published(world, world.scenario.unit(unit_id), channel, [now])


def without_item(world: World, unit_id: str, number: int, now: datetime) -> World:
    """The item of that number is gone from `now` on, in the manner of its site."""
    for channel in world.channels_of(unit_id):
        for item in channel.items:
            if item.number == number:
                site = world.site_of(unit_id)
                assert site is not None
                gone = replace(item, change=ItemChange(gone_at=now, manner=site.missing))
                items = tuple(gone if other.number == number else other for other in channel.items)
                return _with_channel(world, unit_id, replace(channel, items=items))
    raise KeyError(number)


def _weekly(now: datetime, horizon: date, rng: SeededRandom) -> list[datetime]:
    moments, day = [now], now.date()
    while day < horizon:
        day += timedelta(days=rng.between(_REPAIR.shortest, _REPAIR.longest))
        moments.append(at_work(day, rng))
    return moments


def _published(world: World, unit: UnitPlan, channel: Channel, moments: list[datetime]) -> World:
    # Written as news whatever the channel: what matters is that something came, and under a title
    # of its own.
    rng = SeededRandom(world.seed, unit.id, channel.key, moments[0].isoformat())
    site = world.site_of(unit.id)
    assert site is not None
    base = 1 + max(item.number for other in site.channels for item in other.items)
    seen = {item.title for item in channel.items}
    items = []
    for number, at in enumerate(moments):
        text = prose.news(unit.short, FIELDS[unit.field], at.date(), rng)
        title = (
            text.title
            if text.title not in seen
            else f"{text.title}（{at:%m月%d日}第{number + 1}期）"
        )
        seen.add(title)
        items.append(
            DemoItem(
                base + number, title, at, text.html, source=f"{world.scenario.city}{unit.name}"
            )
        )
    return _with_channel(
        world,
        unit.id,
        replace(
            _channel(world, unit.id, channel.key), items=(*channel.items, *items), placeholder=""
        ),
    )


def _channel(world: World, unit_id: str, key: str) -> Channel:
    for channel in world.channels_of(unit_id):
        if channel.key == key:
            return channel
    raise KeyError(f"{unit_id} has no channel {key!r}")


def _own_site(world: World, unit_id: str) -> DemoSite:
    if not world.scenario.unit(unit_id).entry_point.has_site:
        raise KeyError(f"{unit_id} has no site of its own")
    return world.sites[unit_id]


def _with_channel(world: World, unit_id: str, channel: Channel) -> World:
    site = world.site_of(unit_id)
    assert site is not None
    changed = replace(
        site,
        channels=tuple(channel if other.key == channel.key else other for other in site.channels),
    )
    key = "portal" if world.scenario.unit(unit_id).entry_point is EntryPoint.COLUMN else unit_id
    return _with_site(world, key, changed)


def _with_site(world: World, key: str, site: DemoSite) -> World:
    return replace(world, sites={**world.sites, key: site})
