"""What a person who waits sees: a count on a terminal, one plain line in a log, nothing for little work."""

import io

import pytest

from gongbao.build.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "total", "shown"),
    [(io.StringIO(), 20, ["reports 20/20"]), (io.StringIO(), 3, []), (Terminal(), 3, [])],
)
def test_a_log_gets_one_line_and_little_work_none(stream: io.StringIO, total: int, shown: list[str]) -> None:
    progress = Progress(label="reports", total=total, stream=stream)
    for _ in range(total):
        progress.step(None)
    assert stream.getvalue().splitlines() == shown


def test_a_terminal_shows_the_count_as_it_grows() -> None:
    stream = Terminal()
    progress = Progress(label="reports", total=20, stream=stream, begun=-1e9)
    for _ in range(20):
        progress.step(None)
    states = [state.strip() for state in stream.getvalue().split("\r") if state]
    assert states[0].startswith("reports 1/20, ")
    assert states[0].endswith("s left")
    assert states[-1] == "reports 20/20"
