"""A message in English in, the same message in the language of whoever reads it out (gettext).

Every message to a person goes through `_`, whole, with named places: `_("there is no {name}").format(name=name)`. So a
translator sees sentences, and places may stand in another order. The language is asked for with every message, so none
may be made while modules load: a constant that holds one is marked with `N_`.

The catalogue in `locale/` is compiled and committed: a checkout and a wheel speak Chinese without any tool, and a test
holds it against the code. That of zh_Hant is made from zh_Hans by the project's own converter (`make messages`).
"""

import gettext
import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["en", "zh_Hans", "zh_Hant"]
DOMAIN = "gongbao"
LOCALE = Path(__file__).parent / "locale"
# What decides, the first that is set; the last three are those of POSIX.
VARIABLES = ("GONGBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
# How Windows and older systems name Traditional Chinese, beside language tags and locales.
TRADITIONAL = re.compile(r"hant|tw|hk|mo|traditional|taiwan|hong|macao|macau|yue")


def _(message: str) -> str:
    """Return a message in the language at hand; one that has no translation comes as it is."""
    return open_catalogue(choose_language()).gettext(message)


def tell_count(one: str, many: str, number: int, **others: object) -> str:
    """Return one of two messages by a number: `{number} paragraph`; the number and others are put in their places."""
    return open_catalogue(choose_language()).ngettext(one, many, number).format(number=number, **others)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Return a message as it is: it stands in a constant, and is put into the language at hand where it is shown."""
    return message


@cache
def open_catalogue(language: Language) -> gettext.NullTranslations:
    """Return the messages of a language; English is what the code has."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, languages=[language])


def choose_language() -> Language:
    """Return the language of whoever reads messages: what GONGBAO_LANG says, else the locale, on Windows the system.

    gettext's own way from a locale to a catalogue misses both scripts: `zh_TW` falls back to `zh`, past `zh_Hant`.
    """
    name = next(filter(None, map(os.environ.get, VARIABLES)), "")
    return match_language(name or read_system_language())


@cache
def match_language(name: str) -> Language:
    """Return the language that a locale or a language tag asks for: Chinese in one of its scripts, else English."""
    first = name.lower().partition(":")[0].partition(".")[0].partition("@")[0]
    words = re.split(r"[-_ ()]+", first)
    if words[0] not in ("zh", "cmn", "yue", "chinese", "chs", "cht"):
        return "en"
    if "hans" in words or words[0] == "chs":
        return "zh_Hans"
    traditional = words[0] == "cht" or any(map(TRADITIONAL.fullmatch, words))
    return "zh_Hant" if traditional else "zh_Hans"


@cache
def read_system_language() -> str:
    """Return the language in which Windows itself speaks; elsewhere the environment has said it all."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def use_language(name: str) -> bool:
    """Let this process and those that it starts speak a language; tell whether there is one of that name."""
    language = match_language(name)
    known = language != "en" or re.split(r"[-_.]", name.lower())[0] in get_args(Language)
    if known:
        os.environ["GONGBAO_LANG"] = language
    return known


def tell_reason(error: OSError) -> str:
    """Return why the system refused something."""
    return _(error.strerror) if error.strerror else str(error)


# What the system says most often; the rest comes in its own words.
REASONS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("File exists"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("File name too long"),
    N_("Directory not empty"),
    N_("Too many open files"),
    N_("Address already in use"),
    N_("Too many levels of symbolic links"),
)
