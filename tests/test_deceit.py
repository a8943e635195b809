"""Links and addresses that are not what they seem are told before anybody presses them."""

from __future__ import annotations

import pytest

from camtay import markup
from camtay.deceit import strange_host
from camtay.project import check
from tests.conftest import GUIDE, TinyProject


@pytest.mark.parametrize(
    ("url", "strange"),
    [
        ("https://dichvucong.gov.vn/a?b=1", False),
        ("https://báođiệntử.vn/", False),
        ("https://xn--boint-xqa15aj24r3ja.vn/", False),
        ("https://münchen.example/", False),
        ("https://政府.中国/", False),
        ("https://dichvucоng.gov.vn/", True),  # Cyrillic о
        ("https://dіchvucong.gov.vn/", True),  # Ukrainian і
        ("https://ɡov.vn/", True),  # the g of phonetic script
        ("https://xn--dichvucng-62h.gov.vn/", True),
        ("https://xn--a-ÿ.vn/", True),
        ("https://dichvucong.gov.vn@xau.example/", True),
        ("https://ten:mat-khau@xau.example/", True),
        ("https://[::1/", True),
        ("https:///a", True),
    ],
)
def test_a_host_that_can_be_read_as_another_is_known(url: str, strange: bool) -> None:
    """Letters of two scripts in one host, names before an @, what no browser opens; Vietnamese letters are fine."""
    assert strange_host(url) is strange


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[dichvucong.gov.vn](https://dichvucong.gov.vn/a)", ""),
        ("[www.gov.vn](https://gov.vn)", ""),
        ("[Cổng](https://dichvucong.gov.vn)", ""),
        ("[TP. HCM](https://hcm.example)", ""),
        ("[https://dichvucong.gov.vn](https://xau.example)", "link.other"),
        ("[**dichvucong.gov.vn**](https://dichvucong.gov.vn.xau.example/a)", "link.other"),
        ("[113](tel:113)", ""),
        ("[0233 3 123 456](tel:+842333123456)", ""),
        ("[*101#](tel:*101%23)", ""),
        ("[Công an](tel:113)", ""),
        ("[113](tel:19001234)", "link.other"),
        ("[Kiểm tra tài khoản](tel:*21*0900000000%23)", "link.dial"),
        ("[Gọi](tel:113;0900000000)", "link.dial"),
        ("[a](https://vietcombаnk.example)", "link.host"),
    ],
)
def test_the_words_of_a_link_and_where_it_leads_agree(text: str, code: str) -> None:
    """An address or a number as words of a link is the one that it leads to; nothing diverts calls."""
    assert [fault.code for fault in markup.faults(text)] == ([code] if code else [])


def test_an_editor_is_told_with_both_places(tiny_project: TinyProject) -> None:
    """In a text and in a field for addresses, with its line."""
    text = GUIDE.replace("vi: Bấm số.", "vi: Xem [gov.vn](https://xau.example).")
    text = text.replace("title: Sổ tay}", "title: Sổ tay, url: https://gоv.vn}")
    _, problems = check(tiny_project({"guides/goi-dien.yml": text}))
    told = {p.code: p for p in problems if p.severity == "error"}
    assert set(told) == {"link.other", "link.host"}
    assert "“gov.vn” nhưng bấm vào lại tới “https://xau.example”" in told["link.other"].message()
    assert (told["link.other"].line, told["link.host"].line) == (15, 13)
