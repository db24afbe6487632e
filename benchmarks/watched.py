"""What a process that serves takes of the machine, with all that it started."""

import os
from collections.abc import Iterator
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Resident megabytes of a process and of all that it started."""
    return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) * PAGE for each in _family(pid)) / 1e6


def processor(pid: int) -> float:
    """Seconds of processor time that a process and all that it started have used."""
    total = 0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def _family(pid: int) -> Iterator[int]:
    waiting = [pid]
    while waiting:
        each = waiting.pop()
        try:
            waiting += map(int, Path(f"/proc/{each}/task/{each}/children").read_text().split())
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield each
