"""Words of the first screen, the lists, the search and the nights."""

from collections.abc import Mapping

from config.words import Words

LISTS: Mapping[str, Words] = {
    # --- the first screen
    "judged": Words(
        "{day}检查：{of}个单位，已判断{judged}个，未判断{left}个",
        "{day}: judged {judged} of {of} units, not judged {left}",
    ),
    "judged_own": Words(
        "{day}检查：您负责的{of}个单位，已判断{judged}个，未判断{left}个",
        "{day}: judged {judged} of your {of} units, not judged {left}",
    ),
    "running": Words(
        "新一轮检查正在进行（{at}开始），以下为上一次的结果。",
        "A night is under way (since {at}); this is the last one's result.",
    ),
    "interrupted": Words(
        "最近一次检查（{at}开始）中途被中止，以下为此前的结果。",
        "The newest night (begun {at}) was cut short; this is an earlier one's result.",
    ),
    "blind": Words(
        "检查方网络异常，本次检查不对任何单位作出判断。",
        "Our own network was not good: nobody was judged that night.",
    ),
    "late": Words(
        "已有{days}天没有完成检查（上次：{at}）。以下内容可能过时，请办公室查看服务。",
        "No night for {days} days (the last: {at}). What follows may be out of date; the office should look at the service.",
    ),
    "no_night": Words(
        "还没有检查结果：{of}个单位，均未检查",
        "There has been no night yet: {of} units, none looked at",
    ),
    "no_night_wait": Words(
        "检查办公室完成第一次检查后，结果将显示在这里。",
        "What the first night finds will stand here.",
    ),
    "no_night_do": Words(
        "请在服务器上完成第一次检查，三步：", "Run the first night on the server, in three steps:"
    ),
    "no_night_check": Words("核对单位和网址", "see that units and addresses are right"),
    "no_night_run": Words(
        "检查一次（单位多时约需数十分钟）",
        "one night now (some ten minutes where there are many units)",
    ),
    "no_night_keep": Words(
        "此后每晚自动检查、发送通知、备份",
        "from then on every night by itself, with messages and backups",
    ),
    "figure.new": Words("新发现", "new"),
    "figure.overdue": Words("逾期未整改", "overdue"),
    "figure.unacknowledged": Words("待确认", "to acknowledge"),
    "figure.open": Words("现有问题", "open"),
    "figure.unknown": Words("未能判断", "could not be judged"),
    "new_tonight": Words("新发现", "New"),
    "nothing_new": Words(
        "在作出判断的范围内，没有新发现的问题。", "Within what was judged, nothing new was found."
    ),
    "overdue": Words("逾期未整改", "Overdue"),
    "nothing_overdue": Words("没有逾期未整改的问题。", "Nothing is overdue."),
    "due_soon": Words("三日内到期", "Due within three days"),
    "all_of_them": Words("全部{n}项", "all {n}"),
    "map": Words("各单位", "Units"),
    "state.critical": Words("有严重问题", "critical"),
    "state.problem": Words("有问题", "problems"),
    "state.unjudged": Words("未能判断", "could not be judged"),
    "state.partly": Words("部分未能判断", "partly judged"),
    "state.clear": Words("未发现问题", "clear"),
    "state.not_applicable": Words("无适用项", "nothing applies"),
    "state.not_looked_at": Words("未检查", "not looked at"),
    "letter.critical": Words("严", "C"),
    "letter.problem": Words("问", "P"),
    "letter.unjudged": Words("？", "?"),
    "letter.partly": Words("半", "½"),
    "letter.clear": Words("✓", "✓"),
    "letter.not_applicable": Words("—", "—"),
    "letter.not_looked_at": Words("未", "×"),
    "unknown": Words("未能判断", "Could not be judged"),
    "units_unjudged": Words("整个单位未判断的{n}个：", "Units not judged at all, {n}: "),
    "n_more_units": Words("另外{n}个单位", "{n} more units"),
    "why": Words("原因", "Why"),
    "units": Words("单位", "Units"),
    "points": Words("项", "Points"),
    "unknown_is_no_fault": Words(
        "未能判断的事项不计入问题。", "What could not be judged is not counted as a problem."
    ),
    "all_decided": Words(
        "应判断的事项均已作出判断。", "Everything that was to be judged was judged."
    ),
    "repaired_tonight": Words("本次复查已整改", "Found repaired"),
    "trend": Words("现有问题的变化", "Open findings over time"),
    "trend_said": Words("现有{now}项，期间最多{most}项", "{now} now, {most} at most"),
    # --- marks of a finding
    "new": Words("新", "new"),
    "back": Words("再次出现", "came back"),
    "overdue_by": Words("逾期{n}天", "{n} days overdue"),
    "due_on": Words("期限{day}", "due {day}"),
    "unacknowledged": Words("待确认", "to acknowledge"),
    "acknowledged_by": Words("{name}已确认", "acknowledged by {name}"),
    "in_hands_of": Words("负责人：{name}", "with {name}"),
    # --- the list of findings
    "n_found": Words("{n}项", "{n}"),
    "filter.show": Words("显示", "Show"),
    "filter.unit": Words("单位", "Unit"),
    "filter.rule": Words("类别", "Kind"),
    "filter.go": Words("筛选", "Filter"),
    "show.open": Words("现有问题", "open"),
    "show.new": Words("新发现", "new"),
    "show.overdue": Words("逾期未整改", "overdue"),
    "show.soon": Words("三日内到期", "due within three days"),
    "show.unacknowledged": Words("待确认", "to acknowledge"),
    "show.critical": Words("严重", "critical"),
    "show.repaired": Words("已整改", "repaired"),
    "all_units": Words("全部单位", "all units"),
    "all_rules": Words("全部类别", "all kinds"),
    "none_such": Words("没有符合条件的问题。", "There is none of that kind."),
    "unit": Words("单位", "Unit"),
    "finding": Words("问题", "Finding"),
    "opened": Words("首次发现", "First found"),
    "closed": Words("确认整改", "Repaired"),
    "due": Words("期限", "Due"),
    "stands": Words("办理", "Stands"),
    # --- search
    "search_words": Words("关键词", "Words"),
    "search_go": Words("检索", "Search"),
    "search_how": Words(
        "检索全部留存页面和文件的标题与正文，两个字的词也可以，例如：环保。多个词用空格分开，须同时出现。",
        "Searches titles and texts of every page and document kept. Several words must all occur.",
    ),
    "search_found": Words("“{q}”：{n}条", "“{q}”: {n} found"),
    "search_found_more": Words(
        "“{q}”：超过{n}条，请增加关键词缩小范围",
        "“{q}”: more than {n}; add a word to narrow it down",
    ),
    "search_missing": Words(
        "检索索引尚未建立，正在或将在下一次检查后自动建立。",
        "The index is not there yet; it is made after the next night, or in the background now.",
    ),
    "search_stale": Words(
        "索引尚未包含最近一次检查的内容，正在更新。",
        "The index does not hold the last night yet; it is being brought up to date.",
    ),
    "hit.item": Words("列表条目", "entry of a list"),
    "hit.earlier": Words("见于较早版本", "in an earlier version"),
    # --- the nights
    "n_nights": Words("{n}次", "{n}"),
    "night": Words("检查", "Night"),
    "run_state": Words("状态", "State"),
    "run.running": Words("进行中", "under way"),
    "run.complete": Words("完成", "complete"),
    "run.blind": Words("检查方网络异常", "own network not good"),
    "run.interrupted": Words("中止", "cut short"),
    "run_kind.nightly": Words("例行", "nightly"),
    "run_kind.manual": Words("手动", "by hand"),
    "run_kind.second_look": Words("复看", "second look"),
    "crawl.complete": Words("完成", "complete"),
    "crawl.partial": Words("部分", "partial"),
    "crawl.not_judged": Words("未判断", "not judged"),
    "coverage": Words("覆盖", "Coverage"),
    "coverage.fetched": Words("已取得", "fetched"),
    "coverage.failed": Words("未取得", "failed"),
    "coverage.skipped": Words("未请求", "skipped"),
    "coverage.pending": Words("留待下次", "left for next time"),
    "coverage_said": Words("{of}页中取得{fetched}页", "{fetched} of {of} pages fetched"),
    "not_judged": Words("因我方未判断", "not judged (ours)"),
    "planned": Words("计划", "planned"),
    "duration": Words("用时", "Took"),
    "outcomes": Words("访问结果", "Outcomes"),
    "n_visits": Words("{n}次访问", "{n} visits"),
    "own_network": Words("检查方网络", "Our own network"),
    "night_judged": Words(
        "检查{id}：{of}个单位，已判断{judged}个，未判断{left}个",
        "Night {id}: judged {judged} of {of} units, not judged {left}",
    ),
    "from_until": Words("{first} 至 {last}", "{first} to {last}"),
}
