"""News, notices and policies: plausible Chinese with facts that differ, the same at every asking."""

from dataclasses import dataclass
from datetime import date, timedelta

from demo.dice import Dice
from demo.writing.fields import PLACES, Field


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    paragraphs: tuple[str, ...]
    signed: date | None = None
    table: str = ""  # a body that is a table instead

    @property
    def html(self) -> str:
        return self.table or "\n".join(
            f'<p style="text-indent:2em">{paragraph}</p>' for paragraph in self.paragraphs
        )


def news(short: str, field: Field, day: date, dice: Dice) -> Text:
    facts = _facts(short, field, day, dice)
    opening, middle, closing = dice.pick(_OPENINGS), dice.sample(_MIDDLES, 2), dice.pick(_CLOSINGS)
    return Text(
        dice.pick(_NEWS_TITLES).format(**facts),
        tuple(line.format(**facts) for line in (opening, *middle, closing)),
    )


def notice(short: str, field: Field, day: date, dice: Dice) -> Text:
    facts = _facts(short, field, day, dice)
    return Text(
        dice.pick(_NOTICE_TITLES).format(**facts),
        tuple(
            line.format(**facts)
            for line in (
                dice.pick(_NOTICE_OPENINGS),
                *dice.sample(_NOTICE_POINTS, 3),
                dice.pick(_NOTICE_CLOSINGS),
            )
        ),
    )


def policy(short: str, field: Field, day: date, dice: Dice) -> Text:
    """A document: written some days before it is published, and it says so (成文日期,
    docs/field-notes.md §10.1).
    """
    facts = _facts(short, field, day, dice)
    signed = day - timedelta(days=dice.between(4, 25))
    number = f"酂{short[0]}发〔{signed.year}〕{dice.between(3, 68)}号"
    return Text(
        dice.pick(_POLICY_TITLES).format(**facts),
        (
            f"{number}",
            *(
                line.format(**facts)
                for line in (dice.pick(_POLICY_OPENINGS), *dice.sample(_POLICY_POINTS, 3))
            ),
            f"成文日期：{signed.year}年{signed.month}月{signed.day}日",
        ),
        signed,
    )


def explanation(short: str, field: Field, day: date, dice: Dice) -> Text:
    facts = _facts(short, field, day, dice)
    return Text(
        dice.pick(_EXPLANATION_TITLES).format(**facts),
        tuple(
            line.format(**facts)
            for line in (
                dice.pick(_EXPLANATION_OPENINGS),
                *dice.sample(_POLICY_POINTS, 2),
                dice.pick(_CLOSINGS),
            )
        ),
    )


