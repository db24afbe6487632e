"""The player guard as it is drawn: no frame of anybody else's before it is asked for."""

import json
from typing import Any

from wtc.components.player import mixes, player_guard
from wtc.domain.players import FRAMES
from wtc.settings import ROOT
from wtc.shapes.players import Player

MIX = Player(title="Late one", line="58 min", art="/art/v1/x.svg", href="https://www.mixcloud.com/a/b/", frame=FRAMES)


def drawn(component: Any) -> str:
    return json.dumps(component.render(), default=str)


def test_a_mix_is_a_card_and_no_frame() -> None:
    html = drawn(player_guard(MIX))
    assert "PlayerGuard" in html
    assert "iframe" not in html
    assert "Late one" in html


def test_no_mixes_is_no_panel_at_all() -> None:
    assert "Recent mixes" in drawn(mixes([MIX]))


def test_the_frame_is_boxed_in_and_waits_for_a_press() -> None:
    script = (ROOT / "assets" / "player.jsx").read_text()
    assert 'sandbox="allow-scripts allow-same-origin allow-popups"' in script
    assert "on ? (" in script.partition("<iframe")[0]
    assert "Loads mixcloud.com and its cookies." in script
