"""What becomes of a picture, and of files that only say they are one."""

import io
import time

import pytest
from PIL import Image

from tests.pictures import bomb, photo, turned
from wtc.errors import Invalid, TooLarge
from wtc.gateways.pictures import recode
from wtc.gateways.pictures.recoding import LARGEST, Recoded


def opened(made: Recoded, width: int, kind: str = "webp") -> Image.Image:
    return Image.open(io.BytesIO(made.files[(width, kind)]))


async def test_a_large_photograph_is_kept_in_four_widths_and_two_kinds() -> None:
    made = await recode(photo(2000, 1000))
    assert sorted(made.files) == [(w, k) for w in (320, 640, 960, 1280) for k in ("avif", "webp")]
    for width in (320, 640, 960, 1280):
        for kind in ("webp", "avif"):
            shown = opened(made, width, kind)
            assert (shown.size, shown.format) == ((width, width // 2), kind.upper())
    assert (made.width, made.height) == (1280, 640)


async def test_nothing_is_made_larger_than_it_came() -> None:
    made = await recode(photo(500, 400))
    assert {width for width, _ in made.files} == {320, 640}
    assert opened(made, 640).size == (500, 400)
    tiny = await recode(photo(100, 80))
    assert {width for width, _ in tiny.files} == {320}
    assert opened(tiny, 320).size == (100, 80)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
async def test_every_kind_we_take_is_taken(kind: str) -> None:
    made = await recode(photo(400, 300, kind))
    assert opened(made, 320).size == (320, 240)
    assert len(made.digest) == 64


async def test_the_first_picture_of_a_moving_one_is_kept() -> None:
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    shown = opened(await recode(out.getvalue()), 320)
    red, green, blue = shown.convert("RGB").getpixel((100, 100))
    assert red > 200
    assert max(green, blue) < 60
    assert getattr(shown, "n_frames", 1) == 1


@pytest.mark.parametrize("kind", ["webp", "avif"])
async def test_a_photograph_is_set_upright_and_says_nothing_of_where_it_was_taken(kind: str) -> None:
    made = await recode(turned(800, 600))
    shown = opened(made, 640, kind)
    assert shown.width < shown.height
    assert min(shown.convert("RGB").getpixel((shown.width - 10, 10))) > 200, "the bright corner is at the top right now"
    assert not dict(shown.getexif())
    assert not {"exif", "icc_profile", "xmp", "comment"} & set(shown.info)
    assert b"ecret" not in made.files[(640, kind)]


async def test_colour_is_the_commonest_one() -> None:
    assert (await recode(photo(colour=(10, 200, 30), kind="PNG"))).colour == "#0ac81e"


async def test_what_is_see_through_stands_on_a_ground_it_can_be_seen_on() -> None:
    dark = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    dark.paste((10, 10, 10, 255), (50, 50, 200, 150))
    out = io.BytesIO()
    dark.save(out, "PNG")
    assert min(opened(await recode(out.getvalue()), 320).convert("RGB").getpixel((5, 5))) > 240


async def test_a_print_colour_poster_is_taken() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (400, 300), (0, 255, 255, 0)).save(out, "JPEG")
    red, green, _ = opened(await recode(out.getvalue()), 320).convert("RGB").getpixel((100, 100))
    assert red > 150
    assert green < 80


async def test_what_follows_a_picture_in_its_file_is_left_behind() -> None:
    made = await recode(photo() + b"<script>alert(1)</script>PK\x03\x04")
    assert all(b"script" not in data and b"PK\x03\x04" not in data for data in made.files.values())


async def test_the_same_bytes_are_the_same_picture() -> None:
    assert (await recode(photo())).digest == (await recode(photo())).digest
    assert (await recode(photo())).digest != (await recode(photo(colour=(1, 2, 3)))).digest


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(SVG, id="svg"),
        pytest.param(b"<?xml version='1.0'?>" + SVG, id="svg with a head"),
        pytest.param(b"<html>not found</html>", id="html"),
        pytest.param(b"%PDF-1.7", id="pdf"),
        pytest.param(b"BM" + b"\0" * 200, id="bmp"),
        pytest.param(b"II*\0" + b"\0" * 200, id="tiff"),
        pytest.param(photo()[:3000], id="cut off"),
        pytest.param(photo(kind="PNG")[:500], id="cut off png"),
        pytest.param(b"\xff\xd8\xff" + SVG, id="svg under a jpeg's first bytes"),
        pytest.param(b"GIF89a" + b"\xff" * 300, id="gif of rubbish"),
        pytest.param(b"RIFF\xff\xff\xff\xffWEBP" + b"\0" * 300, id="webp of rubbish"),
        pytest.param(b"\0\0\0\x20ftypavif" + b"\0" * 300, id="avif of rubbish"),
        pytest.param(photo(20, 20), id="a speck"),
        pytest.param(photo(2000, 100), id="a strip"),
    ],
)
async def test_what_is_no_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        await recode(data)
    assert refused.value.message.endswith(".")


async def test_a_bomb_is_refused_unopened() -> None:
    started = time.monotonic()
    with pytest.raises(Invalid, match="40 megapixels"):
        await recode(bomb())
    assert time.monotonic() - started < 10, "it was unpacked"


async def test_a_picture_that_lies_about_its_size_is_bounded() -> None:
    with pytest.raises(Invalid):
        await recode(bomb(200, 200_000))
    made = await recode(bomb(300, 300))  # says 300 x 300 and unpacks into forty megabytes: decoded up to its size
    assert made.width == 300


async def test_a_file_that_is_too_long_is_not_even_looked_at() -> None:
    with pytest.raises(TooLarge):
        await recode(b"\xff\xd8\xff" + b"\0" * LARGEST)
