"""Addresses as they are kept: two persons' files are two addresses, and neither tells whose."""

from urllib.parse import unquote

from store.privacy.masking import digest, is_masked_address, mask_address

ONE, OTHER = "11010519491231002X", "11010519500101002X"


def test_an_address_is_masked_and_still_its_own() -> None:
    one = mask_address(f"http://a.gov.cn/f/%E5%BC%A0{ONE}.pdf", b"key")
    assert ONE not in one
    assert one.startswith("http://a.gov.cn/f/%E5%BC%A01101**********002X~")
    assert one.endswith(".pdf")
    assert one == mask_address(f"http://a.gov.cn/f/%E5%BC%A0{ONE}.pdf", b"key")
    assert one != mask_address(f"http://a.gov.cn/f/%E5%BC%A0{ONE}.pdf", b"another")
    assert is_masked_address(one)
    assert mask_address(one, b"key") == one


def test_an_address_within_an_address_is_masked() -> None:
    encoded = "".join(f"%25{ord(sign):02X}" for sign in ONE)
    for url in (f"http://a.gov.cn/go?to=%2Ff%2F{encoded}", f"http://a.gov.cn/go?to=%252F{ONE}"):
        assert unquote(unquote(mask_address(url, b"key"))).count(ONE) == 0
        assert is_masked_address(mask_address(url, b"key"))


def test_other_addresses_stay() -> None:
    url = "http://a.gov.cn/art/2021/3/15/art_1234_5678901.html?x=%E5%BC%A0"
    assert mask_address(url, b"key") == url
    assert not is_masked_address(url)


def test_without_the_key_a_digest_tells_nothing() -> None:
    assert digest(ONE, b"key") != digest(ONE, b"")
    assert digest(ONE, b"key") != digest(OTHER, b"key")
