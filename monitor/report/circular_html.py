"""The circular as one printable page of HTML: the same content as the .docx, nothing loaded from
anywhere.

Autoescape is on for everything: page titles and channel names come from other people's sites
(docs/faults.md C1).
"""

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.report.chart_svg import chart_svg
from monitor.report.circular import Circular
from monitor.report.circular_words import CHART
from monitor.report.plain_text import printable

_environment = Environment(
    loader=PackageLoader("monitor.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["printable"] = printable


def circular_html(circular: Circular) -> str:
    return _environment.get_template("circular.html").render(
        circular=circular,
        charts=[
            (CHART.text(circular.language, n=n), chart, chart_svg(chart))
            for n, chart in enumerate(circular.charts, start=1)
        ],
    )
