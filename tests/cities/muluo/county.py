"""The county's portal in two scripts, with the columns of two townships below it."""

from datetime import date

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item
from tests.cities.luoyan.money import account
from tests.cities.muluo.shapes import YI, Markup, Templated, joined, text_page
from tests.cities.muluo.words import notices, stories, text

D = date
HOST = "www.muluo.example.gov.cn"

_PORTAL = Markup(
    frame="""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title} - ꃅꇉꆈꌠꊨꏦꏱꅉꑤ {site}</title>
<meta name="SiteName" content="{site}"><meta name="SiteIDCode" content="{code}"></head>
<body><div class="hd"><div class="tq"><iframe src="/tq.html" width="200" height="20"></iframe></div>
<h1><span class="yi">ꃅꇉꆈꌠꊨꏦꏱꅉꑤꏲꃀ</span><span>{site}</span></h1><div class="lang"><a href="/yi/">ꆈꌠꉙ</a> | <a href="/">汉语</a></div></div>
<ul class="nav-b">{menu}</ul><div class="today">ꀃꑍ 今天是：{today}</div><div class="bd">{inner}</div>
<div class="ft"><p>主办：{site}办公室　承办：县政务信息中心　政府网站标识码：{code}</p><p>总访问量 {counter} 人次</p></div></body></html>""",
    row='<dd><i>·</i><a href="{url}" target="_blank">{title}</a><em>{day}</em></dd>',
    rows='<dl class="gl"><dt>{name}</dt>{rows}</dl>',
    article='<div class="art"><h2>{title}</h2><div class="inf"><span>信息来源：县政务信息中心</span><span>录入时间：{day} 09:41</span></div><div class="txt">{body}</div></div>',
    list_at="/{key}/index.shtml",
    more_at="/{key}/index_{page}.shtml",
    item_at="/{key}/{on:%Y%m}/{id}.shtml",
    menu='<li><a href="{url}"><span class="yi">{yi}</span> <span>{name}</span></a></li>',
    pager='<div class="pg">共{pages}页 <a href="{back}">ꂴꄮ 上一页</a> <a href="{on}">ꊂꏭ 下一页</a></div>',
    block='<div class="blk"><div class="tt"><a href="{url}">{name}</a><a class="m" href="{url}">更多&gt;&gt;</a></div>{rows}</div>',
)


class Portal(Templated):
    def home(self, night: date) -> str:
        return super().home(night).replace("</body>", f"{_LINKS}</body>")


_LINKS = (
    '<div class="lk"><a href="javascript:void(0)" onclick="addFav()">加入收藏</a>'
    '<a href="http://10.46.8.2/oa/">机关内网办公</a><a href="mailto:mlx@muluo.example.gov.cn">邮箱</a>'
    '<a href="http://www.gov.cn/">中国政府网</a></div>'
)


def _letters(night: date) -> Answer:
    rows = []
    for asked, title, told in (
        (D(2026, 3, 30), "咨询家庭医生签约到期后怎样续签", D(2026, 4, 2)),
        (D(2026, 2, 25), "马厂坪路灯夜里不亮找哪个部门", D(2026, 3, 3)),
        (D(2026, 1, 12), "外地户口能不能在县民族中学借读", D(2026, 1, 19)),
        (D(2025, 12, 1), "尼曲乡通村公路占地补偿款何时发放", None),
        (D(2025, 11, 18), "咨询火把节期间集镇停车规定", D(2025, 11, 24)),
        (D(2025, 10, 9), "残疾人两项补贴标准是多少", D(2025, 10, 15)),
    ):
        if asked < night:
            state = "已办结" if told and told < night else "待回复"
            replied = f"{told}" if told and told < night else "&nbsp;"
            rows.append(
                f"<tr><td>{asked:%Y%m%d}01</td><td>{title}</td><td>{asked}</td><td>{state}</td><td>{replied}</td></tr>"
            )
    inner = (
        "<table class='xx' width='96%'><tr><th>信件编号</th><th>信件标题</th><th>来信日期</th>"
        f"<th>办理状态</th><th>回复日期</th></tr>{''.join(rows)}</table>"
        "<p><a href='/hdjl/write.shtml'>我要写信</a></p>"
    )
    return MLX.sent(MLX.frame(night, "县长信箱", inner))


