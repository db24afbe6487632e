"""The thin browser parts of ``assets/follow.jsx`` and ``artists.jsx`` as components: following, and one's own list."""

import reflex as rx

_number = rx.event.passthrough_event_spec(int)
_text = rx.event.passthrough_event_spec(str)


class FollowButton(rx.Component):
    """Follows an act, or no more."""

    library = "$/public/follow.jsx"
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

    library = "$/public/artists.jsx"
    tag = "MyArtists"
    version: rx.Var[int]
    ids: rx.Var[list[int]]
    refused: rx.Var[int]
    on_follow: rx.EventHandler[_number]
    on_unfollow: rx.EventHandler[_number]


class NamesField(rx.Component):
    """A pasted list of names, handed on whole."""

    library = "$/public/artists.jsx"
    tag = "NamesField"
    on_names: rx.EventHandler[_text]
