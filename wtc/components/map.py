"""A map of Ireland as a component: pins from an address, drawn by Leaflet when it comes into view."""

import reflex as rx


class MapPanel(rx.Component):
    """Pins on the outline of Ireland, from ``src``, an address that answers ``{pins}``; its child stands until then.

    ``keep`` writes the position into the address and offers to search there. A small map has ``lat``, ``lon`` and
    ``zoom``, the pin that it is about (``subject``) and the ``rings`` that one walks in five and ten minutes. ``gigs``
    says that pins are gigs and no rooms; a changed ``view`` moves it to ``lat`` and ``lon``, or to what is in the
    address.
    """

    library = "$/public/map.jsx"
    tag = "MapPanel"
    lib_dependencies: list[str] = ["leaflet@1.9.4"]  # noqa: RUF012  (a field of a component)
    src: rx.Var[str]
    label: rx.Var[str]
    lat: rx.Var[float]
    lon: rx.Var[float]
    zoom: rx.Var[int]
    subject: rx.Var[int]
    rings: rx.Var[bool]
    keep: rx.Var[bool]
    gigs: rx.Var[bool]
    view: rx.Var[str]


class MapSheet(rx.Component):
    """The list over a map: beside it on a wide window, on a narrow one a sheet of three heights."""

    library = "$/public/map.jsx"
    tag = "MapSheet"
