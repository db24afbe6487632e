"""English and Irish: every word that the server says has its Irish, whole and with the same gaps."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from wtc import language
from wtc.domain import reason_words
from wtc.settings import ROOT

GAP = re.compile(r"\{(\w*)(?:[:!][^}]*)?\}")
SAYS = {"t": 1, "word": 1, "n": 2}
COUNTIES = [
    "Antrim",
    "Armagh",
    "Carlow",
    "Cavan",
    "Clare",
    "Cork",
    "Derry",
    "Donegal",
    "Down",
    "Dublin",
    "Fermanagh",
    "Galway",
    "Kerry",
    "Kildare",
    "Kilkenny",
    "Laois",
    "Leitrim",
    "Limerick",
    "Longford",
    "Louth",
    "Mayo",
    "Meath",
    "Monaghan",
    "Offaly",
    "Roscommon",
    "Sligo",
    "Tipperary",
    "Tyrone",
    "Waterford",
    "Westmeath",
    "Wexford",
    "Wicklow",
]
CATALOGUES = (language.WORDS, language.MESSAGES, language.PAGES)


@lru_cache(maxsize=3)
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="ga")


def messages(path: Path) -> Iterator[Message]:
    return (message for message in catalogue(path) if message.id)


def said() -> dict[str, str]:
    """Every literal given to ``t``, ``n`` or ``word``, and where."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "wtc").rglob("*.py")):
        text = path.read_text()
        if "wtc.language" not in text and "import language" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in SAYS and node.args and isinstance(node.args[0], ast.Constant):
                found.setdefault(str(node.args[0].value), f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def test_every_word_that_is_said_has_its_irish() -> None:
    known = language.catalogue()
    assert {words: where for words, where in said().items() if words not in known} == {}


def test_every_reason_has_its_irish_in_all_its_wordings() -> None:
    known = language.catalogue()
    assert [text for says in reason_words.WORDS.values() for text in says[1:] if text and text not in known] == []


@pytest.mark.parametrize("thing", ["date", "day", "night", "friend", "follower", "shared bill"])
def test_counted_things_have_all_five_forms(thing: str) -> None:
    assert len(language.catalogue()[f"{{count}} {thing}"]) == len(language.FORMS)


def test_all_32_counties_have_their_names_in_both_languages() -> None:
    known = language.catalogue()
    assert len(COUNTIES) == 32
    assert [name for name in COUNTIES if name not in known or f"Co. {name}" not in known] == []


def test_counted_words_have_all_five_forms() -> None:
    known = language.catalogue()
    for path in sorted((ROOT / "wtc").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            counts = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "n"
            if counts and len(node.args) >= 3 and isinstance(node.args[0], ast.Constant):
                assert len(known[str(node.args[0].value)]) == len(language.FORMS), node.args[0].value


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_the_irish_has_the_gaps_of_the_english(path: Path) -> None:
    for message in messages(path):
        ids = (message.id,) if isinstance(message.id, str) else message.id
        strings = (message.string,) if isinstance(message.string, str) else message.string
        expected = set(GAP.findall(ids[-1]))
        for string in strings:
            assert set(GAP.findall(string)) | {"count"} == expected | {"count"}, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_nothing_in_the_catalogues_is_empty_or_doubtful(path: Path) -> None:
    for message in messages(path):
        strings = (message.string,) if isinstance(message.string, str) else message.string
        assert all(strings), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "other"), (1, "one"), (2, "two"), (3, "few"), (6, "few"), (7, "many"), (10, "many"), (11, "other")],
)
def test_irish_counts_in_five_forms(count: int, form: str) -> None:
    assert language.plural(count) == form


def test_english_words_are_their_own_key() -> None:
    assert language.t("That isn't anywhere in the catalogue.") == "That isn't anywhere in the catalogue."
    assert language.n("{count} gig", "{count} gigs", 1204) == "1,204 gigs"


def test_what_has_no_irish_is_said_in_english_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    with language.speaking("ga"):
        assert language.t("Nobody ever translated this.") == "Nobody ever translated this."
        language.t("Nobody ever translated this.")
        assert language.t("Sign in first.") == "Sínigh isteach ar dtús."
    assert [record.getMessage() for record in caplog.records] == ["no Irish for 'Nobody ever translated this.'"]
    assert language.spoken() == "en"
