"""The scorer of identity: symmetric, bounded, true to its factors, and never served from weights that were changed."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wtc.domain.identity import read
from wtc.domain.romanise import latin
from wtc.ml import identity, identity_pairs, identity_training
from wtc.ml.identity_factors import judged
from wtc.ml.identity_features import Pair, conflict
from wtc.ml.ngrams import NameIndex

names = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["Lankum", "The Cure", "Cure, The", "!!!", "+/-", "M(h)aol", "Therapy?", "Bo", "BÖ", "椎名林檎", "KoЯn"]
    ),
)
contexts = st.sampled_from(
    [{}, {"country": "IE", "genres": ["folk"]}, {"country": "US", "genres": ["disco"], "kind": "dj"}]
)


def sure(one: str, other: str) -> float:
    return float(identity.shipped().confidences([(one, {}, other, {})])[0])


@given(names, contexts, names, contexts)
@settings(max_examples=150, deadline=None)
def test_it_does_not_matter_which_name_comes_first_and_the_factors_are_the_confidence(
    one: str, ctx: dict[str, object], other: str, also: dict[str, object]
) -> None:
    (there, factors), (back, _) = judged(identity.shipped(), [(one, ctx, other, also), (other, also, one, ctx)])
    assert there == back
    assert 0 < there < 1
    odds = math.log(there / (1 - there))
    assert abs(odds - sum(factor.weight for factor in factors)) < 1e-9 * max(1, abs(odds)) * 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beyonce", "Beyoncé"),
        ("The Cure", "Cure"),
        ("Beatles, The", "The Beatles"),
        ("Róisín Murphy", "Murphy, Roisin"),
        ("Kojaque feat. Kean Kavanagh", "Kojaque"),
        ("Fontaines D.C.", "Fontaines DC"),
        ("Кино", "Kino"),
        ("DJ Tiësto", "Tiesto"),
        ("And So I Watch You From Afar", "ASIWYFA"),
        ("Gilla Band", "Gilla Band (formerly Girl Band)"),
        ("Velvet Otters", "Velvet Otters U.K."),
        ("Anna Byrne as Dusty Rivers", "Anna Byrne"),
    ],
)
def test_one_act_in_two_spellings(one: str, other: str) -> None:
    assert sure(one, other) >= identity.ACCEPT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pink Floyd", "Pink Floyd Tribute"),
        ("The Rolling Stones", "The Rolling Stones Experience"),
        ("Christy Moore", "Christy Moore & Declan Sinnott"),
        ("Kean Kavanagh", "Kojaque feat. Kean Kavanagh"),
        ("Christy Moore", "Gary Moore"),
        ("Mary Black", "Frances Black"),
        ("Sum 41", "Sum 42"),
        ("Queen", "The Bohemians"),
        ("Dusty Rivers", "Anna Byrne as Dusty Rivers"),
        ("Orla Quinn", "Orla Quinn (DJ)"),
    ],
)
def test_two_acts_that_look_alike(one: str, other: str) -> None:
    assert sure(one, other) < identity.ACCEPT


def test_a_country_apart_makes_namesakes_unlikely() -> None:
    here, there = {"country": "GB", "genres": ["psychedelic pop"]}, {"country": "US", "genres": ["grunge"]}
    pairs: list[Pair] = [("Nirvana", here, "Nirvana", there), ("Nirvana", here, "Nirvana", here)]
    apart, together = identity.shipped().confidences(pairs)
    assert apart < 0.5 < together
    assert conflict(here, there)
    assert not conflict(here, here)


@pytest.mark.parametrize("spoil", ["base", "value", "column", "depth", "columns", "group"])
def test_weights_that_were_changed_are_refused(spoil: str) -> None:
    text = identity.SHIPPED.read_text(encoding="utf-8")
    with pytest.raises(identity.BadWeights):
        identity.unpack(text + " ", identity.digest(text))
    told = json.loads(text)
    told[spoil] = {"columns": ["x"], "depth": 99, "column": [[10_000]], "value": "x", "group": [-1], "base": None}[
        spoil
    ]
    with pytest.raises(identity.BadWeights):
        identity.unpack(json.dumps(told))


@pytest.mark.parametrize("junk", ["", "{", "[]", "null", '{"format": 1}'])
def test_junk_is_no_scorer(junk: str) -> None:
    with pytest.raises(identity.BadWeights):
        identity.unpack(junk)


def test_made_up_pairs_are_the_same_for_the_same_seed_and_hold_both_answers() -> None:
    made = identity_pairs.make(400, 5)
    assert made == identity_pairs.make(400, 5)
    assert 0.35 < sum(one.same for one in made) / len(made) < 0.65
    metrics = identity_training.measure(identity.shipped(), [m.pair for m in made], [m.same for m in made])
    assert metrics.accuracy > 0.85
    assert metrics.false_merges < 0.05


def test_training_makes_weights_that_serve() -> None:
    made = identity_pairs.make(1_500, 6)
    weights = identity_training.train("tried", [m.pair for m in made], [m.same for m in made])
    scorer = identity.unpack(weights, identity.digest(weights))
    assert identity_training.measure(scorer, [m.pair for m in made], [m.same for m in made]).accuracy > 0.85


def test_the_index_finds_what_looks_alike_first() -> None:
    index = NameIndex(["Lankum", "Lisa O'Neill", "Fontaines D.C.", "The Murder Capital", "Mary Wallopers"])
    assert index.names[index.near("Fontaines DC")[0][0]] == "Fontaines D.C."
    assert index.names[index.near("Murder Capital")[0][0]] == "The Murder Capital"
    assert index.near("") == [] or index.near("zzzz") == []
    assert NameIndex([]).near("Lankum") == []


def test_who_shares_a_track_is_not_who_leads_a_band() -> None:
    assert read("Otto Lind and His Comets").acts == ("ottolind", "comets")
    assert read("Otto Lind / Comets").loose
    assert not read("Otto Lind and His Comets").loose


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nine Inch Nails", ("9", "inch", "nails")),
        ("twenty one pilots", ("21", "pilots")),
        ("M(h)aol", ("mhaol",)),
        ("P!nk", ("pink",)),
        ("deadmau5", ("deadmaus",)),
        ("The Artist Formerly Known As Prince", ("prince",)),
        ("Altan with special guests", ("altan",)),
        ("Add N To (X)", ("add", "n", "to", "x")),
        ("!!!", ("chk", "chk", "chk")),
        ("Good as Gold", ("good", "as", "gold")),
        ("Anna Byrne as Dusty Rivers", ("anna", "byrne")),
    ],
)
def test_names_are_read_as_people_mean_them(name: str, words: tuple[str, ...]) -> None:
    assert read(name).words == words


@pytest.mark.parametrize(
    ("name", "plain"), [("Кино", "kino"), ("KoЯn", "korn"), ("Βαγγέλης", "vaggelis"), ("Sigur Rós", "sigur ros")]
)
def test_other_scripts_in_latin_letters(name: str, plain: str) -> None:
    assert latin(name) == plain
