"""Every sentence of the messages, in both languages."""

from config.words import Words

SUBJECT = Words("{city}政务公开检查 {day}：{counts}", "{city} open government, {day}: {counts}")
COUNTS = {
    "opened": Words("新问题{n}项", "{n} new"),
    "critical": Words("（严重{n}项）", " ({n} critical)"),
    "closed": Words("已整改{n}项", "{n} repaired"),
    "escalated": Words("满{after}天未整改{n}项", "{n} open for {after} days or more"),
    "still_open": Words("现存问题{n}项", "{n} still open"),
}
COUNTED = Words("，", ", ")
GREETING = Words("{name}：", "{name},")
JUDGED_OWN = Words(
    "您负责的{of}个单位，{day}检查中已判断{judged}个。",
    "Of the {of} units you are responsible for, {judged} were judged on {day}.",
)
JUDGED_ALL = Words(
    "{day}检查：应检查{of}个单位，已判断{judged}个。",
    "Inspection of {day}: judged {judged} of {of} units.",
)
NOT_TOLD_BEFORE = Words(
    "以下为尚未通知过您的变化。", "These changes have not been told to you before."
)
SUMMARY = Words("以下为现存问题汇总。", "This is the summary of what is still open.")
OPENED = Words("新问题{n}项：", "New problems: {n}")
CLOSED = Words("已整改{n}项：", "Found repaired: {n}")
ESCALATED = Words(
    "满{after}天未整改{n}项（报请督办）：", "Open for {after} days or more, for your attention: {n}"
)
STILL_OPEN = Words("现存问题{n}项：", "Still open: {n}")
STILL_OPEN_BESIDES = Words(
    "现存问题{n}项，除上列{told}项外：", "Still open: {n}; besides the {told} above:"
)
STILL_OPEN_ABOVE = Words("现存问题{n}项，均已列在上面。", "Still open: {n}, all of them above.")
NOTHING_OPEN = Words(
    "所判断的单位现无未整改问题。", "No open problem among the units that were judged."
)
ENTRY = Words(
    "{n}. {grave}{sentence}（整改期限{due}，编号{id}）",
    "{n}. {grave}{sentence} (to be repaired by {due}, no. {id})",
)
LATE_ENTRY = Words(
    "{n}. {grave}{sentence}（{opened}发现，已{days}天，期限{due}，编号{id}）",
    "{n}. {grave}{sentence} (found {opened}, {days} days ago, due {due}, no. {id})",
)
CLOSED_ENTRY = Words(
    "{n}. 原问题：{sentence}（{opened}发现，{closed}复查确认已整改，编号{id}）",
    "{n}. It was: {sentence} (found {opened}, found repaired {closed}, no. {id})",
)
GRAVE = Words("【严重】", "[critical] ")
AGAIN = Words("【再次出现】", "[again] ")
MORE = Words("另有{n}项，见当日问题台账。", "{n} more: see the day's problem ledger.")
NOT_JUDGED = Words(
    "未能判断的单位：{units}。未判断不等于没有问题。",
    "Not judged: {units}. Not judged does not mean in order.",
)
UNIT_BECAUSE = Words("{unit}（{reasons}）", "{unit} ({reasons})")
NOTHING_APPLIES = Words("没有适用的检查项", "no rule applies to it")
ASK_THE_OFFICE = Words(
    "查阅依据，请向检查办公室提供编号。",
    "For the evidence, give the number to the inspection office.",
)
LOOK_CLOSER = Words("查看依据：gongkai explain 编号", "For the evidence: gongkai explain NUMBER")
LOOK_THERE = Words("今日情况：{url}/", "Today at a glance: {url}/")
LINK = Words("\n   依据：{url}/findings/{id}", "\n   Evidence: {url}/findings/{id}")

NIGHT_SUBJECT = Words(
    "{city}政务公开检查 {day}：已判断{judged}/{of}个单位{blind}",
    "{city} inspection {day}: judged {judged} of {of}{blind}",
)
BLIND = Words("（检查方网络异常，本次无效）", " (own network not good: nobody was judged)")
NIGHT = Words(
    "{day}检查：应检查{of}个单位，已判断{judged}个。状态：{state}。{note}",
    "Inspection of {day}: judged {judged} of {of} units. State: {state}. {note}",
)
STATES = {
    "complete": Words("完成", "complete"),
    "blind": Words("检查方网络异常，本次无效", "our own network was not good, nobody was judged"),
    "interrupted": Words("中途中止", "cut short"),
    "running": Words("进行中", "under way"),
}
NIGHT_CHANGES = Words(
    "新问题{opened}项，再次出现{reopened}项，已整改{closed}项；现有问题{open}项{critical}。",
    "New: {opened}; again: {reopened}; repaired: {closed}; open now: {open}{critical}.",
)
NIGHT_NOT_JUDGED = Words("未判断的单位：", "Units not judged:")
UNIT_WITH_REASONS = Words("{unit}：{reasons}", "{unit}: {reasons}")
NOBODY_RESPONSIBLE = Words(
    "以下单位有现存问题，但未指定负责人，无人收到通知：{units}。",
    "These units have open problems and nobody responsible, so nobody was told: {units}.",
)
ALL_JUDGED = Words("全部单位均已判断。", "Every unit was judged.")
