"""Every word of the console that no other table holds, in both languages, by the name that
templates call it by.
"""

from collections.abc import Mapping

from config.words import Words
from monitor.console.words_lists import LISTS
from monitor.console.words_pages import PAGES

_FRAME: Mapping[str, Words] = {
    "brand": Words("{city}政务公开检查", "{city} open government"),
    "skip": Words("跳到正文", "Skip to the content"),
    "nav": Words("主导航", "Main"),
    "nav.today": Words("今日", "Today"),
    "nav.findings": Words("问题", "Findings"),
    "nav.search": Words("检索", "Search"),
    "nav.runs": Words("检查记录", "Nights"),
    "nav.data": Words("数据查询", "Data"),
    "other_language": Words("English", "中文"),
    "logout": Words("退出", "Log out"),
    "foot": Words(
        "未判断不等于没有问题。每项问题均附依据和留存页面。",
        "Not judged does not mean in order. Every finding carries its clause and its evidence.",
    ),
    "joint": Words("、", ", "),
    "pages": Words("翻页", "Pages"),
    "earlier_page": Words("上一页", "back"),
    "later_page": Words("下一页", "on"),
    "to_first_screen": Words("回到首页", "To the first screen"),
    "open_live": Words("打开现网↗", "open live ↗"),
    "login": Words("登录", "Log in"),
    "login.name": Words("用户名", "Login"),
    "login.password": Words("密码", "Password"),
    "login.go": Words("登录", "Log in"),
    "login.wrong": Words("用户名或密码不正确。", "Login or password is wrong."),
    "login.too_many": Words(
        "尝试次数过多，请15分钟后再试。", "Too many attempts. Try again in 15 minutes."
    ),
    "login.nobody": Words(
        "还没有用户。请在服务器上运行 gongkai user add。",
        "There is no user yet. On the server run: gongkai user add",
    ),
    "account": Words("我的账户", "My account"),
    "account.password": Words("修改密码", "Change the password"),
    "account.old": Words("现在的密码", "Present password"),
    "account.new": Words("新密码（至少10个字符）", "New password (10 characters or more)"),
    "account.again": Words("再输一次新密码", "New password again"),
    "account.go": Words("修改", "Change"),
    "account.wrong_old": Words("现在的密码不正确。", "The present password is wrong."),
    "account.differ": Words("两次输入的新密码不同。", "The two new passwords differ."),
    "account.ends_all": Words(
        "修改后，所有设备上的登录都会失效，须重新登录。",
        "Afterwards every login ends, on every device.",
    ),
    "role": Words("角色", "Role"),
    "role.leader": Words("领导", "leader"),
    "role.analyst": Words("分析员", "analyst"),
    "role.office": Words("检查办公室", "office"),
    "refused": Words("无法完成", "This cannot be done"),
    "refused.400": Words(
        "内容有误，未作任何改动。", "Something in it was wrong; nothing was changed."
    ),
    "refused.403": Words("您的角色无权进行此操作。", "Your role may not do this."),
    "refused.404": Words("没有这一页。", "There is no such page."),
    "refused.401": Words("请先登录。", "Please log in."),
    "refused.413": Words("内容过长，未作任何改动。", "Too long; nothing was changed."),
    "refused.500": Words(
        "控制台出错，未作任何改动。请把时间告诉检查办公室，服务日志中有记录。",
        "The console has a fault; nothing was changed. Tell the office the time: its log has the rest.",
    ),
    "refused.elsewhere": Words(
        "此操作不是由本控制台页面发起，已拒绝。",
        "This change did not come from a page of this console.",
    ),
    "refused.room": Words("您的角色无权查看此页。", "Your role may not see this page."),
    "refused.405": Words("不能这样访问。", "That is not how this is asked for."),
    "refused.410": Words("原始内容已不再保存。", "The bytes are no longer kept."),
    "refused.503": Words("数据暂时无法读取。", "The data cannot be read at the moment."),
    "done.acknowledged": Words("已确认。", "Acknowledged."),
    "done.deadline": Words("期限已记录。", "The deadline is on record."),
    "done.person": Words("负责人已记录。", "The person is on record."),
    "done.note": Words("备注已记录。", "The note is on record."),
    "done.password": Words(
        "密码已修改，请重新登录。", "The password was changed. Please log in again."
    ),
}

WORDS: Mapping[str, Words] = {**_FRAME, **LISTS, **PAGES}
