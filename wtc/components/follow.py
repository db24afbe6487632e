"""The thin browser parts of ``assets/artists.jsx`` as components: following, and the list of whom one follows."""

import reflex as rx

_LIBRARY = "$/public/artists.jsx"
_number = rx.event.passthrough_event_spec(int)


class FollowButton(rx.Component):
    """Follows an act, or no more."""

    library = _LIBRARY
    tag = "FollowButton"
    subject: rx.Var[int]
    name: rx.Var[str]
    followed: rx.Var[bool]
    signed_in: rx.Var[bool]
    refused: rx.Var[int]
    words: rx.Var[bool]
    on_follow: rx.EventHandler[_number]
    on_unfollow: rx.EventHandler[_number]


class MyArtists(rx.Component):
    """Everybody whom the reader follows: fetched, narrowed and ordered in the browser."""

    library = _LIBRARY
    tag = "MyArtists"
    version: rx.Var[int]
    ids: rx.Var[list[int]]
    refused: rx.Var[int]
    on_follow: rx.EventHandler[_number]
    on_unfollow: rx.EventHandler[_number]
