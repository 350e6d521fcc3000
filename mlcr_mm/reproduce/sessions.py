"""The attempts at one training, a line each in a file beside them."""
import json
import math
from datetime import datetime
from pathlib import Path
from typing import Any, Dict, List, Tuple

_NEEDED = {'log', 'start', 'device', 'threads', 'jobs'}
_CLOCK = 1.  # second, by which a file's time stamp may be behind
Session = Dict[str, Any]


class Sessions:
    """``sessions.jsonl`` in the folder of a training: ``log``, ``start``, and where it ran.

    Lines that a full disk or a killed machine has cut are passed over, and so are, for the times,
    sessions whose log is gone.

    Args:
        folder (Path): Of the training.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / 'sessions.jsonl'

    def read(self) -> List[Session]:
        """Those that can be read, in order."""
        return [session for session in map(_parse, self._lines()) if session]

    def next_log(self) -> Path:
        """The log of the next session, which is none of an earlier one."""
        return self.folder / f'train_{len(self._lines()) + 1}.log'

    def add(self, session: Session) -> None:
        """Write down that one begins."""
        text = self._text()
        with open(self.path, 'a') as file:
            # A line that was cut stays a line of its own.
            file.write('\n' * bool(text and not text.endswith('\n')) + json.dumps(session) + '\n')

    def summarize(self, end: float) -> Dict[str, Any]:
        """First start, last end, and the time in between that was spent in training.

        A session that was killed could not write down its end: the last line of its log is the end,
        by the time stamp of the file. Where that lies after the next start, as in a folder that was
        copied without its time stamps, nobody knows.

        Args:
            end (float): When the last session ended, in seconds since 1970.
        """
        *earlier, last = self.read()
        timed = [*self._with_ends(earlier, last), (last, end)]
        number = len(self._lines())
        if len(timed) < number:
            print(f'{self.folder.name}: {number - len(timed)} of {number} sessions are left out of '
                  f'its times: their log or its time stamp, or their line in {self.path.name}, is '
                  'lost', flush=True)
        return dict(
            start=_clock(timed[0][0]['start']), end=_clock(end),
            seconds=round(sum(end - session['start'] for session, end in timed)),
            sessions=len(timed), device=last['device'], threads=last['threads'], jobs=last['jobs'])

    def _with_ends(self, earlier: List[Session], last: Session) -> List[Tuple[Session, float]]:
        """The sessions before the last one whose end is known."""
        timed = []
        for session, following in zip(earlier, [*earlier[1:], last]):
            log = self.folder / session['log']
            end = log.stat().st_mtime if log.is_file() else math.inf
            if end <= following['start'] + _CLOCK:
                timed.append((session, end))
        return timed

    def _text(self) -> str:
        return self.path.read_text(errors='replace') if self.path.is_file() else ''

    def _lines(self) -> List[str]:
        return self._text().splitlines()


def _parse(line: str) -> Session:
    """A session; an empty one if the line cannot be read."""
    try:
        session = json.loads(line)
    except ValueError:
        return {}
    return session if isinstance(session, dict) and _NEEDED <= session.keys() else {}


def _clock(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).isoformat(' ', 'seconds')