def _facts(short: str, field: Field, day: date, dice: Dice) -> dict[str, object]:
    before = day - timedelta(days=dice.between(1, 3))
    topic, second = dice.sample(field.topics, 2)
    place, elsewhere = dice.sample(PLACES, 2)
    return {
        "short": short,
        "topic": topic,
        "second": second,
        "place": place,
        "elsewhere": elsewhere,
        "people": field.people,
        "year": day.year,
        "month": before.month,
        "day": before.day,
        "quarter": ("一季度", "上半年", "三季度", "年度")[(day.month - 1) // 3],
        "n": dice.between(3, 48),
        "m": dice.between(60, 980),
        "k": dice.between(2, 19),
        "wan": f"{dice.between(12, 860)}.{dice.between(1, 9)}",
        "pct": dice.between(61, 98),
    }


_NEWS_TITLES = (
    "{short}扎实推进{topic}工作",
    "{place}{topic}惠及{m}户群众",
    "{short}召开{topic}工作推进会",
    "我市{topic}完成{pct}%",
    "{short}组队赴{place}调研{topic}",
    "{topic}与{second}两手抓 {place}见实效",
    "{short}集中开展{topic}专项行动",
    "投入{wan}万元 {place}{topic}提速",
    "{short}{k}项措施抓好{topic}",
    "{place}、{elsewhere}交流{topic}经验",
    "{short}举办{topic}业务培训班",
    "{quarter}{topic}情况通报会召开",
    "{topic}走进{place}",
    "{short}干部冒雨巡查{place}{second}现场",
    "{n}支小分队下村服务{topic}",
    "{place}：{topic}写好“下半篇文章”",
    "{short}到{elsewhere}学习{second}做法",
    "小窗口里的{topic}",
)
_OPENINGS = (
    "{month}月{day}日，{short}组织{n}名干部职工到{place}，就{topic}的进度和质量进行现场查看，并与当地干部群众座谈，听取意见建议{k}条。",
    "入{quarter}以来，{short}把{topic}摆在重要位置，班子成员分片包干，先后{k}次深入{place}、{elsewhere}等地，现场解决具体问题{n}个。",
    "日前，{place}{topic}现场一派忙碌景象，{n}台机械同时作业，{m}名{people}参与其中，工程进度已达{pct}%。",
    "为做好{topic}，{short}于{month}月{day}日召开专题会议，通报前一阶段情况，部署下一步任务，各乡镇、办事处分管负责同志参加会议。",
    "“没想到这么快就办好了。”{month}月{day}日，家住{place}的一位群众在{short}窗口谈起{topic}时说。",
)
_MIDDLES = (
    "据介绍，今年全市安排{topic}资金{wan}万元，涉及{k}个乡镇、{n}个村（社区），目前已完成投资的{pct}%，受益{people}{m}人（户）。",
    "工作中，{short}坚持一村一策，建立台账，逐项明确时间和质量要求，对进度偏慢的{k}个点位进行了重点督促，并安排技术人员蹲点指导。",
    "{short}还把{topic}与{second}结合起来，统筹安排人员和车辆，在{place}、{elsewhere}设立服务点{k}处，累计接待{people}{m}人次，发放资料{n}00余份。",
    "在{elsewhere}，工作人员逐户走访，详细了解{people}在{second}方面的困难，现场答复问题{n}个，带回研究{k}个，约定一周内给予回音。",
    "会议要求，各单位要倒排工期，抢抓有利天气，确保{topic}在{quarter}任务结束前见到成效；要注重质量，把好材料关、施工关和验收关。",
    "与去年同期相比，{topic}参与面扩大了{k}个百分点，{place}、{elsewhere}两地的做法在全市进行了交流，相关经验被整理成册印发各地参考。",
    "针对检查中发现的{k}个具体问题，{short}当场开出清单，逐条商定整改时间，并于次日组织回头看，已有{n}处落实到位。",
)
_CLOSINGS = (
    "下一步，{short}将继续跟踪{topic}进展，及时总结{place}的经验做法，带动全市{second}水平整体提升。",
    "截至{month}月{day}日，全市{topic}累计投入{wan}万元，覆盖{people}{m}人（户），年度目标完成{pct}%。",
    "{short}负责人表示，将以此次活动为契机，把{topic}抓实抓细，让更多{people}得到实惠。",
    "据悉，{topic}后续工作将于下月在{elsewhere}等{k}个地方陆续展开，计划再投入{wan}万元。",
)
_NOTICE_TITLES = (
    "关于做好{year}年{topic}有关工作的通知",
    "关于{place}片区{topic}期间有关事项的通告",
    "关于召开{topic}工作会议的通知",
    "关于开展{topic}情况摸底的通知",
    "{year}年{quarter}{topic}安排公告",
    "关于调整{topic}办理地点的公告",
    "关于印制{topic}宣传资料询价的公告",
    "关于报送{second}情况的通知",
)
_NOTICE_OPENINGS = (
    "各乡镇人民政府、办事处，各有关单位：为切实做好{topic}工作，结合我市实际，现将有关事项通知如下。",
    "因{topic}工作需要，经研究，现就{place}、{elsewhere}一带有关事项公告如下，请广大{people}周知并予以配合。",
    "根据年度工作安排，{short}定于近期集中开展{topic}，现将具体安排告知如下。",
)
_NOTICE_POINTS = (
    "一、时间安排。自本通知发布之日起至{month}月底，分宣传发动、组织实施、总结验收三个阶段进行，每个阶段结束后{k}日内报送情况。",
    "二、范围。涉及{place}、{elsewhere}等{n}个村（社区），共{m}户{people}，由所在乡镇、办事处负责逐户通知到位。",
    "三、材料。请携带身份证原件和户口簿，填写登记表一式{k}份，到所在地服务大厅办理，不需要另外提供证明。",
    "四、要求。各单位要明确专人负责，加强协调，遇有特殊情况及时报告，于每周五下午将进度报{short}汇总。",
    "五、地点。集中办理点设在{place}便民服务中心一楼大厅，工作日上午八时三十分至十二时、下午二时三十分至五时三十分对外服务。",
    "六、经费。所需资金{wan}万元由市级统筹安排，按进度拨付，专款专用，年底统一核算。",
)
_NOTICE_CLOSINGS = (
    "特此通知。请各单位接到通知后迅速传达到每一个村组，确保{people}家喻户晓。",
    "未尽事宜由{short}负责解释。有疑问的可在工作时间到{short}办公室当面了解。",
)
_POLICY_TITLES = (
    "关于进一步加强{topic}工作的实施意见",
    "{year}年{topic}工作要点",
    "关于印发{topic}管理办法的通知",
    "关于{topic}专项资金使用的若干规定",
    "{place}等地{topic}试点方案",
    "关于加快{second}发展的意见",
    "{topic}三年行动计划",
)
_POLICY_OPENINGS = (
    "为进一步规范{topic}，促进全市{second}健康发展，根据国家和省有关规定，结合我市实际，制定本文件。",
    "{topic}关系全市发展大局和{people}切身利益。为推动{topic}再上新台阶，现提出如下意见，请认真贯彻执行。",
)
_POLICY_POINTS = (
    "（一）总体目标。用三年左右时间，使全市{topic}覆盖率达到{pct}%以上，建成示范点{n}个，带动{people}{m}户。",
    "（二）重点任务。统筹推进{topic}和{second}，优先安排{place}、{elsewhere}等基础较好的地方先行先试，成熟一个、推广一个。",
    "（三）资金安排。市级每年安排{wan}万元，实行先建后补、以奖代补，资金到村到户，专账核算，接受审计。",
    "（四）组织实施。成立由市政府分管领导牵头的协调小组，办公室设在{short}，每季度会商一次，年终进行综合评价。",
    "（五）保障措施。加强队伍建设，每年举办业务培训不少于{k}期；加强宣传引导，及时总结推广基层经验。",
)
_EXPLANATION_TITLES = (
    "一图读懂{topic}新办法",
    "《{topic}三年行动计划》解读",
    "关于{topic}的几点说明",
    "{short}答{people}问：{topic}怎么办",
    "{second}政策问答",
)
_EXPLANATION_OPENINGS = (
    "近日，{short}印发了关于{topic}的文件。为便于{people}理解，现就出台背景、主要内容和实施步骤说明如下。",
    "{month}月{day}日，{short}有关科室就{topic}中{people}关心的{k}个问题作了回答，整理如下，供参考。",
)
