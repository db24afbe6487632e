"""The month calendar of ``assets/calendar.jsx``: one month with its days marked, and two days picked in one."""

from typing import Any

import reflex as rx

_LIBRARY = "$/public/calendar.jsx"
_text = rx.event.passthrough_event_spec(str)


class MonthGrid(rx.Component):
    """A month, Monday first. ``marks`` are shapes with ``day``, ``status``, ``word`` and ``said``."""

    library = _LIBRARY
    tag = "MonthGrid"
    month: rx.Var[str]
    today: rx.Var[str]
    marks: rx.Var[list[Any]]
    selected: rx.Var[str]
    last: rx.Var[str]
    min: rx.Var[str]
    label: rx.Var[str]
    on_pick: rx.EventHandler[_text]
    on_month: rx.EventHandler[_text]


class RangePicker(rx.Component):
    """A button that opens a month; two presses write ``from`` and ``to`` into the address."""

    library = _LIBRARY
    tag = "RangePicker"
    first: rx.Var[str]
    last: rx.Var[str]
    today: rx.Var[str]
    label: rx.Var[str]
