"""The program of a page begins after its first paint."""

import json
import re
from pathlib import Path

from wtc import first_paint

BEGINS = """import "/a/manifest.js";
import * as route0 from "/a/root.js";
 window.m = {"root":route0};
import("/a/entry.js");"""


def test_what_was_imported_at_once_is_imported_later_in_the_same_order() -> None:
    said = first_paint.later(BEGINS)
    inside = said[said.index("{") + 1 : said.index("};const late")]
    assert inside.startswith('await styled();await import("/a/manifest.js");\nconst route0 = await import(')
    assert inside.endswith('import("/a/entry.js");')
    assert "requestAnimationFrame" in said


def test_only_the_program_of_a_page_is_changed_and_only_once(tmp_path: Path) -> None:
    page = f'<html><script>let a = 1</script><script type="module" async="">{BEGINS}</script></html>'
    (tmp_path / "index.html").write_text(page)
    (tmp_path / "plain.html").write_text("<html></html>")
    assert first_paint.write(tmp_path) == 1
    once = (tmp_path / "index.html").read_text()
    assert once.startswith('<html><script>let a = 1</script><script type="module" async="">const start')
    assert (tmp_path / "index.html.gz").is_file()
    assert first_paint.write(tmp_path) == 0
    assert (tmp_path / "index.html").read_text() == once


def test_scripts_wait_behind_what_is_painted_and_each_room_asks_for_its_own(tmp_path: Path) -> None:
    fetched = '<link rel="modulepreload" href="/assets/entry.js"/>'
    frame = f'<html><head>{fetched}</head><script type="module" async="">{BEGINS}</script></html>'
    (tmp_path / first_paint.FRAME).write_text(frame)
    (tmp_path / "assets").mkdir()
    routes = {
        f"routes/[{room}].$[slug]._index": {"module": f"/assets/{room}.js", "imports": ["/assets/entry.js"]}
        for room in first_paint.ROOMS
    }
    manifest = f"window.__reactRouterManifest={json.dumps({'routes': routes})};"
    (tmp_path / "assets" / "manifest-1.js").write_text(manifest)
    assert first_paint.write(tmp_path) == 1 + len(first_paint.ROOMS)
    for room in first_paint.ROOMS:
        page = (tmp_path / first_paint.frame(room)).read_text()
        asked = re.findall(r'<link rel="modulepreload" fetchpriority="low" href="([^"]+)"', page)
        assert asked == ["/assets/entry.js", f"/assets/{room}.js"]
    assert "/assets/events.js" not in (tmp_path / first_paint.FRAME).read_text()
