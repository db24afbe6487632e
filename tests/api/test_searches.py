"""Searches in JSON: for admins, in a span that is bounded."""

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.api.test_engine import signed_in
from tests.app import app
from wtc import clock, db
from wtc.services import searches
from wtc.shapes.accounts import Role
from wtc.shapes.searches import Search

WHERE = "/v1/admin/searches"


def test_only_an_admin_reads_what_is_searched_for(database: Engine) -> None:
    client = TestClient(app())
    assert client.get(WHERE).status_code == 401
    for role, status in ((Role.USER, 403), (Role.ORGANIZER, 403), (Role.ADMIN, 200)):
        assert client.get(WHERE, headers=signed_in(client, role)).status_code == status


def test_says_what_was_searched_and_where_it_is_searched(database: Engine) -> None:
    client = TestClient(app())
    admin = signed_in(client, Role.ADMIN)
    today = clock.local(clock.now()).date()
    db.write(searches.count, [Search(day=today, words="trad", empty=lot == 2, lot=lot) for lot in range(3)])
    answer = client.get(f"{WHERE}?days=28", headers=admin)
    assert answer.headers["cache-control"] == "private, no-store"
    told = answer.json()
    one = {"words": "trad", "searches": 3, "empty": 1, "share": 1.0, "href": "/discover?words=trad"}
    assert (told["days"], told["searches"], told["empty"], told["told"]) == (28, 3, 1, 3)
    assert told["top"] == told["nothing"] == [one]
    for days in ("0", "29", "x"):
        assert client.get(f"{WHERE}?days={days}", headers=admin).status_code == 422
