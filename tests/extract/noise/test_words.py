"""Lines that say nothing by their words, and lines that only look like them."""

import pytest

from crawler.extract.noise.words import is_age, why_noise, without_noise


@pytest.mark.parametrize(
    "line",
    [
        "您上次访问时间：2012-03-19 10:00", "点赞 12", "共有 15 条评论", "页面生成时间：2012-03-20 10:00:12 耗时 35ms", "今天是 2012年3月20日 星期二 老县 多云 8~17℃ 东南风3级 中国政府网 | 无障碍 | 登录", "版权所有 © 2005-2012 老县人民政府", "老县水利局 鄂ICP备05000001号 您是第10364位访问者",
        "© 2012 Example Inc. All rights reserved. v27.2", "Dernière visite : 19/03/2012", "Last viewed: 2 minutes ago", "下一篇：没有了", "version 1.2.3", "在线人数：4 页面生成耗时：12.001毫秒", "友情链接：今日老县 新华网 中国政府网",
    ],
)  # fmt: skip
def test_lines_that_say_nothing(line: str) -> None:
    assert why_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "加强空气质量监测和扬尘治理", "周一至周五8:30-12:00", "下一个阶段抓好春耕生产", "前一页所列费用", "北京2022年冬奥会火炬传递活动通知", "农历正月十五前完成", "推行网上在线办理", "气温逐步回升，注意防虫", "汇率变动影响较大", "阅读推广活动", "点击报名链接", "今天完成任务",
        "Vimeo", "Session recordings", "Version control", "Views of the board", "Top secret", "Online status",
    ],
)  # fmt: skip
def test_words_of_a_text_are_no_noise(line: str) -> None:
    assert not why_noise(line)


def test_a_sentence_keeps_its_figures() -> None:
    assert (
        without_noise("全年网站总访问量123456次，同比增长一成。")
        == "全年网站总访问量123456次，同比增长一成。"
    )
    assert without_noise("来源：县政府办 浏览次数：131") == "来源：县政府办"


@pytest.mark.parametrize("text", ["刚刚", "3 天前", "[昨天]", "2 hours ago", "更新于1周前"])
def test_ages(text: str) -> None:
    assert is_age(text)


@pytest.mark.parametrize("text", ["2012-03-15", "3天前提交材料", "今天完成", "a year"])
def test_no_ages(text: str) -> None:
    assert not is_age(text)


@pytest.mark.parametrize(
    "line",
    [
        "帮助对象：低保户120户",
        "支持浏览器IE8以上版本的系统有3个",
        "群众满意度达到95%以上",
        "本局不得收集个人信息，不使用Cookie记录用户身份",
        "继续实施乡村振兴战略，接受社会监督",
        "请下载国家政务服务平台APP并按照要求上传材料后办理",
    ],
)
def test_words_of_boxes_in_a_text_are_no_noise(line: str) -> None:
    assert not why_noise(line)
