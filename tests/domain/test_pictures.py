"""Addresses of pictures."""

from dataclasses import replace

from wtc.domain.pictures import address, digest_of, fitting, srcset, wanted, well_formed, widths
from wtc.shapes.events import Image
from wtc.shapes.pictures import Kept

DIGEST = "ab" * 32


def test_copies_are_never_wider_than_the_picture_but_for_the_name_of_the_last() -> None:
    assert widths(2000) == (320, 640, 960, 1280)
    assert widths(960) == (320, 640, 960)
    assert widths(961) == (320, 640, 960, 1280)
    assert widths(100) == (320,)


def test_a_srcset_tells_true_widths() -> None:
    said = srcset(Kept(digest=DIGEST, width=500, height=400))
    assert said == f"/pictures/{DIGEST}/320.webp 320w, /pictures/{DIGEST}/640.webp 500w"


def test_the_copy_that_fills_a_box_is_chosen() -> None:
    assert [fitting(500, 320), fitting(500, 480), fitting(1280, 900), fitting(200, 900)] == [320, 640, 960, 320]


def test_only_our_own_addresses_carry_a_digest() -> None:
    assert digest_of(address(DIGEST, 640)) == DIGEST
    assert digest_of("https://whatsthecraic.example" + address(DIGEST, 640, "avif")) == DIGEST
    for other in ("", "/pictures/x/640.webp", address(DIGEST, 640) + "?x", "/pictures/" + "g" * 64 + "/640.webp"):
        assert digest_of(other) == ""


def test_what_is_not_well_formed_is_nobodys() -> None:
    assert well_formed(DIGEST, 640, "avif")
    assert not well_formed(DIGEST.upper(), 640, "avif")
    assert not well_formed("../" + DIGEST, 640, "avif")
    assert not well_formed(DIGEST, 641, "avif")
    assert not well_formed(DIGEST, 640, "svg")


def test_the_picture_wanted_fills_the_widest_copy_with_the_least_waste_and_is_never_a_stock_one() -> None:
    sizes = [Image(url=f"https://x/{width}", width=width, height=width // 2) for width in (100, 640, 1300, 2048)]
    assert wanted(sizes) == sizes[2]
    assert wanted(sizes[:2]) == sizes[1]
    assert wanted([replace(sizes[1], generic=True)]) is None
    assert wanted([]) is None
