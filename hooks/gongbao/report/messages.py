"""A message in English in, the same message in the language of whoever reads it out (gettext).

Every message to a person goes through `_`, whole, with named places: `_("there is no {name}").format(name=name)`. So a
translator sees sentences, and places may stand in another order.
"""

import gettext

# English is written in the code; a catalogue of another language takes the place of this one.
catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str) -> str:
    """Return a message in the language at hand; one that has no translation comes as it is."""
    return catalogue.gettext(message)


def count(one: str, many: str, number: int, **others: object) -> str:
    """Return one of two messages by a number: `{number} paragraph`; the number and others are put in their places."""
    return catalogue.ngettext(one, many, number).format(number=number, **others)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Return a message as it is: it stands in a constant, and is put into the language at hand where it is shown."""
    return message
