"""A chart as inline SVG: no script, nothing loaded, its text escaped; the fonts are those of
whoever reads it.
"""

from html import escape

from markupsafe import Markup

from monitor.judging.plain_text import printable
from monitor.report.chart import Bar, Chart

_WIDTH, _LABELS, _ROW, _TOP, _BOTTOM = 640, 220, 26, 8, 26
_MARKED, _PLAIN, _LINE = "#b3261e", "#9aa0a6", "#5f6368"
_LETTERS = 17  # of a label that fit beside its bar; a Latin letter counts half


def chart_svg(chart: Chart) -> Markup:
    """One `<svg>` element. Its title is read aloud by screen readers, and its bars as a list in
    `desc`.
    """
    height = _TOP + _ROW * len(chart.bars) + _BOTTOM
    said = "; ".join(f"{bar.label} {bar.share:.1%}" for bar in chart.bars)
    parts = [
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" width="100%" xmlns="http://www.w3.org/2000/svg" font-size="13">',
        f"<title>{_text(chart.title)}</title><desc>{_text(said)}</desc>",
        *(_level(level, chart, height) for level in chart.levels if level < chart.axis_end),
        *(_bar(bar, at, chart) for at, bar in enumerate(chart.bars)),
        "</svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - every word in it went through `_text`


def _bar(bar: Bar, at: int, chart: Chart) -> str:
    y = _TOP + at * _ROW
    width = max(1.0, (_WIDTH - _LABELS - 60) * bar.share / chart.axis_end)
    colour = _MARKED if bar.is_marked else _PLAIN
    return (
        f'<text x="{4 + 12 * bar.depth}" y="{y + 17}">{_text(shortened(bar.label, _LETTERS - bar.depth))}</text>'
        f'<rect x="{_LABELS}" y="{y + 4}" width="{width:.1f}" height="{_ROW - 9}" fill="{colour}"/>'
        f'<text x="{_LABELS + width + 5:.1f}" y="{y + 17}">{bar.share:.1%}</text>'
    )


def _level(level: float, chart: Chart, height: int) -> str:
    x = _LABELS + (_WIDTH - _LABELS - 60) * level / chart.axis_end
    return (
        f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{height - _BOTTOM}" stroke="{_LINE}" stroke-dasharray="4 3"/>'
        f'<text x="{x:.1f}" y="{height - 8}" text-anchor="middle" fill="{_LINE}" font-size="12">{level:.0%}</text>'
    )


def shortened(label: str, letters: int) -> str:
    """The label as far as it fits, three dots where it does not.

    `letters` is a width in full-width characters; one up to U+2E7F counts 0.55 of that.
    """
    width, kept = 0.0, ""
    for letter in printable(label):
        width += 1.0 if ord(letter) > 0x2E7F else 0.55
        if width > letters:
            return kept[:-1] + "…"
        kept += letter
    return kept


def _text(words: str) -> str:
    return escape(printable(words))
