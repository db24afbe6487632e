"""Training: one job learns in a process of its own, and keeps what it made in the moment that it is still its job."""

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
import structlog
from sqlmodel import Session

from wtc import clock
from wtc.db import act, ask
from wtc.errors import Conflict, CraicError, Invalid
from wtc.flows import forgetting
from wtc.flows import jobs as working
from wtc.flows.fitting import STEPS
from wtc.flows.work import LIFE, Work
from wtc.services import jobs, recommenders
from wtc.settings import ROOT
from wtc.shapes.accounts import Visitor
from wtc.shapes.jobs import Job, Progress
from wtc.shapes.recommenders import CROWD, Trained, Version

KIND = "train-recommender"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_WHO = {True: "the crowd", False: "people"}
_log = structlog.get_logger(__name__)


async def job(work: Work) -> dict[str, Any]:
    """Train what there is to learn from, people and the crowd each by themselves; begun again, it goes on after what
    was kept. What has too little to learn from is left as it is, and that is no failure.
    """
    told: dict[str, Any] = dict(work.resume)
    for kind in (CROWD,) if work.job.about == "crowd" else await ask(recommenders.kinds):
        who = _WHO[kind == CROWD]
        if who not in told:
            told[who] = await _train(kind, who, work, told)
    await forgetting.models()  # who left while it learned
    skipped = [one["skipped"] for one in told.values() if "skipped" in one]
    return {**told, "skipped": " ".join(skipped)} if len(skipped) == len(told) else told


async def _train(kind: str, who: str, work: Work, told: dict[str, Any]) -> dict[str, Any]:
    try:
        await ask(recommenders.enough, kind)
    except Invalid as few:
        return {"skipped": few.message}
    made = await learned(kind, lambda words, done: work.say(f"{words}, of {who}", done=done, total=len(STEPS) + 1))
    work.say(f"Keeping the model of {who}", done=len(STEPS), total=len(STEPS) + 1)
    version = await act(_keep, made, who, work, told, now=clock.ticking())
    _log.info(
        "model_trained",
        model=version.label,
        active=version.active,
        samples=version.samples,
        why=version.note,
        **{f"rows_{source}": many for source, many in version.samples_by_source.items()},
    )
    return _summary(version)


def _keep(session: Session, made: Trained, who: str, work: Work, told: dict[str, Any], *, now: datetime) -> Version:
    """Keep it, and that it was kept, at once: killed before, nothing was; killed after, it is not made again."""
    version = recommenders.keep(session, made, now=now, by=work.job.user_id)
    progress = Progress(words=f"Version {version.label} is kept", resume={**told, who: _summary(version)})
    jobs.beat(session, work.job.id, work.holder, now=now, life=LIFE, progress=progress)
    work.progress = progress
    return version


def _summary(version: Version) -> dict[str, Any]:
    best = version.metrics.get("rankers", {}).get(version.metrics.get("ranker", ""), {}).get("all", {})
    return {
        "version": version.label,
        "active": version.active,
        "note": version.note,
        "samples": version.samples,
        "samples_by_source": dict(version.samples_by_source),
        "metrics": best,
    }


async def learned(kind: str, tell: Callable[[str, int], Any]) -> Trained:
    """What a process of its own learns; it is ended when this is. CraicError when it ends early."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "wtc.flows.fitting", kind),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | _ONE_THREAD,
        cwd=ROOT,
        limit=2**22,
    )
    try:
        return await _heard(kind, process, tell)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _heard(kind: str, process: asyncio.subprocess.Process, tell: Callable[[str, int], Any]) -> Trained:
    assert process.stdout is not None  # noqa: S101  (it is a pipe)
    while line := await process.stdout.readline():
        said = orjson.loads(line)
        if "made" in said:
            body = await process.stdout.readexactly(said["bytes"])
            await process.wait()
            window = {name: datetime.fromisoformat(said["made"][name]) for name in ("window_start", "window_end")}
            return Trained(**said["made"] | window, body=body)
        tell(said["say"], said["done"])
    code = await process.wait()
    how = f"was killed (signal {-code})" if code < 0 else "failed: see the log"
    raise CraicError(f"The training {how}. What served before goes on serving.")


async def ask_for(who: Visitor) -> Job:
    """Ask for a training as an admin. Invalid when there is too little to learn from, Conflict while one runs."""
    await ask(_worth)
    job, new = await working.run_now(who, KIND)
    if not new:
        raise Conflict("A training is under way already.", details={"job": job.id, "progress": link(job)})
    return job


def _worth(session: Session) -> None:
    """Invalid unless at least one population has done enough."""
    few: list[Invalid] = []
    for kind in recommenders.kinds(session):
        try:
            recommenders.enough(session, kind)
        except Invalid as one:
            few.append(one)
        else:
            return
    raise few[0]


def link(job: Job) -> str:
    """Where the progress of a job is told."""
    return f"/v1/admin/jobs/{job.id}"
