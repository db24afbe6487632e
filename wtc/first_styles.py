"""The rules that a page is first painted with stand in its HTML; the whole style sheet comes behind the first paint.

The build reads the sheet into ``Rule``s and keeps them beside its pages. A page that is written when it is asked for
takes the rules of what was written into it; every other page has its own from the build.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

RULES = "rules.json"
"""Beside the folder of the built pages."""
LATE = 'media="print"'
"""Marks the link of a sheet that a page does not wait for, until its program turns it on."""
_LINK = re.compile(r'(?<!<noscript>)<link href="(/assets/[^"]+\.css)" rel="stylesheet" type="text/css"/>')
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_CLASSES = re.compile(r' class="([^"]*)"')
_THEMES = frozenset({"dark", "light"})
"""Classes that a script gives the page before it is painted."""


class Rule(NamedTuple):
    """One rule of a sheet: the media it is for, the classes that each of its selectors needs, and its text."""

    media: str
    needs: tuple[frozenset[str], ...]
    text: str


def write(client: Path, page: str) -> str:
    """A built page that is painted with its own rules and has its sheet come behind; unchanged where it names none."""
    found = _LINK.search(page)
    if not found:
        return page
    whole, address = found[0], found[1]
    keep(client, address)
    late = whole.replace(' rel="stylesheet"', f' rel="stylesheet" {LATE}')
    return page.replace(whole, f"{element(client, names(page))}{late}<noscript>{whole}</noscript>")


def parted(page: str) -> tuple[str, str]:
    """A page before and after the place of its rules; all of it before where it has no such place."""
    found = _STYLE.search(page)
    return (page[: found.start()], page[found.end() :]) if found else (page, "")


def names(page: str) -> frozenset[str]:
    """All classes that stand in a page, or in a part of one."""
    return frozenset(name for said in _CLASSES.findall(page) for name in said.split())


@lru_cache(maxsize=128)
def element(client: Path, named: frozenset[str]) -> str:
    """The ``<style>`` that a page with these classes is painted with; empty where the build kept no rules."""
    rules, there = _kept(client), named | _THEMES
    needed = (rule for rule in rules if any(there.issuperset(each) for each in rule.needs))
    told = ((media, "".join(rule.text for rule in group)) for media, group in groupby(needed, lambda rule: rule.media))
    text = "".join(f"{media}{{{inside}}}" if media else inside for media, inside in told)
    return f"<style>{text}</style>" if rules else ""


@lru_cache(maxsize=2)
def _kept(client: Path) -> tuple[Rule, ...]:
    kept = client.parent / RULES
    if not kept.is_file():
        return ()
    return tuple(Rule(media, tuple(map(frozenset, needs)), text) for media, needs, text in json.loads(kept.read_text()))


@lru_cache(maxsize=2)
def keep(client: Path, address: str) -> None:
    """Keep the rules of the sheet at ``address`` beside the build."""
    rules = read((client / address.lstrip("/")).read_text())
    told = [(rule.media, [sorted(each) for each in rule.needs], rule.text) for rule in rules]
    (client.parent / RULES).write_text(json.dumps(told))
    _kept.cache_clear()
    element.cache_clear()


def read(sheet: str) -> Iterator[Rule]:
    """The rules of a sheet in their order. What stands in ``:not()``, ``:is()`` and their like needs no class."""
    import tinycss2

    def within(nodes: Iterable[Any], media: str) -> Iterator[Rule]:
        for node in nodes:
            if node.type == "qualified-rule":
                yield Rule(media, tuple(_needs(node.prelude)), tinycss2.serialize([node]))
            elif node.type == "at-rule" and node.lower_at_keyword == "media" and not media:
                asked = f"@media{tinycss2.serialize(node.prelude)}"
                yield from within(tinycss2.parse_rule_list(node.content), asked)
            elif node.type == "at-rule":
                yield Rule(media, (frozenset(),), tinycss2.serialize([node]))

    return within(tinycss2.parse_stylesheet(sheet), "")


def _needs(selectors: Iterable[Any]) -> Iterator[frozenset[str]]:
    """The classes that each of a list of selectors names."""
    named: set[str] = set()
    before = ""
    for part in selectors:
        if part.type == "literal" and part.value == ",":
            yield frozenset(named)
            named = set()
        elif part.type == "ident" and before == ".":
            named.add(part.value)
        before = part.value if part.type == "literal" else ""
    yield frozenset(named)
