"""Every setting, typed, read once from the environment or ``.env``; a bad one stops the start with a list."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AliasChoices, BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of the curve of push services' keys: a private key is a number below it."""
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(lambda value: _listed(value))]
"""A list of words, separated by commas."""


class Settings(BaseSettings):
    """The settings, by the names of ``.env.example`` in lower case. Secrets have no default."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    # the program
    wtc_env: Literal["development", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = Field(3000, ge=1, le=65535)
    site_url: str = ""
    wtc_now: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    data_dir: Path = ROOT / "data"

    # what it keeps things in
    database_url: str = ""
    redis_url: str = ""

    # the door
    jwt_secret: SecretStr = SecretStr("")
    trust_proxy: int = Field(0, ge=0, le=5)
    rate_limit_window_ms: int = Field(60_000, ge=1_000)
    rate_limit_max: int = Field(60, ge=1)
    metrics_token: SecretStr = SecretStr("")
    sockets_max: int = Field(200, ge=1)
    login_limit_account: int = Field(10, ge=1)
    login_limit_address: int = Field(20, ge=1)
    signup_limit_address: int = Field(60, ge=1)
    reset_limit_account: int = Field(3, ge=1)
    reset_limit_address: int = Field(20, ge=1)

    # what is kept of users, and whom they may write to
    retention_days: int = Field(400, ge=35, le=400)
    contact_email: str = ""

    # mail
    mail_backend: Literal["file", "smtp"] = "file"
    mail_from: str = "WhatsTheCraic <no-reply@localhost>"
    smtp_host: str = "127.0.0.1"
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"

    # news in browsers
    vapid_private_key: SecretStr = SecretStr("")
    push_hosts: Names = ()

    # ingestion
    ingestion_enabled: bool = True
    ingestion_stale_hours: int = Field(6, ge=1)
    ingestion_default_city: str = "Dublin"
    ingestion_max_pages: int = Field(5, ge=1, le=5)
    ingestion_days: int = Field(180, ge=1, le=730)

    # sources
    ticketmaster_api_key: SecretStr = SecretStr("")
    ticketmaster_country_codes: Annotated[tuple[str, ...], NoDecode] = Field(
        ("IE", "ND"), validation_alias=AliasChoices("ticketmaster_country_codes", "ticketmaster_country_code")
    )
    ticketmaster_base_url: str = "https://app.ticketmaster.com/discovery/v2"
    bandsintown_app_id: SecretStr = SecretStr("")
    bandsintown_seed_artists: Names = ()
    bandsintown_max_artists: int = Field(15, ge=1, le=500)
    bandsintown_max_events: int = Field(300, ge=1, le=10_000)
    bandsintown_allow_any_artist: bool = False
    bandsintown_user_sync_hours: int = Field(12, ge=1)
    bandsintown_user_max_artists: int = Field(10, ge=0, le=100)
    bandsintown_base_url: str = "https://rest.bandsintown.com"
    eventbrite_api_token: SecretStr = SecretStr("")
    eventbrite_org_ids: Names = ()
    eventbrite_venue_ids: Names = ()
    eventbrite_event_ids: Names = ()
    eventbrite_base_url: str = "https://www.eventbriteapi.com/v3"
    dice_apify_enabled: bool = False
    dice_apify_actor: str = "lexis-solutions~dice-fm"
    dice_apify_max_items: int = Field(200, ge=1, le=1_000)
    dice_apify_use_proxy: bool = True
    apify_token: SecretStr = SecretStr("")
    apify_base_url: str = "https://api.apify.com/v2"
    spotify_client_id: str = ""
    spotify_client_secret: SecretStr = SecretStr("")
    spotify_api_base_url: str = "https://api.spotify.com/v1"
    spotify_accounts_base_url: str = "https://accounts.spotify.com"
    spotify_redirect_uri: str = ""
    spotify_scopes: Names = ("user-top-read", "user-library-read", "user-follow-read")
    mixcloud_enabled: bool = True
    mixcloud_base_url: str = "https://api.mixcloud.com"
    mixcloud_oembed_base_url: str = "https://www.mixcloud.com/oembed"
    setlistfm_api_key: SecretStr = SecretStr("")
    setlistfm_base_url: str = "https://api.setlist.fm/rest/1.0"

    # work beside the visitors
    job_workers: int = Field(2, ge=0, le=8)
    cron_secret: SecretStr = SecretStr("")
    alert_webhook_url: SecretStr = SecretStr("")

    # taste: what a list is made of, how long it is kept, when a model is worth training
    default_recommendation_count: int = Field(20, ge=1, le=100)
    max_recommendation_count: int = Field(100, ge=1, le=500)
    min_similarity_score: float = Field(0.1, ge=0, le=1)
    cache_ttl_seconds: int = Field(3_600, ge=0, le=86_400)
    redis_enabled: bool = True
    min_training_samples: int = Field(10, ge=1)
    retrain_threshold_days: int = Field(7, ge=1, le=90)
    retrain_cron: str = "0 2 * * *"
    model_version: str = ""
    enable_cloudwatch: bool = False

    # pictures, maps, money
    picture_hosts: Names = ()
    picture_cache_mb: int = Field(2_048, ge=50)
    map_tiles_url: str = ""
    map_tiles_credit: str = ""
    ticket_link_params: Names = ()
    eur_per_gbp: float = Field(1.15, gt=0.5, lt=3)
    eur_per_gbp_on: date = date(2026, 11, 20)

    @field_validator("ticketmaster_country_codes", mode="before")
    @classmethod
    def _split_codes(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(code.strip().upper() for code in value.split(",") if code.strip())
        return value

    @field_validator("trust_proxy", mode="before")
    @classmethod
    def _read_hops(cls, value: object) -> object:
        return {"true": 1, "false": 0, "yes": 1, "no": 0}.get(str(value).strip().lower(), value)

    @field_validator("spotify_scopes", mode="before")
    @classmethod
    def _split_scopes(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("retrain_cron")
    @classmethod
    def _is_a_schedule(cls, value: str) -> str:
        from re import fullmatch

        hour, day = "(?:1?[0-9]|2[0-3])", "[0-7]"
        form = rf"[1-5]?[0-9] (?:\*(?:/(?:[2-9]|1[0-2]))?|{hour}(?:,{hour})*) \* \* (?:\*|{day}(?:,{day})*)"
        if not fullmatch(form, value):
            raise ValueError("must be minute, hours, *, * and days of the week, such as 0 2 * * * or 0 2 * * 1")
        return value

    @field_validator("model_version")
    @classmethod
    def _is_a_version(cls, value: str) -> str:
        if value and not value.removeprefix("crowd-").isdecimal():
            raise ValueError("must be a version's number such as 12, or crowd-12")
        return value

    @field_validator("vapid_private_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        from base64 import urlsafe_b64decode
        from re import fullmatch

        text = value.get_secret_value()
        if text and not (
            fullmatch(r"[A-Za-z0-9_-]{43}", text) and 0 < int.from_bytes(urlsafe_b64decode(text + "=")) < P256
        ):
            raise ValueError("must be a private key of P-256: 32 bytes in base64url without padding")
        return value

    @field_validator("wtc_now")
    @classmethod
    def _is_a_time(cls, value: str) -> str:
        from datetime import datetime

        if value:
            try:
                datetime.fromisoformat(value)
            except ValueError:
                raise ValueError("must be a time such as 2026-11-27T20:00") from None
        return value

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        secret = self.jwt_secret.get_secret_value()
        if secret and len(secret.encode()) < 32:
            raise ValueError("JWT_SECRET must be at least 32 bytes long")
        if self.wtc_env == "production" and not secret:
            raise ValueError("JWT_SECRET is required when WTC_ENV=production")
        return self

    @property
    def production(self) -> bool:
        return self.wtc_env == "production"

    @property
    def redis(self) -> str:
        """Where Redis is; empty when there is none or REDIS_ENABLED says not to use it."""
        return self.redis_url if self.redis_enabled else ""

    @property
    def https(self) -> bool:
        """Whether visitors come over https: then cookies are ``Secure`` and carry the ``__Host-`` prefix."""
        return self.production or self.site_url.lower().startswith("https://")

    @property
    def address(self) -> str:
        """The address under which visitors reach the site, without a slash at its end; never taken from a request."""
        if self.site_url:
            return self.site_url.rstrip("/")
        host = "localhost" if self.host in ("0.0.0.0", "::", "127.0.0.1") else self.host  # noqa: S104
        return f"http://{host}:{self.port}"

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database: SQLite in the data folder unless ``DATABASE_URL`` says otherwise."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'wtc.db'}"
        for short in ("mysql://", "mariadb://"):
            if self.database_url.startswith(short):
                return "mysql+pymysql://" + self.database_url.removeprefix(short)
        return self.database_url


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process; BadSettings when any makes no sense.

    ``settings.cache_clear()`` reads them afresh (tests only).
    """
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings(_told(error)) from None


class BadSettings(SystemExit):
    """The start ends here: the message names every setting that is wrong and shows none of their values."""


def _listed(value: object) -> object:
    return tuple(filter(None, (word.strip() for word in value.split(",")))) if isinstance(value, str) else value


def _told(error: ValidationError) -> str:
    lines = [
        f"  {'.'.join(map(str, each['loc'])).upper()}: {each['msg']}".replace("  : ", "  ")
        for each in error.errors(include_input=False, include_context=False, include_url=False)
    ]
    return "\n".join(["These settings are wrong:", *lines])
