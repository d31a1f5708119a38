"""Why a channel did not take a message is text wherever it is told."""

from monitor.alerts.not_taken import NoWord, Refusal


def test_both_are_read_as_words() -> None:
    refused = Refusal("errcode 40058")
    refused.code = 40058
    assert f"{refused}" == "errcode 40058" and refused.code == 40058
    assert isinstance(NoWord("timed out"), str) and not isinstance(NoWord(""), Refusal)
