"""The two sides of disclosure: what an office may do and charge, and what it owes and how one
defends oneself.

Guides, powers, duties, rights, what the office is, who leads it. A `Voice` says which sides the
unit speaks of: the pages of a unit that is silent on a side hold none of its words
(docs/rulebook.md §6) nor of its meaning, not even in a guide.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from demo.seeded_random import SeededRandom
from demo.writing.fields import Field
from demo.writing.prose import Text

_DOCUMENTS: dict[str, list[list[str]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
_OFFICES = [
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
]


@dataclass(frozen=True, slots=True)
class Voice:
    name: str
    short: str
    phone: str
    address: str
    speaks_of_duties: bool = True
    speaks_of_rights: bool = True


def guide(voice: Voice, field: Field, number: int, rng: SeededRandom) -> Text:
    """A service guide with its eight elements (docs/rulebook.md §3.14)."""
    service = field.services[number % len(field.services)]
    days = rng.between(3, 20)
    when = f"{days}个工作日内" if voice.speaks_of_duties else ""
    rows = [
        ("事项名称", service),
        (
            "设定依据",
            f"国家和省关于{service}的有关规定，以及本市实施细则第{rng.between(4, 30)}条。",
        ),
        (
            "申请条件",
            f"在本市范围内居住、经营或者从事相关活动，具备{service}所需的场所、设施和人员，资料真实完整。",
        ),
        (
            "办理材料",
            f"1.{service}表一式{rng.between(2, 4)}份；2.身份证明原件及复印件；3.场所使用证明；4.与申请事项有关的技术资料。",
        ),
        ("办理地点", f"{voice.address}，{voice.short}服务窗口{rng.between(1, 12)}号"),
        ("办理时间", "周一至周五上午8:30—12:00，下午14:30—17:30，法定节假日除外"),
        ("联系电话", voice.phone),
        (
            "办理流程",
            f"申请人提交材料，窗口受理后转交业务科室，现场查看，审核，{when}通知申请人领取结果。",
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


def powers(voice: Voice, field: Field, number: int, rng: SeededRandom) -> Text:
    """One of a unit's documents on powers, penalties and fees."""
    counts = {"n": rng.between(12, 86), "k": rng.between(2, 9), "yuan": rng.between(2, 40) * 10}
    return _document("powers", voice, field, number, counts, part="（第{n}批）")


def duties(voice: Voice, field: Field, number: int, rng: SeededRandom) -> Text:
    counts = {"n": rng.between(3, 15), "k": rng.between(2, 7)}
    return _document("duties", voice, field, number, counts)


def rights(voice: Voice, field: Field, number: int, rng: SeededRandom) -> Text:
    counts = {"n": rng.between(3, 15), "k": rng.between(2, 7)}
    return _document("rights", voice, field, number, counts)


def what_we_are(voice: Voice, field: Field, rng: SeededRandom) -> str:
    """The body of 机构职能, or of 机构设置 where the unit does not speak of its duties."""
    offices = rng.sample(_OFFICES, 6)
    rows = "".join(
        f"<tr><td>{office}</td><td>{voice.address}{rng.between(1, 5)}楼{rng.between(1, 20)}室</td><td>编制{rng.between(2, 9)}人</td></tr>"
        for office in offices
    )
    opening = f"{voice.name}位于{voice.address}，现有干部职工{rng.between(18, 96)}人，内设机构{len(offices)}个，下属单位{rng.between(1, 5)}个。"
    work = f"主要职责：承担全市{'、'.join(field.topics[:5])}等方面的工作，联系{field.people}，服务全市{rng.between(8, 10)}个乡镇、办事处。"
    said = f"<p>{work}</p>" if voice.speaks_of_duties else ""
    return f'<p>{opening}</p>{said}<table border="1"><tr><th>科室</th><th>办公地点</th><th>人员</th></tr>{rows}</table><p>办公时间：周一至周五，法定节假日除外。联系电话：{voice.phone}。</p>'


def who_leads(voice: Voice, field: Field, rng: SeededRandom) -> str:
    """The body of 领导之窗: posts, never names of people."""
    posts = ("党组书记、局长", "党组成员、副局长", "党组成员、总工程师", "党组成员、工会主席")
    rows = "".join(
        f"<tr><td>{post}</td><td>分管{'、'.join(rng.sample(field.topics, 3))}等工作，联系{rng.pick(('办公室', '业务科', '财务科'))}。</td></tr>"
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


def _document(
    side: str,
    voice: Voice,
    field: Field,
    number: int,
    counts: dict[str, int],
    part: str = "（{n}）",
) -> Text:
    """Document `number` of a side; those beyond the last of the table begin again as a next part."""
    again, place = divmod(number, len(_DOCUMENTS[side]))
    title, *lines = _DOCUMENTS[side][place]
    facts = {
        "name": voice.name,
        "short": voice.short,
        "phone": voice.phone,
        "topic": field.topics[number % len(field.topics)],
        "service": field.services[number % len(field.services)],
        **counts,
    }
    numbered = title.format(**facts) + (part.format(n=again + 1) if again else "")
    return Text(numbered, tuple(line.format(**facts) for line in lines))
