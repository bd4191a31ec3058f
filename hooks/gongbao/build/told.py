"""A message of MkDocs in, the same in the language of whoever reads it out; in English it stays as MkDocs says it."""

import re

from gongbao.report.messages import N_, _, choose_language

LINK = r"Doc file '(?P<page>.*?)' contains a link '(?P<link>.*?)', but "
# What MkDocs warns of in a publication's own pages and settings, and how it is said here.
KNOWN = (
    (
        LINK + r"the target.* is not found among documentation files\.(?P<more>.*)",
        N_("docs/{page}: the link “{link}” leads nowhere (correct the path){more}"),
    ),
    (
        LINK + r"the doc '(?P<other>.*?)' does not contain an anchor '#(?P<name>.*?)'\.(?P<more>.*)",
        N_("docs/{page}: the link “{link}” leads to no place on docs/{other} (there is no id {name}){more}"),
    ),
    (
        LINK + r"there is no such anchor on this page\.(?P<more>.*)",
        N_("docs/{page}: the link “{link}” leads to no place on this page{more}"),
    ),
    (
        r"Doc file '(?P<page>.*?)' contains an absolute link '(?P<link>.*?)', it was left as is\.(?P<more>.*)",
        N_("docs/{page}: the link “{link}” begins with a slash (write the path from this page){more}"),
    ),
    (
        r"Doc file '(?P<page>.*?)' contains an unrecognized relative link '(?P<link>.*?)', it was left.*\.(?P<more>.*)",
        N_("docs/{page}: the link “{link}” is to no file (write the path of a page, such as help.md){more}"),
    ),
    (
        r"A reference to '(?P<link>.*?)' is included in the 'nav' configuration, which is not found.*(?P<more>)",
        N_("mkdocs.yml: “nav” names {link}, which is not there{more}"),
    ),
    (
        r"Config value '(?P<name>.*?)': Unrecognised configuration name: .*(?P<more>)",
        N_("mkdocs.yml: there is no setting “{name}” (correct the word){more}"),
    ),
    (r"Config value '(?P<name>.*?)': (?P<why>.*)(?P<more>)", N_("mkdocs.yml: “{name}” is not right ({why}){more}")),
)
GUESS = re.compile(r"Did you mean '(.*?)'\?")


def tell(message: str) -> str:
    """Return a message of MkDocs as a person reads it; one that is not known as it is."""
    if choose_language() == "en":
        return message
    for pattern, words in KNOWN:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            said = match.groupdict()
            guess = GUESS.search(said["more"])
            said["more"] = _(" – is “{guess}” meant?").format(guess=guess[1]) if guess else ""
            return _(words).format(**said)
    return message
