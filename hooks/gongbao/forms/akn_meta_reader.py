"""The elements under `proprietary` in, what `akn_meta` wrote there out: figures, the speaker, the source."""

import datetime
from decimal import Decimal
from typing import cast

from gongbao.forms.akn_elements import Element, check_id
from gongbao.report.report import Figure, Qualifier, Source, Speaker


def read_figure(figure: Element) -> tuple[str, Figure]:
    """Return a figure with the id of the section that it belongs to."""
    values = figure.attrib
    return values["section"], Figure(
        id=check_id(values["id"]),
        label=values["label"],
        value=Decimal(values["value"]),
        unit=values["unit"],
        quote=values["quote"],
        paragraph=values["paragraph"],
        theme=values["theme"],
        qualifier=cast("Qualifier | None", figure.get("qualifier")),
        key=figure.get("key") is not None,
    )


def read_speaker(speaker: Element | None) -> Speaker | None:
    """Return who gave the report."""
    return None if speaker is None else Speaker(name=speaker.attrib["name"], office=speaker.get("office"))


def read_source(source: Element | None) -> Source | None:
    """Return where the text was taken from."""
    if source is None:
        return None
    name, file, note = source.attrib["name"], source.get("file"), source.get("note")
    return Source(name=name, date=read_moment(source.get("date")), file=file, note=note)


def read_moment(text: str | None) -> datetime.date | None:
    """Return a date, or a moment where there is a time."""
    if not text:
        return None
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)
