"""Which pages are looked through for messages and guides."""

from tests.extract.labelled.pages import page

ROW = "<tr><td><a href=a1>何时供水</a></td><td>2026-05-01</td><td>受理中</td></tr>"
BOARD = f"<table><tr><th>来信标题</th><th>来信时间</th><th>状态</th></tr>{ROW}</table>"


def test_a_page_without_any_says_that_somebody_looked() -> None:
    facts = page("关于供水的通知", "<h1>关于供水的通知</h1><p>各单位：现将有关事项通知如下。</p>")
    assert (facts.inquiries, facts.guides) == ((), ())


def test_a_front_page_shows_the_messages_of_its_boards_and_is_none() -> None:
    news = "".join(f'<a href="/n{n}.html">工作动态{n}</a>' for n in range(30))
    assert not page("某局", BOARD + news, "http://www.example.gov.cn/").inquiries


def test_a_message_leads_to_its_own_page() -> None:
    (message,) = page("局长信箱", BOARD).inquiries or ()
    assert message.url == "http://www.example.gov.cn/hd/a1"


def test_an_answer_changes_the_page_though_no_entry_of_its_list_did() -> None:
    before, after = page("局长信箱", BOARD), page("局长信箱", BOARD.replace("受理中", "已回复"))
    assert [item.title for item in before.items] == [item.title for item in after.items]
    assert before.fingerprint != after.fingerprint
