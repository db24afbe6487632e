"""Settings: each is in .env.example with its default, and a bad one stops the start without being shown."""

import subprocess
import sys

import pytest
from dotenv import dotenv_values

from wtc.settings import ROOT, BadSettings, Settings, settings

EXAMPLE = dotenv_values(ROOT / ".env.example")


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    assert {name.lower() for name in EXAMPLE} == set(Settings.model_fields)


def test_the_example_shows_the_defaults() -> None:
    for name, field in Settings.model_fields.items():
        shown = EXAMPLE[name.upper()] or ""
        default = field.get_default()
        words = ",".join(default) if isinstance(default, tuple) else str(default)
        if shown:
            assert shown.lower() == words.lower(), name


def test_the_example_itself_is_a_valid_configuration() -> None:
    assert Settings(_env_file=ROOT / ".env.example").port == 3000


@pytest.mark.parametrize(
    "name",
    ["TRUST_PROXY", "PORT", "RATE_LIMIT_MAX", "WTC_ENV", "WTC_NOW", "JWT_SECRET", "RETRAIN_CRON", "MODEL_VERSION"],
)
def test_a_bad_setting_stops_the_start_by_name_and_is_not_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "canary-9")
    settings.cache_clear()
    with pytest.raises(BadSettings) as stopped:
        settings()
    assert name in str(stopped.value)
    assert "canary-9" not in str(stopped.value)
    settings.cache_clear()


def test_production_refuses_to_start_without_a_secret() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wtc", "doctor"],
        cwd=ROOT,
        env={"PATH": "", "WTC_ENV": "production", "JWT_SECRET": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "JWT_SECRET" in done.stderr


@pytest.mark.parametrize(("enabled", "address"), [("true", "redis://r:6379/0"), ("false", "")])
def test_redis_is_left_alone_where_it_is_switched_off(
    enabled: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://r:6379/0")
    monkeypatch.setenv("REDIS_ENABLED", enabled)
    settings.cache_clear()
    assert settings().redis == address
    settings.cache_clear()


def test_only_the_settings_themselves_know_the_address_of_redis() -> None:
    """Whoever asked for ``redis_url`` would use it where REDIS_ENABLED is false."""
    using = [path for path in (ROOT / "wtc").rglob("*.py") if ".redis_url" in path.read_text(encoding="utf-8")]
    assert [path.name for path in using] == ["settings.py"]
