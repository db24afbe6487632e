"""SVG to PNG, for those who read no SVG: link previews."""

import resvg_py


def png(svg: str) -> bytes:
    """The picture at its own size. No font, file or address is looked up: our pictures hold outlines alone."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
