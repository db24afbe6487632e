"""Which texts are e-mail addresses, and which of them are the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain.emails import identity
from wtc.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("aoife@example.com", "aoife@example.com"),
        ("  Aoife.Byrne+gigs@Example.IE\n", "aoife.byrne+gigs@example.ie"),
        ("sea\u0301n@example.com", "seán@example.com"),
        ("STRASSE@straße.example", "strasse@strasse.example"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("a@b", "a@b"),
        ("x" * 64 + "@example.com", "x" * 64 + "@example.com"),
    ],
)
def test_keeps_one_form_of_each_address(typed: str, kept: str) -> None:
    assert identity(typed) == kept


def test_look_alikes_stay_apart() -> None:
    assert len({identity(f"{name}@example.com") for name in ("mike", "mıke", "mіke", "mīke")}) == 4


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "aoife",
        "@example.com",
        "aoife@",
        "a b@example.com",
        "a@@example.com",
        "a@b@example.com",
        ".a@example.com",
        "a..b@example.com",
        "a@-example.com",
        "a@example..com",
        "a@example.com.",
        "a@[192.0.2.1]",
        '"a b"@example.com',
        "a@example.com\r\nBcc: all@example.com",
        "a\u200b@example.com",
        "a\u202e@example.com",
        "a\0@example.com",
        "Aoife <a@example.com>",
        "a@example.com,b@example.com",
        "x" * 65 + "@example.com",
        "a@" + "b" * 64 + ".com",
        "a@" + "b." * 130 + "com",
        "\ud800@example.com",
    ],
)
def test_refuses_what_is_no_address(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        identity(typed)
    assert "email" in refused.value.details


@given(st.text(max_size=300))
def test_a_kept_address_is_kept_as_it_is(typed: str) -> None:
    try:
        once = identity(typed)
    except Invalid:
        return
    assert identity(once) == once
    assert not any(mark.isspace() for mark in once)