def _yi(night: date) -> Answer:
    words = "".join(
        f"<p>{YI[(n + night.month) % 8]} {YI[n % 8]}{YI[(n * 3) % 8]}ꀕ</p>" for n in range(24)
    )
    return text_page(f"<h1>ꃅꇉꆈꌠꊨꏦꏱꅉꑤꏲꃀ</h1>{words}", title="ꃅꇉꆈꌠꊨꏦꏱꅉꑤꏲꃀ")


def _units(night: date) -> Answer:
    told = "".join(
        f'<li><a href="{url}">{name}</a></li>'
        for name, url in (
            ("县发展改革局", "http://fgj.muluo.example.gov.cn/"), ("县财政局", "http://czj.muluo.example.gov.cn/"),
            ("县卫生健康局", "http://wjj.muluo.example.gov.cn/"), ("县民政局", "http://mzj.muluo.example.gov.cn/"),
            ("县住房城乡建设局", "http://zjj.muluo.example.gov.cn/"), ("县林草局", "http://lyj.muluo.example.gov.cn/"),
            ("县市场监管局", "http://scj.muluo.example.gov.cn/"), ("大溪镇", "/xzgk/dxz/"), ("石莲镇", "/xzgk/slz/"),
        )
    )  # fmt: skip
    return MLX.sent(MLX.frame(night, "部门乡镇公开", f"<ul class='dw'>{told}</ul>"))


_GUIDE = (
    "<h3>沐洛彝族自治县人民政府信息公开指南</h3><p>为便于公民、法人和其他组织获取政府信息，编制本指南，每年更新一次。</p>"
    "<p>一、公开机构：县政府办公室政务公开股，地址：沐洛县北街1号，办公时间：工作日8:30-12:00、14:00-17:30，"
    "联系电话：0888-6201001，传真：0888-6201002，电子邮箱：zwgk@muluo.example.gov.cn。</p>"
    "<p>二、公开内容：依照《中华人民共和国政府信息公开条例》第二十条、第二十一条公开的信息，均列入目录。</p>"
    "<p>三、依申请公开：可当面、信函或网上提出，自收到申请之日起20个工作日内答复。</p>"
    "<p>四、监督和救济：认为未依法履行公开义务的，可向县政府办公室投诉，也可依法申请行政复议或者提起行政诉讼。</p>"
)

