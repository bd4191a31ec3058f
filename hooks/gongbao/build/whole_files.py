"""The forms of all reports in, one file of each for the archive out: linked if it is as it was, else joined."""

import posixpath
import sys
from collections.abc import Sequence

from gongbao.build.context import Context
from gongbao.forms.catalogue import PARQUET, Whole, list_wholes
from gongbao.output.manifest import hash_file
from gongbao.output.writer import Writer
from gongbao.report.messages import _
from gongbao.report.report import ScriptTag
from gongbao.report.scripts import script_path
from gongbao.store import Key, make_key


def write_wholes(context: Context, writer: Writer) -> dict[str, int]:
    """Write the forms of all reports, if they are wanted, in every script; return their sizes by path.

    They are joined of the reports' files as these stand in the folder, wherever these were made.
    """
    if not context.frame.extras.forms or not context.library.entries:
        return {}
    wholes = list_wholes()
    if not set(PARQUET) <= set(wholes):
        sys.stderr.write(_("Parquet: not made, for pyarrow is not installed (pip install gongbao[parquet])") + "\n")
    scripts = context.site.scripts
    keys = {
        script_path(tag, one.path): write_whole(context, writer, one, tag, own)
        for tag in scripts
        for one in wholes
        if (own := list_own(context, writer, one, tag))
    }
    context.store.delete_older(keys.values())
    return {path: (writer.folder / path).stat().st_size for path in keys}


def list_own(context: Context, writer: Writer, whole: Whole, tag: ScriptTag) -> list[str]:
    """Return the reports' files that a form of all is joined of; a report without figures has none of theirs."""
    wanted = (script_path(tag, f"downloads/{slug}/{whole.of}") for slug in context.library.entries)
    return [one for one in wanted if one in writer.sums]


def write_whole(context: Context, writer: Writer, whole: Whole, tag: ScriptTag, own: Sequence[str]) -> Key:
    """Write a form of all reports in a script of their own; return under what its checksum is kept."""
    path = script_path(tag, whole.path)
    key = make_key("whole", f"{tag}.{whole.file}", [f"{writer.sums[one]} {one}".encode() for one in own])
    writer.make_folder(posixpath.dirname(path) + "/")
    digest = (context.store.fetch(key) or b"").decode()
    if not digest or not writer.link(path, digest):
        whole.join(writer.folder / path, (writer.folder / one for one in own))
        digest = hash_file(writer.folder / path)
        context.store.keep(key, digest.encode())
    writer.sums[path] = digest
    return key
