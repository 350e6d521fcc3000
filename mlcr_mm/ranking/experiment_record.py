"""What an experiment was run with, beside its results."""
import json
from pathlib import Path
from typing import Any, Mapping

from mlcr_mm.files import write_text

#: Name of the file, and of one that an experiment writes before it trains.
RECORD, FIRST_RESULT = 'experiment.json', 'data/labels.csv'


def check_experiment(folder: Path, settings: Mapping[str, Any]) -> None:
    """Write down what an experiment is run with; refuse to go on with other settings.

    What is finished in the folder is not run again, so that it must come from the same settings.

    Args:
        folder (Path): Where the results go.
        settings (Mapping): Name to a value of JSON.

    Raises:
        ValueError: If the folder has results of other or of unknown settings.
    """
    record = folder / RECORD
    remedy = f'give another --work-dir, or delete {folder}'
    if not record.is_file():
        if (folder / FIRST_RESULT).is_file():
            raise ValueError(f'{folder} has results but no {RECORD}, so that nothing tells with '
                             f'which settings they were made; {remedy}')
        write_text(record, json.dumps(dict(settings), indent=1))
        return
    try:
        found = dict(json.loads(record.read_text()))
    except (ValueError, TypeError):
        raise ValueError(f'{record} cannot be read: it should hold the settings of the results '
                         f'beside it; {remedy}') from None
    differing = [name for name in {**found, **settings} if found.get(name) != settings.get(name)]
    if differing:
        was, asked = (', '.join(f'{name}={values.get(name)}' for name in differing)
                      for values in (found, settings))
        raise ValueError(f'{folder} was run with {was}, and {asked} is asked for; {remedy}')
