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
