"""What the index holds."""

from wtc.domain.names import genre_keys, searchable, whole


def test_holds_every_word_once_and_every_name_whole() -> None:
    line = searchable("Fontaines D.C.", "Whelan's", "Fontaines D.C.")
    assert line == "fontaines d c dc whelans _fontaines_d_c _whelans"


def test_a_name_is_whole_with_and_without_its_article() -> None:
    assert searchable("The Scratch").split()[2:] == ["_the_scratch", "_scratch"]
    assert whole("the scratch") == "_the_scratch"


def test_symbols_alone_are_nothing() -> None:
    assert searchable("", "🎉", "%") == ""


def test_genres_stand_between_bars() -> None:
    assert genre_keys(["Post-Punk", "Indie", "post punk"]) == "|post punk|indie|"
    assert genre_keys([]) == ""
