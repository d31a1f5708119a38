"""What each table and view is for, in Chinese: one line each, for the analysts' pages. The columns'
words are in descriptions.py.
"""

_TABLES = {
    "v_latest_state": "每个页面的最新状态，以及自何时起如此。",
    "v_channel_freshness": "每个栏目最新信息的日期，以及最近一次看到新信息的时间。",
    "v_coverage": "每次对每个单位的检查：计划、取得、失败、遗留多少。没有消息不等于没有问题。",
    "v_nights": "每夜一行的总览。",
    "v_spending": "现行支出表，逐行列出。",
    "v_findings": "全部问题，附单位名称。",
    "run": "一次检查（一夜）。有这一行，说明当夜看过；状态说明当夜看不看得见。",
    "unit_run": "对一个单位的一次抓取：看了多少、没看多少的凭据。",
    "canary": "检查方网络是否正常的自查记录。",
    "unit": "被检查单位，移出名录后仍保留。",
    "site": "单位的网上入口：自有网站、子站或门户栏目。",
    "page": "单位的一个网址及其最新状态；历史见 span。",
    "capture": "留存的原始内容：页面为新或内容有变时留存，字节在 archive.db。",
    "facts": "从一份留存内容中读出的事实，只增不改。",
    "span": "同一状态的持续期：从首次到末次、看过多少次。",
    "channel": "栏目（列表页）。",
    "item": "栏目中的条目：标题、日期、网址及其变化。",
    "item_change": "条目的改动：改题、改期、换址。",
    "spend_table": "一份文件中的一张支出表，金额一律为元。",
    "spend_line": "支出表的一行，含“其他”的标记与理由。",
    "mention": "正文中涉及权力、收费、义务、权利的句子。",
    "verdict": "规则对一个对象的结论及其持续期：问题、未发现问题、无法判断、不适用。",
    "finding": "有生命的问题：发现、持续、整改、再次出现，一个对象一行。",
    "finding_event": "问题的每一次转折。",
    "message": "待告知某人的消息，直到各渠道都已收下。",
    "telling": "哪条消息告知了哪个问题。",
    "delivery": "每个渠道对每条消息的回应。",
    "reread_answer": "仅因阅读程序更新而有别的结论，暂缓一夜。",
    "probe_sample": "对首页的一次逐级探测，“站点无法访问”由此计数。",
    "page_identity": "首页自称是谁：用来发现被冒用或转让的域名。",
    "second_visit": "换一种方式再看首页的结果。",
    "tombstone": "不再留存之物：何物、何时、何人、何故；字节已不存在。",
    "seal": "已交出的证据和年度归档及其封条。",
    "sealed_body": "哪份内容随哪次导出交出过。",
}


def about_zh(table: str) -> str:
    """Empty where nobody has written it yet."""
    return _TABLES.get(table, "")
