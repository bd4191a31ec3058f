"""Files in, a folder of YAML out: the whole import, which writes everything or nothing."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gongbao.data.stems import find_other_stems
from gongbao.importing import Repair
from gongbao.importing.folder import check_target, load_standing, load_standing_glossary, write_folder
from gongbao.importing.manuscript import Doubt, Manuscript, Omission, Passage, attach_pictures
from gongbao.importing.readers.opening import open_file
from gongbao.importing.renewal.merging import keep_edits
from gongbao.importing.restoring import is_document, restore_report
from gongbao.importing.source_script import find_traditional
from gongbao.importing.structure.assembly import make_report
from gongbao.importing.structure.damage import STAND_INS, find_damage, repair_passage
from gongbao.importing.structure.endings import open_last_table
from gongbao.importing.structure.framing import Frame, make_frame
from gongbao.importing.structure.glossary import find_glossary, renew_glossary
from gongbao.importing.structure.margins import take_margins
from gongbao.importing.structure.metadata import Given, find_metadata
from gongbao.importing.structure.notes import doubt_tail
from gongbao.importing.structure.quantities import propose_figures
from gongbao.importing.structure.tables import gather_tables, move_captions
from gongbao.importing.structure.title_block import find_title_block
from gongbao.importing.summary import ImportSummary
from gongbao.report.messages import N_, _
from gongbao.report.problems import Problem, Problems, ReportError, refuse
from gongbao.report.report import Report, Source
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_lines

AROUND = 12


@contextmanager
def pause_collector() -> Iterator[None]:
    """Look for no garbage meanwhile: what an import makes stays to its end, and to walk it again and again takes long.

    With the collector at work the time grows as the 1.2th power of the source's length, without it in proportion.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@pause_collector()
def import_reports(
    files: Sequence[Path],
    into: Path,
    *,
    force: bool = False,
    dry_run: bool = False,
    strict: bool = False,
    fix: frozenset[Repair] = frozenset(),
    given: Given | None = None,
    progress: Callable[[Path, int, int], None] | None = None,
) -> ImportSummary:
    """Import the files of one report into a folder and return what there is to say about it.

    An existing report is renewed only with `force`: its ids and a person's edits stay. `strict` makes doubts errors,
    `dry_run` writes nothing, `fix` names repairs of the text, `given` is what a person says of the report. A document
    that a publication offers (Akoma Ntoso) gives its report back as it was. Raises ReportError for everything a person
    can mend; then nothing is written.
    """
    if is_document(files):
        return restore_report(files, into, dry_run=dry_run)
    check_target(into, force=force)
    given = given or Given()
    manuscripts = read_files(files, progress)
    passages = [passage for manuscript in manuscripts for passage in manuscript.passages]
    # Letters are mended first, for the title block is known by its words; spaces last, for it keeps its own.
    passages, mended = make_repairs(passages, (), fix & STAND_INS.keys())
    block = find_title_block(passages, given.title)
    passages, repaired = make_repairs(passages, block.passages, fix - STAND_INS.keys())
    passages = open_last_table(move_captions(gather_tables(passages, block.passages), block.passages))
    check_source_script("".join(passage.words for passage in passages), files[0])
    metadata, doubts = find_metadata(block, passages, files[0], given, manuscripts[0].titled)
    source = Source(name=metadata.title, file=" + ".join(path.name for path in files), note=None)
    manuscripts[0], block, passages = take_margins(manuscripts[0], block, passages)
    frame = make_frame(block, passages)
    check_order(frame, passages, files[0])
    report, more = make_report(frame, block, metadata, source)
    report = replace(report, slug=into.resolve().name)
    manuscripts[0] = tell_unplaced(report, passages, manuscripts[0])
    doubts = [*(doubt for manuscript in manuscripts for doubt in manuscript.doubts), *doubts, *more]
    doubts += doubt_tail(report, files[0])
    standing = load_standing(into) if force else None
    report, changes, fresh = keep_edits(standing, report) if standing else (report, [], None)
    report = propose_figures(report, fresh, standing)
    characters = squeeze("".join(passage.words for passage in frame.order))
    check_lossless(report, characters, files[0])
    if strict and doubts:
        raise ReportError(make_problem(doubt) for doubt in doubts)
    glossary = renew_glossary(load_standing_glossary(into, standing), find_glossary(report), fresh or ())

    def check(loaded: Report) -> None:
        check_lossless(loaded, characters, files[0])

    pictures = {image.name: image.data for passage in passages for image in passage.pictures}
    write_folder(report, glossary, into, doubts, check, pictures=pictures, dry_run=dry_run)
    return ImportSummary(
        report=report,
        into=into,
        written=not dry_run,
        manuscripts=tuple(manuscripts),
        doubts=tuple(doubts),
        damage=tuple(find_damage(passages, block.passages)),
        changes=tuple(changes),
        glossary=glossary,
        moved=tuple(block.lines.values()) if block.at_end else (),
        repaired=(*mended, *repaired),
        renewed=standing is not None,
        hints=tuple(find_other_stems(into.resolve().parent, report)),
    )


