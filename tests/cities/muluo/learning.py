"""教育体育局: a shell and a JSON list. 民族中学: holidays, and a list of names that should not have gone up."""

import json
from datetime import date

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item
from tests.cities.muluo.shapes import Markup, Templated
from tests.cities.muluo.words import notice, notices, stories

D = date
_SHELL = (
    '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>沐洛彝族自治县教育体育局</title>'
    '<link href="/static/css/app.2f1c.css" rel="stylesheet"></head><body><noscript>请启用 JavaScript 后访问。</noscript>'
    '<div id="app"></div><script src="/static/js/vendor.7ad0.js"></script><script src="/static/js/app.91be.js"></script></body></html>'
)
_NEWS = stories(
    "jtj", ("控辍保学", "课后服务", "校园足球", "双语教学"), D(2025, 11, 2), D(2026, 4, 15), 6
)


def jtj(target: str, night: date) -> Answer | None:
    if target.startswith("/api/article/page"):
        rows = [
            {"id": n, "title": item.title, "publishTime": f"{item.on} 09:00:00"}
            for n, item in enumerate(_NEWS)
            if item.is_up(night)
        ]
        told = {"code": 0, "data": {"total": len(rows), "records": rows[::-1][:20]}}
        return Answer(
            json.dumps(told, ensure_ascii=False), 200, {"content-type": "application/json"}
        )
    return Answer(_SHELL) if not target.startswith("/static/") else None


def id_card(region: str, born: str, order: str) -> str:
    """A number of the right form; region, day and order are invented."""
    told = f"{region}{born}{order}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(sign) * weight for sign, weight in zip(told, weights, strict=True))
    return told + "10X98765432"[total % 11]


_GIVEN = "".join(
    f"<tr><td>{n}</td><td>{name}</td><td>{id_card('513499', born, order)}</td><td>高一（{n}）班</td><td>1000</td></tr>"
    for n, (name, born, order) in enumerate(
        (("某甲", "20090314", "014"), ("某乙", "20091120", "025"), ("某丙", "20100203", "036")), 1
    )
)
_MASKED = "".join(
    f"<tr><td>{n}</td><td>学生{n}</td><td>5134992009********{n}X</td><td>一等</td></tr>"
    for n in range(1, 6)
)
_MODERN = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} – {site}</title></head><body class="blog"><header><p class="site-title">{site}</p><nav><ul>{menu}</ul></nav></header>
<div id="content">{inner}</div><footer>© {site} · 办公室 0888-6204410 · 累计浏览 {counter}</footer></body></html>""",
    row='<article class="post"><h2 class="entry-title"><a href="{url}" rel="bookmark">{title}</a></h2><div class="entry-meta"><time class="entry-date" datetime="{day}T08:00:00+08:00">{day}</time> 由 校办</div></article>',
    rows='<div class="archive"><h1>分类：{name}</h1>{rows}</div>',
    article='<article><h1 class="entry-title">{title}</h1><time datetime="{day}T08:00:00+08:00">{day}</time><div class="entry-content">{body}</div></article>',
    list_at="/category/{key}/",
    more_at="/category/{key}/page/{page}/",
    item_at="/archives/{id}",
    menu='<li><a href="{url}">{name}</a></li>',
    pager='<a class="next page-numbers" href="{on}">较旧文章</a>',
)


class Hidden(Templated):
    """In March strangers hide links in the home page."""

    def home(self, night: date) -> str:
        page = super().home(night)
        if not D(2026, 3, 20) <= night < D(2026, 4, 1):
            return page
        told = "".join(
            f'<a href="http://qp{n}.example.net/">{words}</a>'
            for n, words in enumerate(
                ("棋牌游戏下载", "真人百家乐", "彩票投注平台", "澳门赌场开户")
            )
        )
        return page.replace(
            "<footer>", f'<div style="position:absolute;left:-9999px;top:0">{told}</div><footer>'
        )


ZX = Hidden(
    "www.mlmzzx.example.cn", "沐洛彝族自治县民族中学", "0",
    (
        Channel("xyxw", "校园新闻", (*stories("zx", ("诗歌朗诵", "校园歌手赛", "晨跑", "家长课堂"), D(2025, 9, 4), D(2026, 1, 22), 6), *stories("zx2", ("开学典礼", "百日誓师", "植树活动"), D(2026, 3, 2), D(2026, 4, 15), 6)), rows=8),
        Channel("gs", "校务公示", (
            notice("2025年秋季奖学金拟发放名单公示", D(2025, 12, 8)),
            Item("2025年秋季学生获奖情况公示", D(2025, 12, 15), f"<p>现将获奖学生公示如下（证件号已作处理）：</p><table>{_MASKED}</table>"),
            Item("2026年春季家庭经济困难学生资助名单", D(2026, 1, 28), f"<p>现将拟资助学生名单予以公布：</p><table><tr><th>序号</th><th>姓名</th><th>证件号</th><th>班级</th><th>金额</th></tr>{_GIVEN}</table>", down=D(2026, 3, 10)),
            notice("2026年春季食堂大宗食材采购结果公示", D(2026, 3, 6)),
        ), rows=3),
        Channel("zs", "招生信息", notices(("2025-07-12", "2025年秋季招生简章"), ("2025-06-30", "2025年中考录取安排"))),
    ),
    markup=_MODERN, first_no=1200,
)  # fmt: skip
