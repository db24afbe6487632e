"""The page that stands where there is no network: its frame; ``assets/offline.js`` puts in what was kept."""

import json
from collections.abc import Iterable
from datetime import date
from html import escape as e
from typing import Any

from wtc.domain import words
from wtc.domain.markup import top
from wtc.domain.panels import icon
from wtc.language import irish, t, word

PLACES = (("/", word("Home"), "home"), ("/saved", word("Saved"), "heart"), ("/offline", word("Kept"), "clock"))
"""Where one may go without a network."""
SCRIPT = "/offline.js"
SAYS = (
    word("Save"), word("Saved"), word("Follow"), word("Following"), word("Hide"), word("Hidden. Bring it back"),
    word("You're back."), word("Load afresh"), word("just now"), word("yesterday"),
    word("# minute ago|# minutes ago"), word("# hour ago|# hours ago"), word("# day ago|# days ago"),
    word("One thing waits to be sent when you're back.|# things wait to be sent when you're back."),
    word("Showing what we saved at {when}, {ago}."),
)  # fmt: skip
"""What the script says, by its English; counted words as in ``assets/words.jsx``."""


def page(sheets: Iterable[str], *, colour: str) -> str:
    """The whole document. ``sheets`` are the addresses of its style sheets, ``colour`` that of the browser's bars."""
    styles = "".join(f'<link rel="stylesheet" href="{e(sheet)}">' for sheet in sheets)
    places = "".join(f'<a href="{to}">{icon(glyph)}{t(label)}</a>' for to, label, glyph in PLACES)
    return (
        f'<!DOCTYPE html><html lang="{"ga" if irish() else "en-IE"}" class="dark"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<meta name="theme-color" content="{e(colour)}"><meta name="color-scheme" content="dark">'
        f"<title>{t('Offline')} · WhatsTheCraic</title>{styles}"
        '<link rel="icon" href="/favicon.svg" type="image/svg+xml">'
        f'</head><body><div class="shell offline-page"><a class="skip" href="#main">{t("Skip to content")}</a>'
        f"{top()}{_banner()}"
        f'<main id="main" class="wrap" tabindex="-1">{_words()}</main>'
        f'<nav class="bot" aria-label="{t("Places")}">{places}</nav></div>'
        f'<script type="application/json" id="words">{_data(said())}</script>'
        f'<script type="module" src="{SCRIPT}"></script></body></html>'
    )


def said() -> dict[str, Any]:
    """The script's words in the language in hand: ``say`` by their English, days from Sunday on, months."""
    return {
        "say": {each: t(each) for each in SAYS},
        "days": [words.weekday(date(2026, 11, 22 + day)) for day in range(7)],
        "months": [words.month(date(2026, number, 1)) for number in range(1, 13)],
    }


def _data(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def _banner() -> str:
    away, kept = t("You're offline."), t("All that's kept")
    return (
        f'<section class="wrap" aria-label="{t("Your connection")}"><div class="offline">{icon("alert")}<p>'
        f'<span id="away"><b>{away}</b> </span>'
        '<span id="back" role="status"></span> <span id="age"></span> <span id="waits" role="status"></span> '
        f'<a id="all" href="/offline">{kept}</a></p>'
        f'<button type="button" class="btn sm" id="again">{t("Try again")}</button></div></section>'
    )


def _words() -> str:
    heading = t("No signal? Here's what we saved earlier.")
    nothing = t(
        "Nothing yet. Home, your saved gigs and every gig you open are kept on this device as you read, so that "
        "they're here the next time."
    )
    return (
        f'<div class="said page"><h1>{heading}</h1><ul id="kept" class="kept-pages"></ul>'
        f'<p id="none">{nothing}</p></div>'
    )
