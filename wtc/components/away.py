"""What the browser does by itself: the parts of ``assets/away.jsx`` and ``assets/keys.jsx`` as components."""

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors


class Connection(rx.Component):
    """Says how the connection is, keeps what ``reader`` sees for the time without one, and sends what waited."""

    library = "$/public/away.jsx"
    tag = "Connection"
    lost: rx.Var[bool]
    reader: rx.Var[str]
    on_sent: rx.EventHandler[rx.event.no_args_event_spec]


class Saver(rx.Component):
    """The switch that tells this device to use few bytes; ``says`` is the id of what explains it."""

    library = "$/public/away.jsx"
    tag = "Saver"
    name: rx.Var[str]
    says: rx.Var[str]


class Keys(rx.Component):
    """Single keys, and their list on ``?``."""

    library = "$/public/keys.jsx"
    tag = "Keys"


def connection(reader: Any, *, on_sent: Any) -> rx.Component:
    """The pill and what stands behind it. ``on_sent`` reads the reader's marks again."""
    return Connection.create(lost=has_connection_errors, reader=reader, on_sent=on_sent)
