"""What every figure wears: the dark ground, our inks and letters, and no handles to drag."""

from typing import Any

from wtc.theme.tokens import COLOURS, LAYERS, TYPE

CLEAR = "rgba(0,0,0,0)"
INKS = tuple(COLOURS[name] for name in ("emerald", "sky", "gold", "violet", "coral"))
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
"""Lines are told apart by their dashes too: line n wears ink n and dash n."""
PATTERNS = ("", "/", "x", ".", "-")
"""And bars by their hatching."""
_LINES = {
    "gridcolor": LAYERS["track"],
    "linecolor": LAYERS["track"],
    "tickcolor": LAYERS["track"],
    "tickfont": {"color": COLOURS["muted"], "size": 12},
}
_AXIS = _LINES | {
    "gridcolor": COLOURS["line"],
    "zerolinecolor": LAYERS["track"],
    "automargin": True,
    "fixedrange": True,
}


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """An axis of a plain chart; ``more`` are Plotly's own words."""
    named = {"title": {"text": title, "font": {"color": COLOURS["muted"], "size": 12}}} if title else {}
    return _AXIS | named | more


def wheel(*, most: float) -> dict[str, Any]:
    """The ground of a wheel that reaches to ``most``: names outside, clockwise from the top, no figures on it."""
    return {
        "bgcolor": CLEAR,
        "radialaxis": _LINES
        | {"range": [0, most], "showticklabels": False, "ticks": "", "showline": False, "nticks": 4},
        "angularaxis": _LINES
        | {"direction": "clockwise", "rotation": 90, "tickfont": {"color": COLOURS["text"], "size": 13}},
    }


def layout(**more: Any) -> dict[str, Any]:
    """The layout of a figure; ``more`` comes on top."""
    return {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": COLOURS["text"], "family": TYPE["font"].replace('"', ""), "size": 13},
        "colorway": list(INKS),
        "margin": {"l": 44, "r": 16, "t": 16, "b": 40},
        "xaxis": axis(),
        "yaxis": axis(),
        "legend": {"orientation": "h", "y": -0.16, "x": 0.5, "xanchor": "center", "font": {"size": 13}},
        "hoverlabel": {"bgcolor": COLOURS["raised"], "bordercolor": COLOURS["line-strong"]},
        "dragmode": False,
    } | more
