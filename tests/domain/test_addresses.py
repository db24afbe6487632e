"""Networks as limits count them, and the paths a visitor may be sent on to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain.addresses import network, onward


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_an_address_counts_as_its_network(address: str, counted: str) -> None:
    assert network(address) == counted


@pytest.mark.parametrize("path", ["/", "/saved", "/events/lankum-vicar-street", "/discover?q=róisín&genre=trad#top"])
def test_goes_on_within_the_site(path: str) -> None:
    assert onward(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "saved",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        " /saved",
        "/\t/evil.example",
        "/\n/evil.example",
        "/sa\0ved",
        "/sa ved",
        "/a\\b",
        "/" + "x" * 500,
    ],
)
def test_goes_nowhere_else(path: str) -> None:
    assert onward(path) == "/"


@given(st.text(max_size=40))
def test_wherever_it_goes_is_a_path_of_this_site(path: str) -> None:
    assert onward(path)[0] == "/"
    assert onward(path)[1:2] not in {"/", "\\"}
