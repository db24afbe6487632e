"""A page is painted with those rules of the sheet whose classes stand in it, in the sheet's order."""

from pathlib import Path

import pytest

from wtc import first_styles
from wtc.first_styles import Rule

SHEET = (
    "@layer base;body{margin:0}.card{color:red}.card.on,.tab{color:tan}"
    "@media (width>=768px){.card{color:blue}.tab{color:teal}}.card:not(.off) a:hover{color:lime}"
    "@keyframes in{to{top:0}}"
)


def test_a_rule_needs_the_classes_that_one_of_its_selectors_names() -> None:
    assert [(rule.media, [sorted(each) for each in rule.needs]) for rule in first_styles.read(SHEET)] == [
        ("", [[]]),
        ("", [[]]),
        ("", [["card"]]),
        ("", [["card", "on"], ["tab"]]),
        ("@media (width>=768px)", [["card"]]),
        ("@media (width>=768px)", [["tab"]]),
        ("", [["card"]]),
        ("", [[]]),
    ]
    assert Rule("", (frozenset({"card"}),), ".card{color:red}") in [*first_styles.read(SHEET)]


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A build with one sheet."""
    built = tmp_path / "client"
    (built / "assets").mkdir(parents=True)
    (built / "assets" / "all.css").write_text(SHEET)
    return built


PAGE = (
    '<html><head><link href="/assets/all.css" rel="stylesheet" type="text/css"/></head>'
    '<body><p class="card"></p></body></html>'
)


def test_a_built_page_has_its_own_rules_and_does_not_wait_for_the_sheet(client: Path) -> None:
    page = first_styles.write(client, PAGE)
    style = page[page.index("<style>") : page.index("</style>")]
    assert ".card{color:red}" in style
    assert "body{margin:0}" in style
    assert "@media (width>=768px){.card{color:blue}}" in style
    assert "tab" not in style
    assert page.index("</style>") < page.index('rel="stylesheet" media="print"')
    assert '<noscript><link href="/assets/all.css" rel="stylesheet" type="text/css"/></noscript>' in page
    assert first_styles.write(client, page) == page


def test_what_is_written_into_a_page_brings_its_rules(client: Path) -> None:
    before, behind = first_styles.parted(first_styles.write(client, PAGE))
    style = first_styles.element(client, first_styles.names(before + behind + '<b class="tab on"></b>'))
    assert style.index(".card{color:red}") < style.index(".card.on,.tab{color:tan}") < style.index("teal")


def test_a_page_without_a_sheet_is_left_as_it_is(client: Path) -> None:
    assert first_styles.write(client, "<html></html>") == "<html></html>"
    assert first_styles.parted("<html></html>") == ("<html></html>", "")
    assert first_styles.element(client, frozenset({"card"})) == ""
