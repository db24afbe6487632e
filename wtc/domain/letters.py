"""The mails we write: subject and plain text, in our voice."""

from wtc.domain.text import clean


def reset(name: str, link: str, minutes: int) -> tuple[str, str]:
    """The mail that carries a reset link."""
    return (
        "Set a new password",
        f"""Hi {clean(name, 80)},

Here's your link to set a new password on WhatsTheCraic:

{link}

It works once, for the next {minutes} minutes.

Didn't ask for this? Then do nothing. Your password stays as it is,
and nobody gets in with this mail alone but you.

See you at a gig,
WhatsTheCraic
""",
    )


def password_changed(name: str, site: str) -> tuple[str, str]:
    """The mail that tells the owner of an account that its password is a new one."""
    return (
        "Your password was changed",
        f"""Hi {clean(name, 80)},

The password of your WhatsTheCraic account was changed just now, and
every device that was signed in has been signed out.

If that was you, grand: nothing to do. If it wasn't, take the account
back here:

{site}/forgot

WhatsTheCraic
""",
    )
