"""Icons: one small sprite, drawn in the colour of the text beside them, silent to assistive technology."""

from typing import Any

import reflex as rx

SPRITE = "/icons.svg"


def icon(name: Any, *, small: bool = False, filled: bool = False, **props: Any) -> rx.Component:
    """The icon ``name`` of ``assets/icons.svg``, 20 px (16 when ``small``). The words beside it carry the meaning."""
    classes = " ".join(word for word in ("ic", small and "s", filled and "f", props.pop("class_name", "")) if word)
    href = f"{SPRITE}#{name}" if isinstance(name, str) else f"{SPRITE}#" + name
    return rx.el.svg(rx.el.svg.use(href=href), class_name=classes, custom_attrs={"aria-hidden": "true"}, **props)
