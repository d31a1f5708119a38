"""One site at one instant: what its lists show and what lies behind a number."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from demo.world import MOVED_BY, SHANGHAI, Channel, DemoItem, DemoSite, Manner

HOME_KINDS = (
    "news",
    "notice",
    "policy",
    "interpretation",
    "budget",
    "guide",
    "powers",
    "duties",
    "rights",
)
HOME_ROWS = 7


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What lies behind an article's number now. `gone` says how it is missing; "" of a number never
    given is None.
    """

    channel: Channel
    item: DemoItem
    gone: Manner | None = None


class View:
    """Computed once for each state of a site, shared by all its pages."""

    def __init__(self, site: DemoSite, now: datetime) -> None:
        self.site = site
        self.now = now
        self.today: date = now.astimezone(SHANGHAI).date()
        self._listed: dict[str, list[DemoItem]] = {}
        self._in_order: dict[str, list[DemoItem]] = {}

    def listed(self, channel: Channel) -> list[DemoItem]:
        """The channel's list, newest first, pinned items on top."""
        if channel.key not in self._listed:
            shown = [item for item in channel.items if item.is_listed(self.now)]
            self._listed[channel.key] = sorted(
                shown, key=lambda item: (item.is_pinned, item.at, item.number), reverse=True
            )
        return self._listed[channel.key]

    def pages(self, channel: Channel) -> int:
        return max(1, -(-len(self.listed(channel)) // channel.rows))

    def rows(self, channel: Channel, page: int) -> list[DemoItem]:
        """The rows of page 1, 2, … of the list."""
        return self.listed(channel)[(page - 1) * channel.rows : page * channel.rows]

    def on_home(self, channel: Channel) -> list[DemoItem]:
        """What the home page shows of a channel: the newest, whatever is pinned."""
        newest = sorted(self.listed(channel), key=lambda item: (item.at, item.number), reverse=True)
        return [item for item in newest if item.claims is None][:HOME_ROWS]

    @cached_property
    def home_channels(self) -> list[Channel]:
        return [
            channel
            for channel in self.site.channels
            if channel.kind in HOME_KINDS and not channel.unit_id
        ]

    @cached_property
    def hot(self) -> list[tuple[Channel, DemoItem]]:
        """Candidates of the rotating 热点推荐: items that stay."""
        return [
            (channel, item)
            for channel in self.home_channels
            for item in self.listed(channel)[:6]
            if not item.change.instants
        ]

    def find(self, number: int) -> ArticleView | None:
        """The item of that number as things stand now; None for a number that leads nowhere."""
        channel_item = self._by_number.get(number) or self._by_number.get(number - MOVED_BY)
        if channel_item is None or not channel_item[1].is_out(self.now):
            return None
        channel, item = channel_item
        if item.is_gone(self.now):
            return ArticleView(channel, item, item.change.manner)
        if item.number_at(self.now) != number:
            return ArticleView(channel, item, Manner.NOT_FOUND) if number == item.number else None
        return ArticleView(channel, item)

    def neighbours(
        self, channel: Channel, item: DemoItem
    ) -> tuple[DemoItem | None, DemoItem | None]:
        """The items before and after by time, as 上一篇 and 下一篇 show them."""
        if channel.key not in self._in_order:
            staying = [other for other in self.listed(channel) if not other.change.instants]
            self._in_order[channel.key] = sorted(
                staying, key=lambda other: (other.at, other.number)
            )
        order = self._in_order[channel.key]
        newer = bisect_right(
            order, (item.at, item.number), key=lambda other: (other.at, other.number)
        )
        older = (
            bisect_left(order, (item.at, item.number), key=lambda other: (other.at, other.number))
            - 1
        )
        return order[newer] if newer < len(order) else None, order[older] if older >= 0 else None

    @cached_property
    def _by_number(self) -> dict[int, tuple[Channel, DemoItem]]:
        return {
            item.number: (channel, item) for channel in self.site.channels for item in channel.items
        }
