"""What Reflex is told: memory for state, no telemetry, and a bundle that talks to whatever address it came from."""

import re
from pathlib import Path
from typing import Any

import reflex as rx

BAKED = re.compile(r"(ws|http)://localhost:\d+")
LIVE = {"ws": "${location.origin.replace(/^http/,`ws`)}", "http": "${location.origin}"}


class SameOrigin(rx.plugins.Plugin):
    """Replaces the address that the build bakes into the bundle, so that one build serves on any host and port."""

    def post_build(self, **context: Any) -> None:
        """Rewrite the built files in place; fails the build when Reflex no longer bakes the address where it did."""
        found = 0
        for script in Path(context["static_dir"]).rglob("reflex-env-*.js"):
            text, times = BAKED.subn(lambda match: LIVE[match[1]], script.read_text())
            script.write_text(text)
            found += times
        if not found:
            raise RuntimeError("the bundle carries no baked address: Reflex has changed its build")


class NoMapStyles(rx.plugins.Plugin):
    """Empties the style sheet that Plotly brings for its maps, of which we draw none."""

    def post_build(self, **context: Any) -> None:
        """Rewrite the built files in place; fails the build when the bundle of charts is not among them."""
        built = Path(context["static_dir"])
        if not list(built.rglob("plotly_bundle-*.js")):
            raise RuntimeError("the bundle of charts is not a file of its own: every page would load it")
        for sheet in built.rglob("plotly_bundle-*.css"):
            sheet.write_text("")


config = rx.Config(
    app_name="wtc",
    frontend_port=3000,
    backend_port=3000,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="dark",
    state_manager_mode="memory",  # type: ignore[arg-type]  # Reflex turns the word into its enum
    cors_allowed_origins=[],  # nobody: the same-origin gate of wtc.api decides
    frontend_compression_formats=["gzip"],
    plugins=[SameOrigin(), NoMapStyles()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