MLX: Portal = Portal(
    HOST,
    "沐洛彝族自治县人民政府",
    "5134990001",
    (
        Channel(
            "xw/mlyw", "沐洛要闻",
            stories("mlyw", ("彝绣产业", "冬春森林草原防火", "花椒冻害防治", "易地搬迁后续扶持", "城市更新", "冬令救助"), D(2025, 9, 3), D(2026, 4, 16), 3),
            rows=8,
        ),
        Channel(
            "xw/mtjj", "媒体聚焦沐洛",
            notices(("2025-10-21", "省报：彝绣走出大凉山"), ("2025-09-30", "公安机关破获一起跨境网络赌博案"), ("2025-09-02", "体育彩票公益金助建村级球场")),
        ),
        Channel(
            "xw/zzdt", "州委州政府信息",
            notices(("2025-08-14", "州政府召开第六十二次常务会议"), ("2025-07-30", "州委理论学习中心组举行集体学习"), ("2025-07-02", "州长到挂牌督办矿山调研")),
            rows=3,
        ),
        Channel("xxgk/zn", "政府信息公开指南", text=_GUIDE),
        Channel(
            "xxgk/gfxwj", "行政规范性文件",
            notices(
                ("2025-09-10", "沐洛彝族自治县农村公路养护管理办法"), ("2025-06-25", "沐洛彝族自治县烟花爆竹燃放管理规定"),
                ("2025-04-11", "沐洛彝族自治县城区养犬管理办法"), ("2024-11-20", "沐洛彝族自治县政府投资项目管理办法"),
                ("2026-04-09", "沐洛彝族自治县临时救助实施办法"),
            ),
            rows=4,
        ),
        Channel(
            "xxgk/gsgg", "公告公示栏",
            notices(
                ("2025-09-26", "关于县城南街封闭施工的公告"), ("2025-09-12", "关于公布2025年县级非遗代表性项目名录的公告"),
                ("2025-08-01", "关于火把节期间交通管制的公告"), ("2026-03-26", "关于清明期间禁火的公告"), ("2026-04-13", "关于城区停水的公告"),
            ),
            rows=5,
        ),
        Channel(
            "xxgk/wjjd", "文件解读",
            notices(
                ("2025-09-11", "《沐洛彝族自治县农村公路养护管理办法》解读"), ("2025-12-19", "一图读懂冬季取暖补贴"),
                ("2026-02-10", "春节期间价格监测问答"), ("2025-06-27", "《烟花爆竹燃放管理规定》政策问答"),
            ),
        ),
        Channel(
            "xxgk/gbrm", "干部任免",
            notices(
                ("2025-03-05", "沐洛彝族自治县人民政府关于俄木日哈等同志职务任免的通知"),
                ("2024-12-11", "沐洛彝族自治县人民政府关于沈洛以等同志任职的通知"),
                ("2024-07-03", "沐洛彝族自治县人民政府关于王芹同志免职的通知"),
            ),
        ),
        Channel(
            "xxgk/nb", "政府信息公开年报",
            (
                Item("沐洛彝族自治县人民政府2025年政府信息公开工作年度报告", D(2026, 3, 20), text("gknb2025")),
                Item("沐洛彝族自治县人民政府2024年政府信息公开工作年度报告", D(2025, 3, 21), text("gknb2024")),
                Item("沐洛彝族自治县人民政府2023年政府信息公开工作年度报告", D(2024, 3, 25), text("gknb2023")),
                Item("县市场监督管理局2024年政府信息公开工作年度报告", D(2025, 1, 24), text("scjnb2024")),
                Item("县市场监督管理局2025年政府信息公开工作年度报告", D(2026, 1, 27), text("scjnb2025")),
            ),
        ),
        Channel(
            "ztzl/hbj", "2025年火把节（已归档）",
            notices(("2025-08-18", "2025年火把节圆满落幕"), ("2025-08-15", "火把点燃不夜沐洛"), ("2025-08-06", "火把节活动安排")),
            head="<p>本专题活动已结束，于2025年9月1日归档，不再更新。</p>",
        ),
        Channel("bmxz", "部门乡镇公开", to="/bmxz/dw.shtml"),
        Channel("hdjl/xzxx", "县长信箱", to="/hdjl/xzxx/list.shtml"),
    ),
    markup=_PORTAL,
    extra={
        "/hdjl/xzxx/list.shtml": _letters,
        "/hdjl/write.shtml": lambda night: MLX.sent(MLX.frame(night, "我要写信", "<form method='post'><p>写信须知：请使用真实姓名，县长信箱工作人员将在5个工作日内回复。</p><textarea name='t'></textarea></form>")),
        "/yi/": _yi,
        "/bmxz/dw.shtml": _units,
        "/tq.html": lambda night: text_page(f"沐洛 多云 {night.day % 14 - 2}~{night.day % 9 + 9}℃"),
    },
)  # fmt: skip


def _ago(day: date, night: date) -> str:
    days = (night - day).days
    if days < 1:
        return "今天"
    if days < 7:
        return "昨天" if days == 1 else f"{days}天前"
    return f"{days // 7}周前" if days < 30 else f"{days // 30}个月前"


