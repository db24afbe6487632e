"""The secret behind signed tokens: made once for a data folder, private, and required in production."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from wtc.gateways import tokens
from wtc.settings import ROOT, Settings


def test_a_data_folder_has_one_random_secret_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = tokens._development_secret(folder)
    tokens._development_secret.cache_clear()
    assert tokens._development_secret(folder) == first
    assert len(first.encode()) >= 32
    assert [path.name for path in folder.iterdir()] == ["jwt_secret"]
    assert stat.S_IMODE((folder / "jwt_secret").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "chosen", [{"jwt_secret": "x"}, {"jwt_secret": "x" * 31}, {"jwt_secret": "", "wtc_env": "production"}]
)
def test_a_weak_or_missing_secret_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="JWT_SECRET"):
        Settings(**chosen)  # type: ignore[arg-type]


def test_the_program_does_not_start_with_a_short_secret() -> None:
    surroundings = os.environ | {"JWT_SECRET": "x"}
    started = subprocess.run(
        [sys.executable, "-m", "wtc", "role", "a@b", "user"], cwd=ROOT, env=surroundings, capture_output=True
    )
    assert started.returncode != 0
    assert b"JWT_SECRET" in started.stderr
