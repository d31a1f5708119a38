"""A chart as a picture for the .docx, drawn by matplotlib in a Chinese font of this machine.

Without such a font matplotlib draws boxes: then nothing is drawn, and the circular says why.
"""

from functools import cache
from io import BytesIO
from typing import Any

from monitor.report.chart import Chart
from monitor.report.chart_svg import shortened

# In the order of preference: what fonts-noto-cjk installs, other free ones, those of Windows and
# macOS; last a .ttc whose first face is Japanese, which holds the Chinese shapes too.
FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Serif CJK SC", "SimHei"),
    *("Microsoft YaHei", "SimSun", "FangSong", "PingFang SC", "Heiti SC"),
    *("Noto Sans CJK JP",),
)
_WIDTH, _ROW, _FRAME = 6.1, 0.30, 0.75  # inches: 156 mm is the text block of an official document
_LEFT, _LETTERS = -0.69, 17  # where a label begins, in widths of the axes, and how many letters fit
_MARKED, _PLAIN, _LINE = "#b3261e", "#9aa0a6", "#5f6368"


@cache
def fonts_present() -> tuple[str, ...]:
    """The families on this machine in which a chart's Chinese can be drawn, the best first; ()
    where there is none.
    """
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return tuple(name for name in FONTS if name in known)


def chart_png(chart: Chart) -> bytes | None:
    """The picture, 156 mm wide at 200 dots an inch; None where no font of this machine has Chinese
    letters.
    """
    fonts = fonts_present()
    if not fonts:
        return None
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    height = _FRAME + _ROW * len(chart.bars)
    figure = Figure(figsize=(_WIDTH, height), dpi=200)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.38, 0.42 / height, 0.54, 1 - 0.47 / height))
    places = range(len(chart.bars), 0, -1)
    axes.barh(
        places,
        [bar.share for bar in chart.bars],
        height=0.62,
        color=[_MARKED if bar.is_marked else _PLAIN for bar in chart.bars],
    )
    for place, bar in zip(places, chart.bars, strict=True):
        at = bar.share + chart.axis_end * 0.012
        # a dashed line behind a figure makes it unreadable
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
        axes.text(
            at, place, f"{bar.share:.1%}", va="center", fontsize=9, family=fonts[0], bbox=ground
        )
        label = shortened(bar.label, _LETTERS - bar.depth)
        axes.text(
            _LEFT + 0.022 * bar.depth,
            place,
            label,
            va="center",
            fontsize=9,
            family=fonts[0],
            transform=axes.get_yaxis_transform(),
        )
    axes.set_yticks([])
    axes.set_xlim(0, chart.axis_end)
    axes.set_ylim(0.4, len(chart.bars) + 0.6)
    _plain_frame(axes, chart, fonts[0])
    out = BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _plain_frame(axes: Any, chart: Chart, font: str) -> None:
    for level in chart.levels:
        if level < chart.axis_end:
            axes.axvline(level, color=_LINE, linestyle="--", linewidth=0.8)
    ticks = list(chart.levels) or [0.1 * tenth for tenth in range(11)]
    shown = [tick for tick in ticks if tick < chart.axis_end]
    axes.set_xticks(shown, [f"{tick:.0%}" for tick in shown], fontsize=8, family=font)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
