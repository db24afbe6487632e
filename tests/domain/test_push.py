"""What a message to a browser says, how small it is, and what a browser is called."""

import json

import pytest

from wtc.domain import push
from wtc.language import speaking
from wtc.shapes.push import Push

NEWS = Push(id=1, notification_id=7, title="Lankum: a new show", body="Fri 27 Nov.", href="/events/lankum", many=1)


def told(many: int = 1, title: str = NEWS.title, body: str = NEWS.body) -> dict[str, object]:
    one = Push(id=1, notification_id=7, title=title, body=body, href=NEWS.href, many=many)
    said: dict[str, object] = json.loads(push.message(one, 3))
    return said


def test_one_piece_of_news_leads_to_its_page_and_several_to_the_list() -> None:
    assert told() == {
        "title": "Lankum: a new show",
        "body": "Fri 27 Nov.",
        "href": "/events/lankum",
        "lang": "en-IE",
        "news": 7,
        "many": 1,
        "device": 3,
        "stop": "No more of these here",
    }
    several = told(many=12)
    assert (several["title"], several["href"]) == ("12 things for you: Lankum: a new show", "/notifications")
    with speaking("ga"):
        irish = told(many=12)
    assert (irish["lang"], irish["title"]) == ("ga", "12 rud duit: Lankum: a new show")
    assert irish["stop"] != several["stop"]


def test_a_message_fits_whatever_its_news_says() -> None:
    longest = Push(id=1, notification_id=2**62, title="🎻" * 200, body="🎻" * 1000, href="/" + "x" * 299, many=1)
    assert len(push.message(longest, 2**62)) < 3_000


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_its_owner_knows_it_by(agent: str, name: str) -> None:
    assert push.named(agent) == name


def test_waits_double_up_to_six_hours() -> None:
    waits = [push.wait(failures).total_seconds() for failures in range(1, 40)]
    assert waits[:4] == [30, 60, 120, 240]
    assert max(waits) == 6 * 3_600
    assert push.wait(1, 120).total_seconds() == 120
    assert push.wait(1, 1e12).total_seconds() == 6 * 3_600
