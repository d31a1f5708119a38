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
    "kinds in cells that are words of labels elsewhere": (
        "局长信箱",
        "<div class=h><span>信件标题</span><span>类别</span><span>写信日期</span><span>状态</span></div>"
        "<ul><li><span><a href=1>何时供水</a></span><span>投诉</span><span>2026-05-01</span>"
        "<span>已答复</span></li><li><span><a href=2>何时供电</a></span><span>咨询</span>"
        "<span>2026-05-02</span><span>受理中</span></li></ul><div class=page>下一页</div>",
        [UNDATED_ANSWER, POWER],
    ),
    "who answered, and when, before the word": (
        "留言板",
        "<div><p>标题：何时供水</p><p>留言时间：2026-05-01</p><p>县水利局于2026年5月6日答复：已恢复。</p></div>"
        "<div><p>标题：何时供电</p><p>留言时间：2026-05-02</p><p>县供电办回复：</p></div>",
        [WATER, POWER],
    ),
    "the day of the answer in brackets behind the word": (
        "网上咨询",
        "<div><p>主题：何时供水</p><p>发表于：2026-5-1 8:00:00</p>"
        "<p>管理员回复（2026-5-6 9:05:40）：已恢复。</p></div>"
        "<div><p>主题：何时供电</p><p>发表于：2026-5-2 8:00:00</p><p>管理员回复（）：</p></div>",
        [WATER, POWER],
    ),
    "rows of one table, three a message": (
        "留言板",
        "<table><tr><td>主题：何时供水</td><td>日期：2026-5-1</td></tr><tr><td>没水了。</td></tr>"
        "<tr><td>管理员回复：好。（2026-05-06）</td></tr>"
        "<tr><td>主题：何时供电</td><td>日期：2026-5-2</td></tr><tr><td>没电了。</td></tr>"
        "<tr><td>【待回复】</td></tr></table>",
        [WATER, POWER],
    ),
    "terms with their question, definitions with the answer": (
        "网上咨询",
        "<dl><dt>网友问：何时供水（2026年5月1日）</dt><dd>停了。</dd><dd>答：好。2026年5月6日答复</dd>"
        "<dt>网友问：何时供电（2026年5月2日）</dt><dd>停了。</dd><dd>【已受理】</dd></dl>",
        [WATER, POWER],
    ),
    "one that waits has no label of an answer": (
        "留言板",
        "<div class=m><h4>何时供水</h4><p>停了</p><p><b>回复：</b>好。（2026-05-06）</p></div>"
        "<div class=m><h4>何时供电</h4><i>2026-05-02</i><p>停了</p><p>未回复</p></div>",
        [("何时供水", "", "2026-05-06", "answered"), POWER],
    ),
    "answers that stand last are of what stands above them": (
        "留言板",
        "<table><tr><td>何时供水</td></tr><tr><td>管理员回复：好。（2026-05-06）</td></tr>"
        "<tr><td>何时供电</td></tr><tr><td>管理员回复：</td></tr></table>",
        [("何时供水", "", "2026-05-06", "answered"), ("何时供电", "", "", "open")],
    ),
    "no days at all": (
        "群众留言",
        "<table><tr><td>留言主题：何时供水</td></tr><tr><td>乡政府回复：好。</td></tr></table>"
        "<table><tr><td>留言主题：何时供电</td></tr><tr><td>乡政府回复：</td></tr></table>",
        [("何时供水", "", "", "answered"), ("何时供电", "", "", "open")],
    ),
    "the title above the labels of a page that bears its board's name": (
        "咨询投诉",
        "<div>我家何时供电</div><table><tr><td>留言时间</td><td>2026-05-02</td></tr>"
        "<tr><td>留言内容</td><td>停了</td></tr><tr><td>答复内容</td><td></td></tr></table>",
        [("我家何时供电", "2026-05-02", "", "open")],
    ),
    "comments without labels, the house's within them": (
        "留言板",
        "<h1>留言板</h1><ol><li class=comment><b>甲</b><time>2026-05-01</time><p>何时供水</p><ol>"
        "<li class='comment bypostauthor'><time>2026-05-06</time><p>已恢复。</p></li></ol></li>"
        "<li class=comment><b>乙</b><time>2026-05-02</time><p>何时供电</p></li></ol>",
        [WATER, POWER],
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
    "the office's own questions": (
        "常见问题",
        "<div><p>问：如何参保？</p><p>答：到镇上。</p><i>2026-05-01</i></div>"
        "<div><p>问：缴费多少？</p><p>答：</p><i>2026-05-01</i></div>",
    ),
    "a day above the labels is no title, nor are choices of a form messages": (
        "我要留言",
        "<form>留言标题：<input>留言时间：<input>状态：<select><option>未回复</option></select></form>",
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
