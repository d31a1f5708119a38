"""Messages as boards show them: what is one, and whether it is answered."""

import pytest

from tests.extract.labelled.pages import messages

WATER = ("何时供水", "2026-05-01", "2026-05-06", "answered")
POWER = ("何时供电", "2026-05-02", "", "open")
UNDATED_ANSWER = ("何时供水", "2026-05-01", "", "answered")

BOARDS = {
    "the day of the answer stands in the state's cell": (
        "局长信箱",
        "<table><tr><th>编号</th><th>来信标题</th><th>来信日期</th><th>办理状态</th></tr>"
        "<tr><td>1</td><td><a href=a1>何时供水</a></td><td>2026-05-01</td><td>已回复(2026-05-06)</td>"
        "</tr><tr><td>2</td><td><a href=a2>何时供电</a></td><td>2026-05-02</td><td>受理中</td></tr>"
        "</table>",
        [WATER, POWER],
    ),
    "a state in brackets before the link": (
        "县长信箱",
        "<ul><li><span>[已回复]</span><a href=a>何时供水</a><em>2026-05-01</em></li>"
        "<li><span>[未回复]</span><a href=b>何时供电</a><em>2026-05-02</em></li></ul>",
        [UNDATED_ANSWER, POWER],
    ),
    "a state in brackets within the link": (
        "县长信箱",
        "<ul><li><a href=a>[已回复]何时供水</a><em>2026-05-01</em></li>"
        "<li><a href=b>[未回复]何时供电</a><em>2026-05-02</em></li></ul>",
        [UNDATED_ANSWER, POWER],
    ),
    "a state in brackets behind the title": (
        "县长信箱",
        "<ul><li><a href=a>何时供水（已回复）</a><em>2026-05-01</em></li>"
        "<li><a href=b>何时供电（办理中）</a><em>2026-05-02</em></li></ul>",
        [UNDATED_ANSWER, POWER],
    ),
    "cards with a head and a foot of their own, labels without a colon": (
        "问政互动",
        '<div class="card"><div class="card-header"><h5><a href="/q/1">何时供水</a></h5>'
        '<small>提问时间 2026-05-01</small></div><div class="card-footer"><span>已答复</span>'
        '<small>答复时间 2026-05-06</small></div></div><div class="card"><div class="card-header">'
        '<h5><a href="/q/2">何时供电</a></h5><small>提问时间 2026-05-02</small></div>'
        '<div class="card-footer"><span>待答复</span></div></div>',
        [WATER, POWER],
    ),
    "question and answer, their days behind them": (
        "网上咨询",
        "<div><p>【问】何时供水（2026-05-01）</p><p>【答】已恢复。（2026-05-06）</p></div>"
        "<div><p>【问】何时供电（2026-05-02）</p><p>【答】</p></div>",
        [WATER, POWER],
    ),
    "days under a label that only says 时间": (
        "网上留言",
        "<div><p>问题：何时供水</p><p>时间：2026-05-01 10:00</p><p>回复：已恢复。</p>"
        "<p>时间：2026-05-06</p></div>"
        "<div><p>问题：何时供电</p><p>时间：2026-05-02</p><p>回复：</p></div>",
        [WATER, POWER],
    ),
    "cards of divs, an empty place for the answer": (
        "在线咨询",
        "<div><div><p><a href=x1>何时供水</a></p><span>咨询时间：2026-05-01</span>"
        "<span>答复时间：2026-05-06</span></div><div><p><a href=x2>何时供电</a></p>"
        "<span>咨询时间：2026-05-02</span><span>答复时间：</span></div></div>",
        [WATER, POWER],
    ),
    "terms and definitions of one message": (
        "领导信箱",
        "<dl><dt>信件标题</dt><dd>何时供电</dd><dt>写信时间</dt><dd>2026-05-02</dd>"
        "<dt>办理状态</dt><dd>已转办</dd><dt>回复内容</dt><dd>暂无回复</dd></dl>",
        [POWER],
    ),
    "a table a message": (
        "留言板",
        "<table><tr><td>标题：</td><td>何时供水</td></tr><tr><td>留言时间：</td><td>2026-05-01</td>"
        "</tr><tr><td>回复：</td><td>已恢复（2026-05-06）。</td></tr></table>"
        "<table><tr><td>标题：</td><td>何时供电</td></tr><tr><td>留言时间：</td><td>2026-05-02</td>"
        "</tr><tr><td>回复：</td><td>&nbsp;</td></tr></table>",
        [WATER, POWER],
    ),
    "a message that speaks of an examination is one": (
        "关于教师招聘考试的咨询",
        "<div class=pos>当前位置：首页 &gt; 互动交流 &gt; 局长信箱</div>"
        "<h1>关于教师招聘考试的咨询</h1><table><tr><th>来信时间</th><td>2026-05-02</td></tr>"
        "<tr><th>来信内容</th><td>何时报名？</td></tr><tr><th>回复内容</th><td></td></tr></table>",
        [("关于教师招聘考试的咨询", "2026-05-02", "", "open")],
    ),
    "a reply that is there is an answer, whatever the state says": (
        "局长信箱",
        "<table><tr><td>来信标题</td><td>何时供水</td></tr><tr><td>来信时间</td><td>2026-05-01</td>"
        "</tr><tr><td>办理状态</td><td>已受理</td></tr><tr><td>答复内容</td><td>您好，已恢复供水。</td>"
        "</tr></table>",
        [UNDATED_ANSWER],
    ),
    "withdrawn": (
        "局长信箱",
        "<table><tr><th>来信标题</th><th>来信时间</th><th>处理状态</th></tr>"
        "<tr><td><a href=1>何时供水</a></td><td>2026-05-01</td><td>已撤回</td></tr></table>",
        [("何时供水", "2026-05-01", "", "void")],
    ),
    "numbers of replies are no replies": (
        "网上留言",
        "<table><tr><td>标题</td><td>作者</td><td>回复</td><td>时间</td></tr>"
        "<tr><td><a href=1>何时供水</a></td><td>张</td><td>0/25</td><td>2026-05-01</td></tr></table>",
        [("何时供水", "2026-05-01", "", "untold")],
    ),
}
NO_BOARDS = {
    "interviews": (
        "在线访谈",
        "<table><tr><th>标题</th><th>访谈时间</th><th>状态</th></tr>"
        "<tr><td><a href=1>谈供暖</a></td><td>2026-05-01</td><td>已受理</td></tr></table>",
    ),
    "numbers of letters": (
        "信件统计",
        "<table><tr><td>单位</td><td>来信数</td><td>已回复</td><td>未回复</td></tr>"
        "<tr><td>城管局</td><td>3</td><td>2</td><td>1</td></tr></table>",
    ),
    "a form": (
        "信件查询",
        "<form>信件编号：<input>查询密码：<input></form><p>请登录后查看您的来信办理状态</p>",
    ),
    "questions on a policy, made up by the office": (
        "医保政策问答",
        "<h1>医保政策问答</h1><p>发布时间：2026-05-01</p><p>问：如何参保？</p><p>答：到镇上。</p>"
        "<p>问：缴费多少？</p><p>答：400元。</p>",
    ),
    "news of letters": (
        "我局通报留言办理情况",
        "<h1>我局通报留言办理情况</h1><p>截至2月底共收到网民留言312件，已回复298件，14件处理中。"
        "各单位对未回复留言要逐件落实，回复时间不得超过15个工作日。</p>",
    ),
}


def test_an_empty_place_that_a_script_may_fill_proves_nothing() -> None:
    title, body, told = BOARDS["a table a message"]
    found = messages(title, body + "<script>$.get('/reply?id=1', show)</script>")
    assert found == [told[0], (*told[1][:3], "untold")]


@pytest.mark.parametrize("name", BOARDS)
def test_messages_of_a_board(name: str) -> None:
    title, body, told = BOARDS[name]
    assert messages(title, body) == told


@pytest.mark.parametrize("name", NO_BOARDS)
def test_what_only_looks_like_a_board(name: str) -> None:
    assert not messages(*NO_BOARDS[name])
