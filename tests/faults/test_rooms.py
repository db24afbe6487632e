"""The rooms of organisers and admins: open by status as by word, the same address for all four."""

import httpx
import pytest

from tests.faults.conftest import Identity, afresh
from tests.serving import Served
from wtc.shapes.accounts import Role

pytestmark = pytest.mark.slow
A_BROWSER = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/organiser", Role.ORGANIZER),
        ("/organiser/events/new", Role.ORGANIZER),
        ("/admin/ml", Role.ADMIN),
        ("/admin/sources/", Role.ADMIN),
        ("/discover", Role.VISITOR),
    ],
)
def test_a_room_says_by_its_status_for_whom_it_is(
    served: Served, identities: tuple[Identity, ...], path: str, least: Role
) -> None:
    etag = ""
    for identity in sorted(identities, key=lambda each: -each.role):
        headers = afresh(served, identity).headers
        with httpx.Client(base_url=served.url, headers=headers) as client:
            page = client.get(path, headers=A_BROWSER | ({"if-none-match": etag} if etag else {}))
            program = client.get(path)
        if identity.role >= least:
            etag = page.headers.get("etag", "")
            assert page.status_code in (200, 304), identity.name
            assert program.status_code == 200
        else:
            assert page.status_code == 403, identity.name
            assert "</html>" in page.text
            assert page.headers["cache-control"] == "no-store"
            assert "etag" not in page.headers
            assert program.json()["error"]["code"] == "not_allowed"


def test_the_organisers_room_is_found_by_either_spelling(served: Served) -> None:
    answer = httpx.get(f"{served.url}/organizer")
    assert (answer.status_code, answer.headers["location"]) == (301, "/organiser")
