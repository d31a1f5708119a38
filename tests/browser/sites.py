"""Pages that are nothing without their scripts, and what those scripts ask for."""

import json
from datetime import date, timedelta

from tests.crawler.fixture_server import Handler, Question

NAVIGATION = "".join(f'<li><a href="/c{n}/">栏目{n}</a></li>' for n in range(8))
FOOT = "<div class='footer'>主办：某市环境保护局　地址：某市某路1号　鄂ICP备05000001号</div>"
FILL = """
fetch('{api}').then(function (r) {{ return r.json() }}).then(function (rows) {{
  document.getElementById('list').innerHTML = rows.map(function (row) {{
    return '<li><a href="' + row.url + '">' + row.title + '</a><span>' + row.day + '</span></li>'
  }}).join('')
}})"""


def frame(script: str, title: str = "通知公告", list_html: str = '<ul id="list"></ul>') -> str:
    """A whole page, with everything but the entries of its list."""
    return (
        f"<html><head><meta charset='utf-8'><title>{title}-某市环境保护局</title></head><body>"
        f"<div class='header'><h1>某市环境保护局</h1><ul class='nav'>{NAVIGATION}</ul></div>"
        f"<div class='main'><div class='pos'>当前位置：首页 &gt; {title}</div><h2>{title}</h2>{list_html}</div>{FOOT}"
        f"<script>{script}</script></body></html>"
    )


def shell(script: str) -> str:
    """An application's shell: not one word without its script."""
    return f"<html><head><meta charset='utf-8'><title></title></head><body><div id='app'></div><script>{script}</script></body></html>"


def rows(today: date, count: int = 6, step: int = 3) -> list[dict[str, str]]:
    days = [today - timedelta(days=step * n) for n in range(count)]
    return [
        {
            "url": f"/tzgg/{n}.html",
            "title": f"关于第{n}号环境影响评价的公告",
            "day": day.isoformat(),
        }
        for n, day in enumerate(days)
    ]


def article(number: int, day: date) -> str:
    words = "根据有关规定，现将本次环境影响评价的情况予以公示，公示期间欢迎公众提出意见。" * 8
    return (
        f"<html><head><meta charset='utf-8'><title>关于第{number}号环境影响评价的公告-某市环境保护局</title></head><body>"
        f"<div class='header'><ul class='nav'>{NAVIGATION}</ul></div><div class='article'><h1>关于第{number}号环境影响评价的公告</h1>"
        f"<p class='info'>发布时间：{day}</p><div id='zoom'>{words}</div></div>{FOOT}</body></html>"
    )


def html(text: str, encoding: str = "utf-8", **headers: str) -> Handler:
    sent = {"Content_Type": "text/html"} | headers

    async def answer(question: Question) -> None:
        await question.send(text.encode(encoding), **sent)

    return answer


def data(value: object, encoding: str = "utf-8", kind: str = "application/json") -> Handler:
    async def answer(question: Question) -> None:
        await question.send(
            json.dumps(value, ensure_ascii=False).encode(encoding), Content_Type=kind
        )

    return answer


def says(body: bytes, status: str = "200 OK", **headers: str) -> Handler:
    async def answer(question: Question) -> None:
        await question.send(body, status, **headers)

    return answer
