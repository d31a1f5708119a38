"""The circular as one printable page of HTML: the same content as the .docx, nothing loaded from
anywhere.
"""

from monitor.report.chart_svg import chart_svg
from monitor.report.circular import WORDS
from monitor.report.papers.paper import Paper
from monitor.report.templating import templates_of

_templates = templates_of("monitor.report")


def circular_html(circular: Paper) -> str:
    return _templates.get_template("circular.html").render(
        circular=circular,
        words=WORDS,
        charts=[
            (WORDS["chart"].text(circular.language, n=n), chart, chart_svg(chart))
            for n, chart in enumerate(circular.charts, start=1)
        ],
    )
