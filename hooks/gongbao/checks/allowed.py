"""An element of a page in, what in it is not on the list out: what a page may hold is listed, all else is refused.

A list of what is forbidden would be open to every spelling and every novelty. The list holds HTML that is text, tables,
pictures, forms and sound, and drawings (SVG) that do not move and lead nowhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from gongbao.report.messages import _


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


# On every element. `data-…` and `aria-…` go as well: by themselves they do nothing.
GLOBAL = words(
    "id class lang xml:lang dir title hidden tabindex role translate spellcheck accesskey inert draggable itemscope "
    "itemprop itemtype itemid itemref"
)
NONE: frozenset[str] = frozenset()
CELL = words("colspan rowspan headers align")
HTML: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        words(
            "head title body article section nav aside h1 h2 h3 h4 h5 h6 hgroup header footer address main search p "
            "hr pre dl dt dd figure figcaption div em strong small s cite dfn abbr ruby rb rt rtc rp code var samp kbd "
            "sub sup i b u mark bdi bdo span br wbr table caption tbody thead tfoot tr noscript summary datalist "
            "legend picture center font big tt strike acronym"
        ),
        NONE,
    ),
    "html": words("xmlns prefix"),
    "a": words("href hreflang rel type download target name"),
    "link": words("href rel type media sizes hreflang title color"),
    "meta": words("charset name content property http-equiv"),
    "script": words("src type defer async charset"),
    "img": words("src srcset sizes alt width height loading decoding fetchpriority"),
    "source": words("src srcset sizes media type width height"),
    "audio": words("src controls preload loop muted"),
    "video": words("src controls preload loop muted poster width height playsinline"),
    "track": words("src kind srclang label default"),
    "td": CELL,
    "th": CELL | words("scope abbr"),
    "tr": words("align"),
    "col": words("span"),
    "colgroup": words("span"),
    "ol": words("start reversed type"),
    "ul": words("type"),
    "li": words("value type"),
    "blockquote": words("cite"),
    "q": words("cite"),
    "del": words("cite datetime"),
    "ins": words("cite datetime"),
    "time": words("datetime"),
    "data": words("value"),
    "details": words("open name"),
    "dialog": words("open"),
    "form": words("action method role autocomplete novalidate name accept-charset"),
    "label": words("for"),
    "input": words(
        "type name value placeholder autocomplete enterkeyhint inputmode list min max step minlength maxlength "
        "pattern size checked disabled readonly required autofocus"
    ),
    "button": words("type name value disabled"),
    "select": words("name size multiple disabled required autocomplete"),
    "option": words("value label selected disabled"),
    "optgroup": words("label disabled"),
    "textarea": words("name rows cols placeholder maxlength disabled readonly required wrap"),
    "fieldset": words("name disabled"),
    "output": words("for name"),
    "progress": words("value max"),
    "meter": words("value min max low high optimum"),
}
# Of SVG, what draws: nothing that moves, runs, or brings another document in.
DRAWN = words(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath desc title metadata "
    "lineargradient radialgradient stop clippath mask pattern marker image switch a filter fegaussianblur feoffset "
    "feblend feflood femerge femergenode fecomposite fecolormatrix"
)
DRAWING = words(
    "href xlink:href xlink:title xlink:type xlink:show xlink:actuate xmlns xmlns:xlink xmlns:svg xml:space version "
    "baseprofile enable-background viewbox preserveaspectratio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d "
    "dx dy points pathlength transform gradienttransform gradientunits patternunits patterntransform "
    "patterncontentunits spreadmethod offset clippathunits maskunits maskcontentunits markerunits markerwidth "
    "markerheight refx refy orient fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin "
    "stroke-dasharray stroke-dashoffset stroke-miterlimit stroke-opacity opacity color display visibility overflow "
    "clip-path clip-rule mask filter marker-start marker-mid marker-end stop-color stop-opacity font-family font-size "
    "font-weight font-style font-variant text-anchor dominant-baseline alignment-baseline baseline-shift letter- "
    "spacing word-spacing text-decoration textlength lengthadjust writing-mode rotate startoffset method spacing "
    "vector-effect paint-order shape-rendering text-rendering image-rendering color-interpolation color- "
    "interpolation-filters mix-blend-mode isolation focusable requiredfeatures systemlanguage in in2 result "
    "stddeviation mode operator type values flood-color flood-opacity filterunits primitiveunits crossorigin "
    "direction unicode-bidi"
)
FREE = re.compile(r"(?:data|aria)-[a-z0-9_.-]+")
ADDRESSES = words("src poster xlink:href href cite action")
PICTURES = words("img image source")
# A browser drops these from an address before it reads it (URL Standard), and takes \ for / in it.
DROPPED = re.compile(r"[\t\n\r]")
EDGES = "".join(map(chr, range(0x21)))
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
AUTHORITY = re.compile(r"[/\\]{2}")
LINKS = words("http https mailto tel")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
ORDERS = words("content-type content-security-policy x-ua-compatible content-language")
# As the page of an old address has it.
REFRESH = re.compile(r"\s*0\s*;\s*url=([^\s;,\"']+)\s*", re.IGNORECASE)
# What a `link` names but does not fetch.
NAMED = words("canonical alternate author license prev next up help search bookmark")
DATA_TYPES = words("application/ld+json application/json")
SHEETS = re.compile(r"url\(\s*[\"']?\s*(?!#)", re.IGNORECASE)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
# The names of ActiveX and of markup for old Internet Explorers, which once read comments.
CONDITIONAL = re.compile(r"\[\s*(?:end)?if\b", re.IGNORECASE)


def judge_element(name: str, attributes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give each name that an element may not have here, with what is wrong: of itself, or of an attribute.

    `name` and the names of attributes are in lower case, values are without entities.
    """
    own = HTML.get(name)
    if own is None and name not in DRAWN:
        yield name, _("<{name}> is not among the elements that a page may have").format(name=name)
        return
    known = dict(attributes)
    for attribute, value in known.items():
        if attribute in GLOBAL or FREE.fullmatch(attribute):
            continue
        if not ((own and attribute in own) or (name in DRAWN and attribute in DRAWING)):
            message = _('<{name}> may not have the attribute "{attribute}"').format(name=name, attribute=attribute)
            yield attribute, message
        elif reason := judge_value(name, attribute, value, known):
            yield attribute, f'<{name} {attribute}="…">: {reason}'
    kind = known.get("type", "").strip().lower()
    if name == "script" and "src" not in known and kind not in DATA_TYPES:
        yield name, _("a script stands in the page (put it into a file of its own in docs/assets/)")
    elif name == "script" and kind == "module":
        yield name, _("a module script does not work from a disk (write it as a classic one)")


