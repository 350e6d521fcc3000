"""The attempts at one training, a line each in a file beside them."""
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Dict, Iterable, List, Tuple

_NEEDED = {'log', 'start', 'device', 'threads', 'jobs'}
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

        A session that was killed could not write down its end: the last line of its log is the end.

        Args:
            end (float): When the last session ended, in seconds since 1970.
        """
        *earlier, last = self.read()
        timed = [*self._with_ends(earlier), (last, end)]
        number = len(self._lines())
        if len(timed) < number:
            print(f'{self.folder.name}: {number - len(timed)} of {number} sessions are left out of '
                  f'its times: their log, or their line in {self.path.name}, is lost', flush=True)
        return dict(
            start=_clock(timed[0][0]['start']), end=_clock(end),
            seconds=round(sum(end - session['start'] for session, end in timed)),
            sessions=len(timed), device=last['device'], threads=last['threads'], jobs=last['jobs'])

    def _with_ends(self, sessions: Iterable[Session]) -> List[Tuple[Session, float]]:
        logs = ((session, self.folder / session['log']) for session in sessions)
        return [(session, log.stat().st_mtime) for session, log in logs if log.is_file()]

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
