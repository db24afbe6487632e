"""The mails we write: subject and plain text, in our voice."""

from wtc.domain.text import clean
from wtc.language import t


def reset(name: str, link: str, minutes: int) -> tuple[str, str]:
    """The mail that carries a reset link."""
    return (
        t("Set a new password"),
        t(
            """Hi {name},

Here's your link to set a new password on WhatsTheCraic:

{link}

It works once, for the next {minutes} minutes.

Didn't ask for this? Then do nothing. Your password stays as it is,
and nobody gets in with this mail alone but you.

See you at a gig,
WhatsTheCraic
""",
            name=clean(name, 80),
            link=link,
            minutes=minutes,
        ),
    )


def password_changed(name: str, site: str) -> tuple[str, str]:
    """The mail that tells the owner of an account that its password is a new one."""
    return (
        t("Your password was changed"),
        t(
            """Hi {name},

The password of your WhatsTheCraic account was changed just now, and
every device that was signed in has been signed out.

If that was you, grand: nothing to do. If it wasn't, take the account
back here:

{link}

WhatsTheCraic
""",
            name=clean(name, 80),
            link=f"{site}/forgot",
        ),
    )


def goodbye(name: str, reference: str) -> tuple[str, str]:
    """The receipt of a deleted account; the address it goes to is forgotten once it is sent."""
    return (
        t("Your account is deleted"),
        t(
            """Hi {name},

Your WhatsTheCraic account is deleted, with everything that was yours
in it. It can't be brought back.

Your receipt:

{reference}

It is all we kept that could lead to you, and only you have it. Quote
it when you want to know what was deleted, and when. This mail is the
last thing we send, and its address is forgotten within a day.

Didn't do this? Then somebody knew your password. Change it wherever
else you use it.

Thanks for the nights,
WhatsTheCraic
""",
            name=clean(name, 80),
            reference=reference,
        ),
    )
