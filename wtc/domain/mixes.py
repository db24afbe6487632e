"""Mixcloud's own keys of mixes and names of users: which are believed, and the page at Mixcloud that each one has."""

import re
from urllib.parse import quote

SITE = "https://www.mixcloud.com"
_KEY = re.compile(r"/[^\s/?#\\<>\"']{1,80}/[^\s/?#\\<>\"']{1,110}/")
_USER = re.compile(r"[^\s/?#\\<>\"'.][^\s/?#\\<>\"']{0,79}")


def is_key(text: str) -> bool:
    """Whether this is the key of one mix: "/user/slug/"."""
    return len(text) <= 200 and _KEY.fullmatch(text) is not None


def is_user(text: str) -> bool:
    """Whether this could be a user's address name."""
    return _USER.fullmatch(text) is not None


def page(key: str) -> str:
    """The address of a mix at Mixcloud; '' for what is no key."""
    return SITE + quote(key, safe="/%") if is_key(key) else ""


def profile(user: str) -> str:
    """The address of a user's page at Mixcloud; '' for what is no user."""
    user = user.strip("/")
    return f"{SITE}/{quote(user)}/" if is_user(user) else ""


def user_of(key: str) -> str:
    """The address name of the user whose mix this is."""
    return key.split("/")[1] if is_key(key) else ""
