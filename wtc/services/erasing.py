"""Deleting an account: whole, in one transaction, with proof that does not say whose it was."""

from datetime import datetime
from typing import Any

from sqlalchemy import cast, delete, func, select, update
from sqlalchemy.types import String
from sqlmodel import Session, col

from wtc.domain import letters
from wtc.errors import Conflict, NotFound, NotSignedIn
from wtc.language import speaking
from wtc.models.accounts import Erasure, OutboxMail, User
from wtc.models.artists import ArtistMerge
from wtc.models.engine import Deed, Job, Lease
from wtc.models.engine import Picture as PictureRow
from wtc.models.events import LocalEvent, Report
from wtc.models.venues import AvailabilitySlot, VenuePhoto
from wtc.services import audit, catalogue, local, outbox, personal, pictures
from wtc.shapes.accounts import Role
from wtc.shapes.personal import Person, Receipt

SPOTIFY = "sync-spotify"
NAMING = ("slot.decline", "report.fixed", "report.declined")
"""Deeds in whose details another user's id may stand."""


def erase(session: Session, person: Person, *, password_hash: str, reference: str, now: datetime) -> Receipt:
    """Delete an account whose ``password_hash`` was just found right, with all that is its user's.

    Its nights to come are taken down; its mailbox gets a receipt. ``NotSignedIn`` when the password was changed
    meanwhile or the account is gone, ``Conflict`` for the only admin there is.
    """
    user = session.scalars(_locked(person.id)).first()
    if user is None or user.password_hash != password_hash:
        raise NotSignedIn("The password was changed a moment ago. Sign in again.")
    if user.role == Role.ADMIN and _only_admin(session):
        raise Conflict("You're the only admin here. Make somebody else one first, so that the site isn't left alone.")
    name, language, highest = user.name, user.language, session.scalar(select(func.max(col(User.id)))) or 0
    session.expunge(user)
    catalogue.lock(session, now=now)
    files = _files(session, person.id, now)
    local.leave(session, person.id, now=now)
    _named_elsewhere(session, person)
    removed, kept = personal.let_go(session, person)
    row = Erasure(reference=reference, asked_at=now, removed=removed, kept=kept, left=files, highest_id=highest)
    session.add(row)
    audit.note(session, None, "account.delete", "erasure", reference, now=now)
    catalogue.raise_version(session, now=now)
    with speaking(language):
        subject, body = letters.goodbye(name, reference)
    outbox.queue(session, recipient=person.email, subject=subject, body=body, now=now)
    return _shape(row)


def receipt(session: Session, reference: str) -> Receipt:
    """What became of the account whose receipt this is; ``NotFound`` for a reference that was never given."""
    row = session.get(Erasure, reference)
    if row is None:
        raise NotFound("We never gave that reference. Check it against the mail.")
    return _shape(row)


def unfinished(session: Session) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The deletions that still leave something: reference, and the picture files nobody shows any more."""
    rows = session.scalars(select(Erasure).where(col(Erasure.finished_at).is_(None)).limit(100))
    return tuple((row.reference, tuple(row.left)) for row in rows)


def unused(session: Session, digests: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the picture files that nothing shows: somebody else may have brought the very same picture."""
    shown = {
        digest
        for column in (col(VenuePhoto.digest), col(PictureRow.digest))
        for digest in session.execute(select(column).where(column.in_(digests))).scalars()
    }
    return tuple(digest for digest in digests if digest not in shown)


def finish(session: Session, reference: str, *, now: datetime) -> None:
    """Note that nothing is left of it, in files and models too."""
    done = update(Erasure).where(col(Erasure.reference) == reference, col(Erasure.finished_at).is_(None))
    session.execute(done.values(finished_at=now, left=[]))


def _locked(user_id: int) -> Any:
    return select(User).where(col(User.id) == user_id, col(User.synthetic).is_(False)).with_for_update()


def _only_admin(session: Session) -> bool:
    return session.scalar(select(func.count()).select_from(User).where(col(User.role) == int(Role.ADMIN))) == 1


def _files(session: Session, user_id: int, now: datetime) -> list[str]:
    """The digests of what they uploaded; pictures of nights stop being shown here, photos when their rows go."""
    photos = set(session.scalars(select(col(VenuePhoto.digest)).where(col(VenuePhoto.user_id) == user_id)))
    forms = session.scalars(select(col(LocalEvent.form)).where(col(LocalEvent.owner_id) == user_id))
    posters = {form["picture"] for form in forms if form.get("picture")}
    others = col(LocalEvent.owner_id) != user_id
    for digest in sorted(posters):
        told = cast(col(LocalEvent.form), String).contains(digest, autoescape=True)
        if session.scalar(select(col(LocalEvent.id)).where(others, told).limit(1)) is None:
            session.execute(delete(PictureRow).where(col(PictureRow.digest) == digest))
    if posters:
        pictures.changed(session, now=now)
    return sorted(photos | posters)


def _named_elsewhere(session: Session, person: Person) -> None:
    """What no column refers to: ids inside of JSON and names, and mail to others that carries their address."""
    me = person.id
    freed = update(AvailabilitySlot).where(col(AvailabilitySlot.user_id) == me, col(AvailabilitySlot.status) == "held")
    session.execute(freed.values(status="free", user_id=None))
    session.execute(delete(Job).where(col(Job.kind) == SPOTIFY, col(Job.about) == str(me)))
    session.execute(delete(Lease).where(col(Lease.name) == f"spotify {me}"))
    session.execute(delete(Report).where(col(Report.subject) == "user", col(Report.subject_id) == me))
    written = col(OutboxMail.body).contains(person.email, autoescape=True)
    session.execute(delete(OutboxMail).where(col(OutboxMail.sent_at).is_(None), written))
    for merge in session.scalars(select(ArtistMerge)):
        if me in merge.lost.get("follows", ()):
            merge.lost = merge.lost | {"follows": [each for each in merge.lost["follows"] if each != me]}
    for deed in session.scalars(select(Deed).where(col(Deed.action).in_(NAMING))):
        if deed.details.get("asked_by") == me or deed.details.get("about") == ["user", me]:
            deed.details = {key: value for key, value in deed.details.items() if key not in ("asked_by", "about")}
    session.flush()


def _shape(row: Erasure) -> Receipt:
    return Receipt(
        reference=row.reference,
        asked_at=row.asked_at,
        finished_at=row.finished_at,
        removed=sum(row.removed.values()),
        kept=sum(row.kept.values()),
    )
