"""The two sides of disclosure: what an office may do and charge, and what it owes and how one
defends oneself.

Guides, powers, duties, rights, what the office is, who leads it. A `Voice` says which sides the
unit speaks of: the pages of a unit that is silent on a side hold none of its words
(docs/rulebook.md §6), not even in a guide.
"""

from dataclasses import dataclass

from demo.dice import Dice
from demo.writing.fields import Field
from demo.writing.prose import Text


@dataclass(frozen=True, slots=True)
class Voice:
    name: str
    short: str
    phone: str
    address: str
    speaks_of_duties: bool = True
    speaks_of_rights: bool = True


def guide(voice: Voice, field: Field, number: int, dice: Dice) -> Text:
    """A service guide with its eight elements (docs/rulebook.md §3.14)."""
    service = field.services[number % len(field.services)]
    days = dice.between(3, 20)
    rows = [
        ("事项名称", service),
        (
            "设定依据",
            f"国家和省关于{service}的有关规定，以及本市实施细则第{dice.between(4, 30)}条。",
        ),
        (
            "申请条件",
            f"在本市范围内居住、经营或者从事相关活动，具备{service}所需的场所、设施和人员，资料真实完整。",
        ),
        (
            "办理材料",
            f"1.{service}表一式{dice.between(2, 4)}份；2.身份证明原件及复印件；3.场所使用证明；4.与申请事项有关的技术资料。",
        ),
        ("办理地点", f"{voice.address}，{voice.short}服务窗口{dice.between(1, 12)}号"),
        ("办理时间", "周一至周五上午8:30—12:00，下午14:30—17:30，法定节假日除外"),
        ("联系电话", voice.phone),
        (
            "办理流程",
            f"申请人提交材料，窗口受理后{dice.between(1, 2)}日内转交业务科室，现场查看，审核，{days}个工作日内通知申请人领取结果。",
        ),
    ]
    if voice.speaks_of_duties:
        rows.append(("承诺时限", f"{days}个工作日"))
    if voice.speaks_of_rights:
        rows.append(("监督投诉", f"对办理结果有异议的，可拨打监督电话{voice.phone}反映。"))
    table = "".join(f"<tr><th>{name}</th><td>{words}</td></tr>" for name, words in rows)
    return Text(
        f"{service}指南", (), table=f'<table border="1" cellspacing="0" width="96%">{table}</table>'
    )


def powers(voice: Voice, field: Field, number: int, dice: Dice) -> Text:
    """One of a unit's documents on powers, penalties and fees."""
    service, topic = (
        field.services[number % len(field.services)],
        field.topics[number % len(field.topics)],
    )
    title, *lines = _POWERS[number % len(_POWERS)]
    part = f"（第{number // len(_POWERS) + 1}批）" if number >= len(_POWERS) else ""
    facts = {
        "name": voice.name,
        "service": service,
        "topic": topic,
        "n": dice.between(12, 86),
        "k": dice.between(2, 9),
        "yuan": dice.between(2, 40) * 10,
    }
    return Text(title.format(**facts) + part, tuple(line.format(**facts) for line in lines))


def duties(voice: Voice, field: Field, number: int, dice: Dice) -> Text:
    return _said(_DUTIES, voice, field, number, dice)


def rights(voice: Voice, field: Field, number: int, dice: Dice) -> Text:
    return _said(_RIGHTS, voice, field, number, dice)


def what_we_are(voice: Voice, field: Field, dice: Dice) -> str:
    """The body of 机构职能, or of 机构设置 where the unit does not speak of its duties."""
    offices = dice.sample(
        (
            "办公室",
            "业务科",
            "法规科",
            "财务科",
            "综合科",
            "人事科",
            "规划科",
            "督查室",
            "信息中心",
            "服务大厅",
        ),
        6,
    )
    rows = "".join(
        f"<tr><td>{office}</td><td>{voice.address}{dice.between(1, 5)}楼{dice.between(1, 20)}室</td><td>编制{dice.between(2, 9)}人</td></tr>"
        for office in offices
    )
    opening = f"{voice.name}位于{voice.address}，现有干部职工{dice.between(18, 96)}人，内设机构{len(offices)}个，下属单位{dice.between(1, 5)}个。"
    work = f"承担全市{'、'.join(field.topics[:5])}等方面的工作，联系{field.people}，服务全市{dice.between(8, 10)}个乡镇、办事处。"
    said = f"<p>主要职责：{work}</p>" if voice.speaks_of_duties else f"<p>{work}</p>"
    return f'<p>{opening}</p>{said}<table border="1"><tr><th>科室</th><th>办公地点</th><th>人员</th></tr>{rows}</table><p>办公时间：周一至周五，法定节假日除外。联系电话：{voice.phone}。</p>'


def who_leads(voice: Voice, field: Field, dice: Dice) -> str:
    """The body of 领导之窗: posts, never names of people."""
    posts = ("党组书记、局长", "党组成员、副局长", "党组成员、总工程师", "党组成员、工会主席")
    rows = "".join(
        f"<tr><td>{post}</td><td>分管{'、'.join(dice.sample(field.topics, 3))}等工作，联系{dice.pick(('办公室', '业务科', '财务科'))}。</td></tr>"
        for post in posts
    )
    return f'<p>{voice.name}领导班子成员及分工如下，分工随工作需要调整。</p><table border="1"><tr><th>职务</th><th>分工</th></tr>{rows}</table><p>班子实行集体领导和个人分工负责相结合，重大事项由会议研究决定，会议纪要存档备查。班子成员每月安排一个工作日到服务窗口值班，听取{field.people}的意见。</p>'