def judge_value(name: str, attribute: str, value: str, known: Mapping[str, str]) -> str:
    """Return what is wrong with the value of an attribute that is on the list; nothing if it is in order."""
    if attribute == "srcset":
        found = (judge_address(part.split()[0], fetched=True) for part in value.split(",") if part.split())
        return next(filter(None, found), "")
    if attribute == "href" and name == "link":
        kinds = known.get("rel", "").lower().split()
        return judge_address(value, fetched=not kinds or not NAMED.issuperset(kinds))
    if attribute in ADDRESSES:
        follows = attribute == "cite" or name == "a"
        return judge_address(value, fetched=not follows, picture=name in PICTURES)
    reason = ""
    if attribute == "http-equiv":
        reason = judge_order(value.strip().lower(), known.get("content", ""))
    elif attribute == "charset" and value.strip().lower() not in {"utf-8", "utf8"}:
        reason = _("a page is in UTF-8")
    elif name in DRAWN and attribute in DRAWING and SHEETS.search(unescape(value)):
        reason = _("only what stands in the same drawing can be named: url(#…)")
    return reason


def judge_order(order: str, content: str) -> str:
    """Return what is wrong with an order of a page to the browser: it may lead on to a page of the publication."""
    if order == "refresh":
        match = REFRESH.fullmatch(content)
        return judge_address(match[1], fetched=True) if match else _("a page that loads itself anew")
    return "" if order in ORDERS else _("an order to the browser that no page needs")


def judge_address(address: str, *, fetched: bool, picture: bool = False) -> str:
    """Return what is wrong with an address: one that is fetched stays in the publication, a link may lead anywhere."""
    address = DROPPED.sub("", address.strip(EDGES))
    if picture and PICTURE.match(address):
        return ""
    scheme = SCHEME.match(address)
    if scheme and (fetched or scheme[1].lower() not in LINKS):
        return _("an address that begins with {scheme}: is not fetched or run").format(scheme=scheme[1].lower())
    if fetched and AUTHORITY.match(address):
        return _("another host is asked for")
    return ""


def judge_comment(text: str) -> str:
    """Return what is wrong with a comment."""
    return _("a comment that old browsers read as a condition") if CONDITIONAL.search(text) else ""


def unescape(value: str) -> str:
    r"""Return a value of CSS without its escapes: `u\72l(` is `url(`."""
    return ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2], value)
