"""Elements of service guides, in whatever shape and by whatever name they stand there."""

import pytest

from tests.extract.labelled.pages import lacking

BUT_THE_NAME = {"basis", "conditions", "materials", "place", "hours", "phone", "steps"}
GUIDES: dict[str, tuple[str, str, set[str], set[str]]] = {
    "labels cut up in their cells": (
        "居住证办理指南",
        "<table><tr><td>设定<br>依据</td><td>居住证暂行条例</td></tr>"
        "<tr><td>申<br>请<br>条<br>件</td><td>居住半年以上</td></tr>"
        "<tr><td>所需材料</td><td>身份证</td></tr><tr><td>办理流程</td><td>申请-受理-发证</td></tr>"
        "<tr><td>地 址</td><td>派出所户籍窗口</td></tr><tr><td>时 间</td><td>工作日</td></tr>"
        "<tr><td>电 话</td><td>6210000</td></tr></table>",
        set(),
        set(),
    ),
    "headings in other words": (
        "医疗救助办事指南",
        "<h3>一、救助政策依据</h3><p>省政府文件。</p><h3>二、救助对象范围</h3><p>低保对象。</p>"
        "<h3>三、申请所需提交的证件及资料</h3><p>身份证。</p><h3>四、审批工作程序</h3><p>申请、审批。</p>"
        "<h3>五、受理窗口及地点</h3><p>便民服务中心。</p><h3>六、受理的时间</h3><p>工作日。</p>"
        "<h3>七、联系咨询电话</h3><p>6210000</p>",
        set(),
        set(),
    ),
    "first cells in other words, a value that reads like a label": (
        "医疗救助办事指南",
        "<table><tr><td>救助政策依据</td><td>省政府文件。</td></tr>"
        "<tr><td>救助对象范围</td><td>低保对象。</td></tr>"
        "<tr><td>需提交的证件及资料</td><td>身份证。</td></tr>"
        "<tr><td>审批工作程序</td><td>申请、审核</td></tr>"
        "<tr><td>受理窗口及地点</td><td>便民服务中心办事窗口</td></tr>"
        "<tr><td>受理的时间</td><td>工作日</td></tr>"
        "<tr><td>联系咨询电话</td><td>6210000</td></tr></table>",
        set(),
        set(),
    ),
    "lines of one paragraph": (
        "护照办理指南",
        "<div>办理依据：出境入境管理法<br>办理条件：中国公民<br>所需材料：身份证、照片<br>"
        "办理流程：<br>办理地点：出入境大厅<br>办理时间：工作日<br>咨询电话：6210000<br></div>",
        {"steps"},
        set(),
    ),
    "questions": (
        "新生儿落户办事指南",
        "<h4>谁可以办？</h4><p>父母。</p><h4>需要哪些材料？</h4><p>出生证。</p>"
        "<h4>在哪里办？</h4><p>派出所</p><h4>怎么办？</h4><p>现场申请</p>"
        "<h4>多久能办好？</h4><p>当场</p>",
        {"basis", "phone"},
        set(),
    ),
    "bold words in their lines": (
        "低保申请指南",
        "<p><b>申请条件</b>：人均收入低于标准。</p><p><b>申请材料</b>：申请书。</p>"
        "<p><b>办理流程</b>：申请、审核。</p>",
        {"basis", "place", "hours", "phone"},
        set(),
    ),
    "empty places": (
        "公租房申请指南",
        "<ul><li><span>事项名称</span><span>公租房申请</span></li>"
        "<li><span>办理依据</span><span></span></li><li><span>申请条件</span><span>无</span></li>"
        "<li><span>申请材料</span><span>详见窗口</span></li><li><span>办理流程</span><span>略</span></li>"
        "<li><span>办理地点</span><span>住建局</span></li>"
        "<li><span>联系电话</span><span>6210000</span></li></ul>",
        {"basis", "conditions", "materials", "steps", "hours"},
        set(),
    ),
    "no papers are needed; place and time under one label": (
        "老年证办理指南",
        "<table><tr><th>设定依据</th><td>老年人权益保障法</td></tr>"
        "<tr><th>申请条件</th><td>60周岁</td></tr><tr><th>申请材料</th><td>无需提交材料</td></tr>"
        "<tr><th>办理流程</th><td>当场办</td></tr><tr><th>办理地点、时间</th><td>镇政府，工作日</td></tr>"
        "<tr><th>联系方式</th><td>6210000</td></tr></table>",
        set(),
        set(),
    ),
    "tabs, and what they name in boxes of the same order": (
        "养犬登记办事指南",
        "<div><ul class='nav nav-tabs'><li><a href='#a'>设定依据</a></li><li><a href='#b'>申请条件</a>"
        "</li><li><a href='#c'>申请材料</a></li></ul><div><div id=a>养犬条例</div><div id=b>成年</div>"
        "<div id=c></div></div></div>",
        {"materials", "place", "hours", "phone", "steps"},
        set(),
    ),
    "tabs whose words nobody can tell apart": (
        "养犬登记办事指南",
        "<ul><li>设定依据</li><li>申请条件</li><li>申请材料</li></ul><div>养犬条例</div><div>成年</div>",
        {"place", "hours", "phone", "steps"},
        {"basis", "conditions", "materials"},
    ),
    "a table below a heading, and one in a cell": (
        "养犬登记办事指南",
        "<h3>办理流程</h3><table><thead><tr><th>环节</th><th>办理时限</th></tr></thead>"
        "<tbody><tr><td>受理</td><td>1天</td></tr></tbody></table><table><tr><td>申请条件</td><td></td>"
        "</tr><tr><td>申请材料</td><td><table><tr><th>材料</th><th>份数</th></tr><tr><td>照片</td>"
        "<td>1</td></tr></table></td></tr></table>",
        {"basis", "conditions", "place", "hours", "phone"},
        set(),
    ),
    "plain questions that nobody wrote down before": (
        "新生儿落户办事指南",
        "<h3>按什么规定办</h3><p>条例</p><h3>谁有资格办</h3><p>父母。</p><h3>要备齐哪些东西</h3><p>证。</p>"
        "<h3>上哪儿办</h3><p>派出所</p><h3>几点能办</h3><p>上午</p><h3>咋办</h3><p>当场</p>"
        "<h3>不明白找谁</h3><p>6210000</p>",
        set(),
        set(),
    ),
    "a heading that nobody knows may be what is missing": (
        "新生儿落户办事指南",
        "<h3>申请条件</h3><p>父母。</p><h3>申请材料</h3><p></p><h3>暖心服务</h3><p>6210000</p>"
        "<h3>办理地点</h3><p>派出所</p>",
        {"materials"},
        {"basis", "hours", "phone", "steps"},
    ),
    "nothing but a file": (
        "居住证办理指南",
        '<h1>居住证办理指南</h1><p>附件：<a href="jzz.pdf">居住证办理指南.pdf</a></p>',
        set(),
        BUT_THE_NAME,
    ),
    "nothing but a page within it": (
        "居住证办理指南",
        '<h1>居住证办理指南</h1><p>各位群众请阅读下文。</p><iframe src="a.html"></iframe>',
        set(),
        BUT_THE_NAME,
    ),
    "a link to the province's platform": (
        "居住证办理指南",
        '<h1>居住证办理指南</h1><p>请登录<a href="http://zwfw.example.gov.cn/">政务服务网</a>查看。</p>',
        set(),
        BUT_THE_NAME,
    ),
    "places that a script fills": (
        "居住证办理指南",
        "<table><tr><td>设定依据</td><td></td></tr><tr><td>申请条件</td><td></td></tr>"
        "<tr><td>联系电话</td><td>6210000</td></tr></table><script>$.ajax({url:'/x'})</script>",
        set(),
        BUT_THE_NAME - {"phone"},
    ),
    "prose": (
        "居住证办理指南",
        "<h1>居住证办理指南</h1><p>依据《居住证暂行条例》，凡在本市居住半年以上的，可携带身份证、租房合同"
        "到清河路12号派出所办理，经审核后五个工作日内发证。咨询电话：0000-6210000。</p>",
        set(),
        set(),
    ),
    "a sentence and nothing more": (
        "居住证办理指南",
        "<h1>居住证办理指南</h1><p>请携带有关证明到窗口办理，具体事宜请咨询工作人员。</p>",
        BUT_THE_NAME,
        set(),
    ),
}
NO_GUIDES = {
    "for tourists": "<h1>{}</h1><p>地点：花海。</p><p>时间：3月。</p><p>电话：6210000</p>",
    "2026年事业单位招聘公告": "<h1>{}</h1><p>一、报名条件：本科。</p><p>二、报名材料：身份证。</p>"
    "<p>三、报名地点：人社局。</p><p>四、报名时间：5月。</p><p>五、联系电话：6</p>",
    "某路招标公告": "<h1>{}</h1><p>项目名称：某路</p><p>法律依据：招标法</p><p>地点：某地</p>"
    "<p>时间：5月</p><p>联系电话：6</p><p>程序：评标</p>",
    "户籍办理流程": "<h1>{}</h1><p>办理流程：申请、审核、登记。</p>",
    "婚姻登记处": "<h1>{}</h1><p>办公地址：民政局</p><p>办公时间：工作日</p><p>联系电话：6</p>",
    "某局政府信息公开指南": "<h1>{}</h1><p>办公地址：某路</p><p>办公时间：工作日</p><p>联系电话：6</p>"
    "<p>申请流程：登记、答复</p>",
    "2026年科技项目申报指南": "<h1>{}</h1><p>申报条件：企业</p><p>申报材料：申报书</p>",
}


@pytest.mark.parametrize("name", GUIDES)
def test_what_a_guide_lacks(name: str) -> None:
    title, body, missing, elsewhere = GUIDES[name]
    assert lacking(title, body) == [(missing, elsewhere)]


@pytest.mark.parametrize("title", NO_GUIDES)
def test_what_is_no_service_guide(title: str) -> None:
    assert not lacking(title, NO_GUIDES[title].format(title))


def test_a_row_a_matter() -> None:
    heads = "".join(f"<th>{name}</th>" for name in ("事项名称", "办理依据", "所需材料", "联系电话"))
    rows = "<tr><td>养老参保</td><td>国发8号</td><td>身份证</td><td>6</td></tr><tr><td>救助</td><td></td><td>申请书</td><td></td></tr>"
    whole, thin = lacking("便民服务事项一览表", f"<table><tr>{heads}</tr>{rows}</table>")
    assert whole[0] == {"conditions", "place", "hours", "steps"}
    assert thin[0] == whole[0] | {"basis", "phone"}