_TOWN = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_{site}_ꃅꇉ 沐洛彝族自治县</title></head><body>
<div class="top"><a href="/">ꃅꇉ 县政府门户</a> &raquo; <a href="{home}">{site}</a></div><aside><ul>{menu}</ul></aside>
<section>{inner}</section><div class="ft">{site}　联系电话：0888-6208{code}　阅读统计 {counter}</div></body></html>""",
    row='<div class="it"><a href="{url}">{title}</a> <small>{day}</small></div>',
    rows='<div class="its"><h4>{name}</h4>{rows}</div>',
    article='<h3>{title}</h3><p class="ly">发表于 {day}　来源：镇党政办</p><div>{body}</div>',
    list_at="/{key}/",
    more_at="/{key}/p{page}.shtml",
    item_at="/{key}/t{id}.shtml",
    menu='<li><a href="{url}">{name}</a></li>',
    pager='<a href="{back}">&lt;</a> {page}/{pages} <a href="{on}">&gt;</a>',
    days=_ago,
    long_days=lambda day, night: f"{day.year}年{day.month}月{day.day}日",
)
_ROWS = (
    ("2010301", "行政运行", 0.33), ("2080505", "机关事业单位基本养老保险缴费支出", 0.08), ("2130705", "对村民委员会和村党支部的补助", 0.27),
    ("2120501", "城乡社区环境卫生", 0.10), ("2130199", "其他农业农村支出", 0.02), ("2130152", "对高校毕业生到基层任职补助", 0.05), ("2210201", "住房公积金", 0.15),
)  # fmt: skip

DXZ = Templated(
    HOST, "沐洛彝族自治县大溪镇人民政府", "21",
    (
        Channel("zjdt", "镇街动态", stories("dxz", ("花椒林管护", "人居环境整治", "春耕备耕", "矛盾纠纷排查"), D(2025, 11, 2), D(2026, 4, 15), 6), rows=8),
        Channel("cwgk", "村务公开", notices(("2026-03-28", "大溪村一季度村级财务收支"), ("2025-12-30", "大溪村四季度村级财务收支"), ("2025-09-29", "大溪村三季度村级财务收支"))),
        Channel("gsl", "公示栏", notices(("2025-12-05", "2026年度最低生活保障对象评议结果公示"), ("2026-02-05", "大溪镇春节慰问物资发放公示"), ("2025-10-30", "耕地地力补贴面积公示")), rows=3),
        Channel("czzj", "财政资金", (
            account("沐洛彝族自治县大溪镇人民政府", 2026, "预算", D(2026, 3, 5), 2_310.6, *_ROWS),
            account("沐洛彝族自治县大溪镇人民政府", 2024, "决算", D(2025, 9, 26), 2_518.3, *_ROWS),
            account("沐洛彝族自治县大溪镇人民政府", 2025, "预算", D(2025, 2, 27), 2_188.0, *_ROWS),
        )),
        Channel("jg", "机构概况", text="<p>大溪镇设党政综合办、经济发展办、社会事务办、平安法治办、村镇建设办五个办公室，承担辖区内经济、社会、民生等工作职责。"
                "办公地址：大溪镇正街18号；办公时间：工作日9:00-12:00、14:00-17:30；电话0888-6208021。镇长：阿比古哈，主持政府全面工作；副镇长：李玉秀，分管农业农村和水利；副镇长：马海木乃，分管民政、教育和卫生健康。</p>"),
    ),
    markup=_TOWN, prefix="/xzgk/dxz", first_no=3000,
)  # fmt: skip
SLZ = Templated(
    HOST, "沐洛彝族自治县石莲镇人民政府", "37",
    (
        Channel("zjdt", "镇街动态", stories("slz", ("水利管护", "易地搬迁安置点管理", "控辍保学"), D(2025, 8, 3), D(2025, 11, 21), 8), rows=8),
        Channel("xczx", "乡村振兴", text="<p>ꀋꐥ 该栏目内容正在完善中，敬请期待……</p>"),
        Channel("gsl", "公示栏", notices(("2025-12-18", "石莲镇公益性岗位人员名单公示"), ("2026-03-17", "石莲镇农村改厕验收公示"), ("2025-10-10", "石莲镇残疾人补贴发放公示")), rows=3),
        Channel("czzj", "财政资金", (
            account("沐洛彝族自治县石莲镇人民政府", 2024, "决算", D(2025, 9, 24), 1_908.3, *_ROWS),
            account("沐洛彝族自治县石莲镇人民政府", 2025, "预算", D(2025, 2, 26), 1_780.0, *_ROWS),
        )),
        Channel("jg", "机构概况", text="<p>石莲镇设党政综合办、经济发展办、社会事务办、平安法治办四个办公室，承担辖区内经济、社会、民生等工作职责。"
                "办公地址：石莲镇新街3号；办公时间：工作日9:00-12:00、14:00-17:30；电话0888-6208037。镇长：罗布尔哈，主持政府全面工作；副镇长：陈道远，分管农业农村；副镇长：阿育尔坡，分管民政和教育。</p>"),
    ),
    markup=Markup(**{**{f: getattr(_TOWN, f) for f in Markup.__dataclass_fields__}, "days": lambda day, night: f"{day:%Y/%m/%d}"}),
    prefix="/xzgk/slz", first_no=5000,
)  # fmt: skip

answer = joined(DXZ, SLZ, MLX)
