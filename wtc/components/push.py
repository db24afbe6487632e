"""News in browsers as pictures: the switch of this one, and the list of all."""

from typing import Any

import reflex as rx

from wtc.components.links import button
from wtc.shapes.push import DeviceCard


class PushSwitch(rx.Component):
    """The switch of the browser at hand; it asks for permission when it is pressed and never before."""

    library = "$/public/push.jsx"
    tag = "PushSwitch"
    public: rx.Var[str]
    devices: rx.Var[list[DeviceCard]]
    on_switched: rx.EventHandler[rx.event.no_args_event_spec]


def device_row(device: DeviceCard, *, on_remove: Any) -> rx.Component:
    """One browser, since when, and the way to end it."""
    return rx.el.li(
        rx.el.div(rx.el.strong(device.name), rx.el.small(device.since, class_name="muted")),
        button(
            rx.fragment("Remove", rx.el.span(": ", device.name, class_name="sr")),
            kind="gho sm",
            on_click=on_remove(device.id),
        ),
        key=device.id,
    )