def help_lines(voice: Voice) -> Text:
    """What a unit with nothing but a channel on the portal posts there: whom to call, and the ways
    of redress.
    """
    return Text(
        f"{voice.short}公布监督电话和救济途径",
        (
            f"为方便群众反映问题，{voice.name}设立监督电话{voice.phone}，工作日有人值守，节假日转值班室。",
            "公民、法人或者其他组织认为具体行政行为侵犯其合法权益的，可以自知道之日起六十日内申请行政复议，也可以依法提起行政诉讼。",
            "来访接待地点设在办公楼一楼，对收到的反映逐件登记，七个工作日内告知处理情况。",
        ),
    )


def _said(
    documents: tuple[tuple[str, ...], ...], voice: Voice, field: Field, number: int, dice: Dice
) -> Text:
    title, *lines = documents[number % len(documents)]
    facts = {
        "name": voice.name,
        "short": voice.short,
        "phone": voice.phone,
        "topic": field.topics[number % len(field.topics)],
        "service": field.services[number % len(field.services)],
        "n": dice.between(3, 15),
        "k": dice.between(2, 7),
    }
    part = f"（{number // len(documents) + 1}）" if number >= len(documents) else ""
    return Text(title.format(**facts) + part, tuple(line.format(**facts) for line in lines))


_POWERS = (
    (
        "{name}行政处罚事项目录",
        "现将本机关实施的行政处罚事项予以公布，共{n}项，涉及{topic}等领域，执法依据为有关法律、法规和规章。",
        "对违反{service}有关规定的，责令改正，可以并处{yuan}元以上{yuan}0元以下罚款；情节严重的，责令停业整顿。",
        "目录自公布之日起执行，此前公布的目录同时停止使用。",
    ),
    (
        "{name}行政许可项目一览",
        "本机关实施的行政许可共{k}项，其中{service}一项由服务窗口集中受理，实行一个窗口对外。",
        "许可证件有效期为三年，有效期届满前三十日可以申请延续。涉及{topic}的，还应当提交现场查验资料。",
    ),
    (
        "{service}收费标准及文件依据",
        "经物价、财政部门核定，{service}收费标准为每件{yuan}元，收费项目编码和文件号已在服务大厅公布。",
        "收费使用省财政厅统一印制的票据，收入全额缴入国库，实行收支两条线管理。",
    ),
    (
        "{topic}行政检查实施办法",
        "本机关对{topic}实施行政检查，每年不少于{k}次，检查人员不少于两人，出示证件，制作笔录，当场告知检查结果。",
        "检查中发现问题的，发出整改通知书，逾期不改的依照执法依据目录处理，共列入检查对象{n}家。",
    ),
    (
        "{name}行政处罚裁量基准",
        "为规范行使裁量，将违法情节划分为轻微、一般、较重、严重{k}个档次，对应不同的罚款幅度，共{n}条。",
        "同一案件情节相近的，处理结果应当相近。{topic}领域的裁量基准由业务科室会同法规科解释。",
    ),
    (
        "{topic}行政强制措施目录",
        "本机关可以依法采取的行政强制措施共{k}项，包括查封场所、扣押物品等，涉及{topic}领域的物品应当妥善保管并出具清单。",
        "实施前须向负责人报告并经批准，情况紧急的，应当在二十四小时内补办手续，期限一般为{n}日。",
    ),
)
_DUTIES = (
    (
        "{name}服务承诺",
        "一、实行首问负责制，第一位接待的工作人员负责引导到底；二、实行一次性告知，所需材料一次说清；三、实行限时办结，{service}在{n}个工作日内办完。",
        "四、服务窗口准时开门，挂牌上岗，用语文明；五、对老年人、残疾人上门办理。未能兑现的，由{short}公开说明原因并向当事人致歉。",
    ),
    (
        "{name}责任清单",
        "围绕{topic}列出责任事项{n}项，每一项都注明承办科室、办理环节和时限，不按规定履行的，列明追责情形{k}种。",
        "责任事项随机构和法律法规的变化动态调整，每年年底集中修订一次，修订后重新公布。",
    ),
    (
        "{name}工作纪律规定",
        "工作纪律共{k}条：按时到岗，不得擅离；对待群众热情耐心；办理{service}不得推诿拖延；不得接受服务对象的宴请和礼品。",
        "规定适用于全体干部职工，岗位职责与年度考核挂钩，由办公室每月抽查一次并通报。",
    ),
)
_RIGHTS = (
    (
        "{name}救济渠道告知",
        "对{short}作出的决定不服的，可以自收到决定书之日起六十日内向市政府申请行政复议，也可以在六个月内向人民法院提起行政诉讼。",
        "在决定作出之前，当事人可以进行陈述申辩；符合规定情形的，可以在三日内要求举行听证，听证不收取费用。",
    ),
    (
        "{name}投诉举报方式",
        "监督电话：{phone}，工作日上午八时三十分至下午五时三十分有人接听，其余时间转语音信箱。投诉举报也可以书面寄送或者当面提出。",
        "收到后{k}日内告知是否受理，{n}日内告知处理结果，并对提出人的情况予以保密。",
    ),
    (
        "{service}过程中当事人的权利",
        "当事人有权了解办理进度、查阅本人材料、要求说明理由；对收集的证据有异议的，可以申请重新核实；认为办理人员有利害关系的，可以要求其回避。",
        "权利受到侵害造成损失的，可以依法申请国家赔偿。具体程序可到{short}一楼咨询。",
    ),
)