def tell_unplaced(report: Report, passages: Sequence[Passage], manuscript: Manuscript) -> Manuscript:
    """Return the manuscript with the pictures left out that stand where a report has none: around its sections."""
    placed = {picture.file.rpartition("/")[2] for picture in report.pictures}
    omissions = [
        Omission(
            kind=N_("a picture outside the sections"),
            text=image.alternative,
            line=passage.line,
            after=passage.words[-AROUND:],
            shown=True,
        )
        for passage in passages
        for image in passage.pictures
        if image.name not in placed
    ]
    return replace(manuscript, left_out=(*manuscript.left_out, *omissions)) if omissions else manuscript


def make_repairs(
    passages: Sequence[Passage], without: Sequence[Passage], fix: frozenset[Repair]
) -> tuple[list[Passage], list[str]]:
    """Return the passages with the named repairs made, but for some, and what was done."""
    kept = set(map(id, without))
    done = []
    repaired = list(passages)
    for name in sorted(fix):
        before = repaired
        repaired = [
            passage if id(passage) in kept else repair_passage(passage, frozenset({name})) for passage in before
        ]
        changed = sum(one.words != other.words for one, other in zip(before, repaired, strict=True))
        done.append(_("{name} in {number} paragraphs").format(name=name, number=changed))
    return repaired, done


def read_files(files: Sequence[Path], progress: Callable[[Path, int, int], None] | None = None) -> list[Manuscript]:
    """Return the manuscripts of files in the order given. Raises ReportError with the problem of each bad one."""
    manuscripts: list[Manuscript] = []
    problems = Problems()
    if not files:
        problems.add(Path(), 0, _("no file given (example: gongbao import report.docx --into data/taicang-npc-2025)"))
    for number, path in enumerate(files, 1):
        if progress:
            progress(path, number, len(files))
        try:
            manuscripts.append(read_file(path, sum(manuscript.notes for manuscript in manuscripts)))
        except ReportError as error:
            problems.found.extend(error.problems)
    problems.raise_any()
    return manuscripts


def read_file(path: Path, notes: int = 0) -> Manuscript:
    """Return the manuscript of a file. Raises ReportError if it cannot be read, or if a reader lost something.

    `notes` is how many notes the files before it have, which the numbers of its own go on from.
    """
    manuscript = open_file(path, notes)
    manuscript = replace(manuscript, passages=tuple(attach_pictures(manuscript.passages)))
    if not manuscript.passages:
        raise refuse(path, _("the file has no text"))
    if squeeze("".join(passage.words for passage in manuscript.passages)) != manuscript.characters:
        raise refuse(path, _("the text would not come out whole (please report this; nothing was written)"))
    return manuscript


def check_order(frame: Frame, passages: Sequence[Passage], path: Path) -> None:
    """Refuse a frame that does not hold every passage once; only the order may differ from the source's."""
    if sorted(map(id, frame.order)) != sorted(map(id, passages)):
        raise refuse(path, _("a passage would be lost or doubled (please report this; nothing was written)"))


def check_source_script(characters: str, path: Path) -> None:
    """Refuse a report in Traditional characters, as an exported edition is."""
    if found := find_traditional(characters):
        message = _(
            "this report is in Traditional characters ({words}…): a publication keeps the Simplified source and makes"
            " the Traditional editions from it (import the Simplified file)"
        )
        raise refuse(path, message.format(words=found[:AROUND]))


def check_lossless(report: Report, expected: str, path: Path) -> None:
    """Refuse a report that does not hold exactly these characters."""
    found = squeeze("".join(iter_lines(report)))
    if found != expected:
        pairs = zip(found, expected, strict=False)
        at = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(found), len(expected)))
        stretch = slice(max(0, at - AROUND), at + AROUND)
        message = _(
            "the text would not come out whole: source …{expected}… report …{found}… (please report this; nothing was"
            " written)"
        )
        raise refuse(path, message.format(expected=expected[stretch], found=found[stretch]))


def make_problem(doubt: Doubt) -> Problem:
    """Return a doubt as a problem."""
    message = _("doubtful {kind}: {context} → {choice}").format(
        kind=_(doubt.kind), context=doubt.context, choice=_(doubt.choice)
    )
    return Problem(path=doubt.file, line=doubt.line, message=message)
