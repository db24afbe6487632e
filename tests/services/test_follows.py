"""Following: once is as often as one likes, never too many, never for another, and names are found however spelt."""

import pytest

from tests import artists
from tests.catalogue import NOW, Catalogue
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.services import follows


@pytest.fixture
def lankum(catalogue: Catalogue) -> int:
    return artists.act(catalogue, "Lankum")


def test_following_again_is_the_same_as_once_and_so_is_letting_go(catalogue: Catalogue, lankum: int) -> None:
    aoife = artists.user(catalogue)
    for _ in range(2):
        follows.follow(catalogue.session, aoife, lankum, now=NOW)
        assert follows.of_user(catalogue.session, aoife) == (lankum,)
    for _ in range(2):
        follows.unfollow(catalogue.session, aoife, lankum)
        assert follows.of_user(catalogue.session, aoife) == ()


def test_nobody_sees_or_changes_what_another_follows(catalogue: Catalogue, lankum: int) -> None:
    aoife, brian = artists.user(catalogue), artists.user(catalogue, "brian@example.org")
    follows.follow(catalogue.session, aoife, lankum, now=NOW)
    assert follows.of_user(catalogue.session, brian) == ()
    follows.unfollow(catalogue.session, brian, lankum)
    assert follows.of_user(catalogue.session, aoife) == (lankum,)


@pytest.mark.parametrize("artist", [0, -1, 99_999, 2**63, 2**70])
def test_an_act_that_is_not_there_cannot_be_followed(catalogue: Catalogue, artist: int) -> None:
    aoife = artists.user(catalogue)
    with pytest.raises(NotFound):
        follows.follow(catalogue.session, aoife, artist, now=NOW)
    with pytest.raises(NotFound):
        follows.unfollow(catalogue.session, aoife, artist)


def test_somebody_who_is_gone_follows_nobody(catalogue: Catalogue, lankum: int) -> None:
    with pytest.raises(NotSignedIn):
        follows.follow(catalogue.session, 4_711, lankum, now=NOW)


def test_a_list_that_is_full_takes_no_more_but_keeps_what_it_has(
    catalogue: Catalogue, lankum: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follows, "MOST", 2)
    aoife = artists.user(catalogue)
    for name in ("Altan", "Moxie"):
        follows.follow(catalogue.session, aoife, artists.act(catalogue, name), now=NOW)
    with pytest.raises(LimitReached):
        follows.follow(catalogue.session, aoife, lankum, now=NOW)
    with pytest.raises(LimitReached):
        follows.follow_named(catalogue.session, aoife, ["Lankum"], now=NOW)
    follows.follow(catalogue.session, aoife, catalogue.acts["Altan"], now=NOW)
    assert len(follows.of_user(catalogue.session, aoife)) == 2


def test_a_list_of_names_is_followed_at_once_and_says_who_was_not_found(catalogue: Catalogue, lankum: int) -> None:
    aoife = artists.user(catalogue)
    roisin = artists.act(catalogue, "Róisín Murphy")
    artists.alias(catalogue, artists.act(catalogue, "And So I Watch You From Afar"), "ASIWYFA")
    names = ["lankum", "ROISIN MURPHY", "asiwyfa", "Lankum", "", "   ", "The Nobodies \u202e", "x" * 400]
    new, unknown = follows.follow_named(catalogue.session, aoife, names, now=NOW)
    assert new == 3
    assert unknown == ("The Nobodies", "x" * 255)
    assert {lankum, roisin} < set(follows.of_user(catalogue.session, aoife))
    assert follows.follow_named(catalogue.session, aoife, names, now=NOW)[0] == 0


def test_followers_come_a_few_at_a_time_and_each_once(
    catalogue: Catalogue, lankum: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follows, "_CHUNK", 2)
    users = [artists.user(catalogue, f"{n}@example.org") for n in range(5)]
    for each in users:
        follows.follow(catalogue.session, each, lankum, now=NOW)
    told = list(follows.of_artist(catalogue.session, lankum))
    assert [len(some) for some in told] == [2, 2, 1]
    assert [each for some in told for each in some] == users
