"""Every sentence of the circular, in both languages. Placeholders only; no sentence is put together
anywhere else.
"""

from config.words import Words

MASTHEAD = Words("{issuer}文件", "{issuer}")
NUMBER_LEFT_BLANK = Words("〔{year}〕　　号", "No. ____ of {year}")
TITLE = Words(
    "关于{city}政务公开网上检查情况的通报",
    "Circular on the online inspection of open government in {city}",
)
ADDRESSEES = Words("各乡镇、办事处，市直各有关单位：", "To all townships and departments:")

KINDS = Words(
    "{townships}个乡镇（办事处）和{others}个市直及其他单位",
    "{townships} townships and {others} departments and other units",
)
OPENING = Words(
    "{issuer}于{day}对全市{kinds}共{of}个单位的政务公开情况进行了网上检查。应检查{of}个单位，本次作出判断{judged}个，未能判断{left}个；"
    "现有问题{problems}项（其中严重{critical}项），涉及{units}个单位；另有{undecided}项未能作出判断，不计入问题。现将检查情况通报如下：",
    "On {day} {issuer} inspected on line the disclosure of {kinds}, {of} units in all. Judged: {judged} of {of} units; not judged: {left}. "
    "Open problems: {problems} (of which critical: {critical}) in {units} units. A further {undecided} points could not be judged and "
    "are not counted as problems. The results are as follows.",
)

PART_ONE = Words("一、好的做法", "1. Good practice")
EXAMPLE = Words("{units}{words}", "{units}{words}")
LIST_JOINT = Words("；", "; ")
NAME_JOINT = Words("、", ", ")
SENTENCE = Words("{text}。", "{text}.")
NO_EXAMPLES = Words(
    "本次网上检查没有记录到可列举的做法。",
    "This online inspection recorded no example to be named.",
)
REPAIRED = Words(
    "经本次复查，以下单位的{n}项问题已经整改：{units}。",
    "Found repaired at this inspection: {n} problems, of {units}.",
)

PART_TWO = Words("二、存在的问题", "2. Problems found")
THEME_LEAD = Words(
    "涉及{units}个单位、{n}项问题：{names}。", "Problems: {n}, units: {units} ({names})."
)
TOGETHER = Words("{units}{fault}（{n}个单位）。", "{units} ({n} units), each:{fault}.")
NUMBERED = Words("{n}.{text}", "({n}) {text}")
MORE_IN_ANNEX = Words("该单位此类问题另有{n}项，见附件1。", " {n} more of this kind: see annex 1.")
NOTHING_FOUND = Words(
    "在作出判断的范围内，未发现此类问题。",
    "Within what was judged, no problem of this kind was found.",
)
NOTHING_FOUND_BUT_UNDECIDED = Words(
    "在作出判断的范围内，未发现此类问题；另有{undecided}项未能作出判断，见第五部分。",
    "Within what was judged, no problem of this kind was found; not judged: {undecided}, see part 5.",
)
UNDECIDED_HERE = Words(
    "此类另有{undecided}项未能作出判断，不计入问题，见第五部分。",
    "Not judged of this kind, and not counted: {undecided}; see part 5.",
)
WARNINGS = Words("需要提醒的事项（不计入问题）", "Reminders (not counted as problems)")
MORE_WARNINGS = Words("另有{n}项提醒，见附件3。", " {n} more: see annex 3.")

PART_THREE = Words("三、整改要求", "3. What is required")
DEMANDS: tuple[Words, ...] = (
    Words(
        "一要拓展领域，围绕权力运行的各个环节进行公开，接受社会监督。",
        "First, publish every step by which power runs, and accept supervision.",
    ),
    Words(
        "二要贴近群众，公开涉及群众利益的决策、方便群众办事的程序、服务群众办事的承诺和利于群众维权的途径。",
        "Second, publish the decisions that touch people's interests, procedures, service pledges and ways to defend one's rights.",
    ),
    Words(
        "三要便民实用，用好政府网站、公开栏、办事大厅等多种形式，网上公开渠道应当能够正常打开、及时更新。",
        "Third, publish through many channels; those on line must open and be kept current.",
    ),
    Words(
        "四要规范操作，建立健全工作机制，经费支出逐项列明事由，已公开的内容归档留存、随时可查。",
        "Fourth, work by a sound and regular mechanism: spending with its reasons item by item, and what was published kept on file.",
    ),
)
DUE = Words(
    "本通报所列问题（详见附件1），请有关单位于{due}前完成整改（{how}），并将整改情况书面反馈。",
    "The units concerned are asked to repair the problems listed (annex 1) by {due} ({how}) and to report in writing.",
)
NOTHING_DUE = Words(
    "本次没有需要限期整改的问题。", "No problem is open that would have to be repaired by a date."
)

PART_FOUR = Words("四、未纳入网上检查的内容", "4. Not inspected on line")
OFFLINE = Words(
    "公开栏、公开墙、电子显示屏、办事大厅以及会议、公告等线下公开形式未纳入网上检查，本通报不作评价；未被列为问题，不表示已经检查。",
    "Notice boards, electronic displays, service halls, meetings and other means off line are not part of an online inspection; "
    "this circular says nothing of them. That they are not named does not mean that they were inspected.",
)

PART_FIVE = Words("五、未能判断的事项及原因", "5. What could not be judged, and why")
UNITS_NOT_JUDGED = Words(
    "以下{n}个单位本次各项均未能作出判断：{units}。",
    "Of these {n} units nothing could be judged this time: {units}.",
)
INCIDENT = Words(
    "平台故障一起：地址{platform}上的网站整体无法访问，涉及{n}个单位：{units}。请平台管理单位尽快恢复；上述单位不因此计入问题。",
    "One incident: every site at {platform} was down, {n} units: {units}. Its operator is asked to restore it; no unit is faulted for it.",
)
UNDECIDED = Words(
    "因{reason}，本次未能对{subjects}作出判断，不计入问题。",
    "Because {reason}: {subjects}. Not counted as problems.",
)
UNDECIDED_UNIT = Words("{unit}（{rules}）", "{unit} ({rules})")
NO_REASON = Words("原因未记录", "no reason was recorded")
ALL_DECIDED = Words(
    "本次应判断的事项均已作出判断。", "Everything that was to be judged was judged."
)

ANNEX_LABEL = Words("附件：", "Annexes: ")
ANNEX_PROBLEMS = Words("政务公开网上检查问题台账", "Problem ledger of the online inspection")
ANNEX_UNDECIDED = Words("未判断事项清单", "List of what could not be judged")
ANNEX_WARNINGS = Words("提醒事项清单", "List of reminders")
PRINTED_ON = Words("{day}印发", "Issued {day}")

SECTION = Words("（{n}）{text}", "({n}) {text}")


def numeral(place: int, language: str) -> str:
    """一 to 十 for the second level of headings; letters in English."""
    return ("abcdefghij" if language == "en" else "一二三四五六七八九十")[place - 1]


CHART = Words("附图{n}", "Chart {n}")
NO_FONT = Words(
    "（本机未装中文字体，此图未绘制；数据见附件，网页版通报中有图。管理员可运行 gongkai doctor 查看如何安装。）",
    "(No Chinese font on this machine, so the chart was not drawn; its figures are in the annex and the web page. See gongkai doctor.)",
)
