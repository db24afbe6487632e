"""Charts on a page: a figure made in Python, drawn by our own bundle of Plotly when it comes into view."""

from typing import Any

import reflex as rx


class Drawing(rx.Component):
    """The browser part, from ``assets/chart.jsx``; its props are the fields of ``shapes.charts.Chart``."""

    library = "$/public/chart.jsx"
    tag = "Chart"
    lib_dependencies: list[str] = ["plotly.js@3.7.0"]  # noqa: RUF012  (a field of a component)
    figure: rx.Var[dict[str, Any]]
    finding: rx.Var[str]
    name: rx.Var[str]
    columns: rx.Var[tuple[str, ...]]
    rows: rx.Var[tuple[tuple[str, ...], ...]]
    height: rx.Var[int]


def chart(shown: Any, *, name: Any) -> rx.Component:
    """A ``shapes.charts.Chart``: its finding, its figure in a box of its height, and its table, called ``name``."""
    return Drawing.create(
        figure=shown.figure,
        finding=shown.finding,
        name=name,
        columns=shown.columns,
        rows=shown.rows,
        height=shown.height,
    )
