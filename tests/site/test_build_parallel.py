"""Work spread over processes: every result in its place, every error raised, no process lost without a word."""

import os
import signal
import sys

import pytest

from gongbao.build.parallel import spread
from gongbao.report.problems import ReportError

# In this process alone there is nothing to spread.
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2,
    reason="processes are forked on Linux with two cores or more",
)
PARENT = os.getpid()


@pytest.mark.parametrize("count", [0, 1, 11, 12, 40, 257, 1000])
def test_every_result_comes_in_its_place(count: int) -> None:
    assert spread(lambda piece: piece * piece, range(count), "pieces") == [piece * piece for piece in range(count)]


def test_more_than_one_process_works() -> None:
    seen: set[int] = set()
    for _ in range(20):
        seen |= set(spread(lambda piece: [os.getpid() for _ in range(20_000)][piece], range(60), "pieces"))
        if len(seen) > 1:
            break
    assert len(seen) > 1


@pytest.mark.parametrize("broken", [0, 1, 20, 39])
def test_what_a_piece_raises_is_raised(broken: int) -> None:
    def work(piece: int) -> int:
        if piece == broken:
            raise ReportError([])
        return piece

    with pytest.raises(ReportError):
        spread(work, range(40), "pieces")


def test_a_process_that_ends_before_its_time_is_told() -> None:
    def work(piece: int) -> int:
        if os.getpid() != PARENT:
            os._exit(3)
        # The others get their chance to take a piece.
        return sum(range(200_000)) * 0 + piece

    with pytest.raises(ReportError, match="before its time"):
        for _ in range(20):
            spread(work, range(40), "pieces")


def test_a_forked_process_leaves_an_interruption_to_the_first() -> None:
    def work(_piece: int) -> tuple[bool, bool]:
        # Each takes long enough for the others to get some.
        sum(range(200_000))
        return os.getpid() == PARENT, signal.getsignal(signal.SIGINT) == signal.SIG_IGN

    results = [result for _ in range(20) for result in spread(work, range(40), "pieces")]
    assert set(results) == {(True, False), (False, True)}


def test_results_larger_than_a_pipe_holds_come_whole() -> None:
    assert [len(result) for result in spread(lambda piece: "x" * 300_000 + str(piece), range(30), "pieces")] == [
        300_000 + len(str(piece)) for piece in range(30)
    ]
