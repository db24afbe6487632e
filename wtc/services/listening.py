"""What fans listen to elsewhere: recognised among our acts, kept by source, taken away again."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from wtc.domain.settling import judge
from wtc.domain.text import clean, key
from wtc.errors import NotFound, NotSignedIn
from wtc.ml.identity import ACCEPT, REJECT
from wtc.queries import listening as queries
from wtc.queries import lists, taste
from wtc.queries import mapping as identity
from wtc.services import bulk
from wtc.services.mapping import versions
from wtc.services.mapping.candidates import Candidates
from wtc.shapes.identity import ArtistRecord, Standing
from wtc.shapes.listening import LABELS, Liked, ListeningSource

TOGETHER = 200
_GENRES, _GENRE = 6, 60


def recognise(session: Session, liked: Sequence[Liked]) -> tuple[Liked, ...]:
    """The same acts with our ids where we know them: by an id elsewhere, by what was decided of it, else as sources'
    acts are recognised. Equal names with something against them stay strangers. Nothing is written.
    """
    found: list[Liked] = []
    for begin in range(0, len(liked), TOGETHER):
        found += _recognised(session, liked[begin : begin + TOGETHER])
    return tuple(found)


def _recognised(session: Session, liked: Sequence[Liked]) -> list[Liked]:
    ids = {one.spotify_id for one in liked if one.spotify_id}
    held = {
        row.source_id: row.artist_id
        for row in session.execute(identity.records("spotify", ids))
        if row.state == Standing.ACCEPTED and row.artist_id
    }
    refused: dict[str, set[int]] = {}
    for source_id, act, verdict in session.execute(identity.decisions("spotify", ids)):
        (refused.setdefault(source_id, set()).add if verdict == "reject" else refused.get(source_id, set()).discard)(
            act
        )
    records = [_record(one) for one in liked]
    found, scorer = Candidates(session, records, {}), versions.scorer(session)
    told = []
    for one, record, candidates in zip(liked, records, found.of(scorer, records), strict=True):
        ours = held.get(one.spotify_id)
        if ours is None:
            open_ = [each for each in candidates if each.artist_id not in refused.get(one.spotify_id, ())]
            verdict = judge(record.name, open_, accept=ACCEPT, reject=REJECT)
            sure = verdict.state is Standing.ACCEPTED and verdict.candidate is not None
            ours = verdict.candidate.artist_id if sure and verdict.candidate else None
        told.append(replace(one, artist_id=ours))
    return told


def _record(one: Liked) -> ArtistRecord:
    source = "spotify" if one.spotify_id else "listening"
    return ArtistRecord(
        source=source,
        source_id=one.spotify_id or one.name,
        name=clean(one.name, 160),
        genres=one.genres,
        spotify_id=one.spotify_id,
        musicbrainz_id=one.musicbrainz_id,
    )


def put(session: Session, user_id: int, source: str, liked: Sequence[Liked], *, now: datetime) -> None:
    """Make these a fan's acts of one source, in place of those that stood, and drop their lists."""
    hold(session, user_id)
    session.execute(queries.remove(user_id, source))
    standing = pages(session, {one.artist_id for one in liked if one.artist_id})
    sound = (one if one.artist_id in standing else replace(one, artist_id=None) for one in reversed(liked))
    rows = {key(one.name)[:160]: _row(user_id, source, one, now) for one in sound}
    bulk.insert(session, queries.LIKED, list(rows.values()))
    session.execute(lists.forget(user_id))


def _row(user_id: int, source: str, one: Liked, now: datetime) -> dict[str, object]:
    return {
        "user_id": user_id,
        "source": source,
        "name_key": key(one.name)[:160],
        "name": clean(one.name, 160),
        "artist_id": one.artist_id,
        "weight": round(min(1.0, max(0.0, one.weight)), 4),
        "how": clean(one.how, 80),
        "genres": [clean(genre, _GENRE) for genre in one.genres[:_GENRES]],
        "at": now,
    }


def remove(session: Session, user_id: int, source: str) -> int:
    """Take away all that came from one source, and drop the fan's lists; how many acts. NotFound for no such source."""
    if source not in LABELS:
        raise NotFound("There's no such source.")
    hold(session, user_id)
    gone = session.execute(queries.remove(user_id, source)).rowcount  # type: ignore[attr-defined]
    session.execute(lists.forget(user_id))
    return int(gone)


def sources(session: Session, user_id: int) -> tuple[ListeningSource, ...]:
    """The sources of which something is kept."""
    return tuple(
        ListeningSource(source=source, label=LABELS.get(source, source), acts=acts, known=known, at=at)
        for source, acts, known, at in session.execute(queries.sources(user_id))
    )


def pages(session: Session, ids: Collection[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The address and the genres of each of these acts that is there."""
    every, found = sorted(ids), {}
    for begin in range(0, len(every), 400):
        for act, slug, genres in session.execute(queries.acts(every[begin : begin + 400])):
            found[act] = (slug, tuple(genres))
    return found


def count(session: Session, user_id: int, source: str) -> int:
    """How many acts of a source are kept."""
    return session.scalar(queries.how_many(user_id, source)) or 0


def hold(session: Session, user_id: int) -> None:
    """Let two deeds of one fan never happen at once. Raises NotSignedIn when the fan is gone."""
    if session.scalar(taste.lock_user(user_id)) is None:
        raise NotSignedIn
